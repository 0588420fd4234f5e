import { it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { type MessageReader, MessageSession, type Next } from '../../src/probe/message-session.ts';
import type { AnyObservation, Probe } from '../../src/probe/probe.ts';
import { script } from '../support/probe-script.ts';

interface Told extends AnyObservation {
  readonly text: string;
}

/** Messages are a digit and as many letters; `0` ends, `!` hands over behind itself. Of `9` two letters are enough. */
const letters: Probe<Told> = {
  name: 'letters',
  transports: ['tcp', 'udp'],
  usualPorts: [],
  recognise: () => 'match',
  open: (flow, emit) => new MessageSession(flow, lettersTo(emit)),
};

function lettersTo(emit: (told: Told) => void): MessageReader {
  return {
    read(from, input, offset, at): Next {
      const text = String.fromCharCode(...input.subarray(offset));
      if (text[0] === '!') return { handOver: offset + 1, via: 'starttls' };
      const length = Number(text[0]);
      const wanted = length === 9 ? 2 : length;
      if (length === 0) return 'done';
      if (text.length <= wanted) return offset;
      emit({ kind: 'told', from, at, text: text.slice(1, wanted + 1) });
      return offset + 1 + length;
    },
    readCut(from, input, at): Next {
      const text = String.fromCharCode(...input);
      emit({ kind: 'told', from, at, text: `${text.slice(1)}…` });
      return 1 + Number(text[0]);
    },
  };
}

it('gives each message once, with the frame in which it began, the directions apart', () => {
  script(letters)
    .originator('3ab')
    .responder('2xy1')
    .originator('c2de')
    .responder('z')
    .expect(
      [
        { from: 1, text: 'xy', at: { frame: 2 } },
        { from: 0, text: 'abc', at: { frame: 1 } },
        { from: 0, text: 'de', at: { frame: 3 } },
        { from: 1, text: 'z', at: { frame: 2 } },
      ],
      'continue',
    );
});

it('passes over the rest of a message, near or far', () => {
  script(letters)
    .originator('9abcdefghi1k')
    .expect([{ text: 'ab' }, { text: 'k' }]);
  script(letters)
    .originator('9abc')
    .originator('defghi1k')
    .expect([{ text: 'ab' }, { text: 'k' }]);
});

it('ends where the reader does, and hands over at the offset of the stream', () => {
  script(letters)
    .originator('1a01b')
    .expect([{ text: 'a' }], 'done');
  script(letters).responder('1a').responder('1b!x').expect([{}, {}], { handOver: 5, from: RESPONDER, via: 'starttls' });
});

it('goes on behind a gap within a message, and not behind a longer one, or one between messages', () => {
  script(letters)
    .originator('5ab')
    .gap(ORIGINATOR, 2)
    .originator('e1k')
    .expect([{ text: 'ab…' }, { text: 'k' }]);
  script(letters)
    .originator('5ab')
    .gap(ORIGINATOR, 3)
    .originator('1k')
    .expect([{ text: 'ab…' }, { text: 'k' }]);
  script(letters)
    .originator('5ab')
    .gap(ORIGINATOR, 4)
    .originator('k1z')
    .expect([{ text: 'ab…' }], 'done');
  script(letters)
    .originator('1a')
    .gap(ORIGINATOR, 2)
    .originator('1k')
    .expect([{ text: 'a' }], 'done');
});

it('joins no datagrams', () => {
  script(letters, { transport: 'udp' })
    .originator('3ab')
    .originator('1c')
    .expect([{ text: 'c' }]);
});
