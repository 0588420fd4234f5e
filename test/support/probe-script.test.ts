import { describe, expect, it } from 'vitest';
import type { AnyObservation, Probe } from '../../src/probe/probe.ts';
import { concat, hex } from './hex.ts';
import { script } from './probe-script.ts';

interface Letter extends AnyObservation {
  kind: 'letter';
  text: string;
}

/** Begins with `!`, then letters; a digit N skips N bytes, `$` ends, `>` hands over behind itself. */
const letters: Probe<Letter> = {
  name: 'letters',
  transports: ['tcp'],
  usualPorts: [7],
  recognise: (head) => (head.length < 2 ? 'more' : head[0] === 0x21 ? 'match' : 'reject'),
  open: (flow, emit) => ({
    data(from, bytes, at) {
      for (let index = 0; index < bytes.length; index++) {
        const text = String.fromCharCode(bytes[index]);
        if (text === '$') return 'done';
        if (text === '>') return { handOver: index + 1, via: 'connect' };
        if (/\d/.test(text)) {
          const rest = Math.max(0, Number(text) - (bytes.length - index - 1));
          index += Number(text) - rest;
          if (rest > 0) flow.skip(from, rest);
        } else emit({ kind: 'letter', text, from, at });
      }
      return 'continue';
    },
    gap(from, missing, at) {
      emit({ kind: 'letter', text: `gap ${missing}`, from, at });
      return 'continue';
    },
    close() {},
  }),
};

describe('hex', () => {
  it('joins digits, remarks, numbers and byte arrays', () => {
    expect(hex`16 03 // version
      01 ${255}${Uint8Array.of(1, 2)}`).toEqual(Uint8Array.of(0x16, 3, 1, 255, 1, 2));
    expect(concat('a', hex`62`)).toEqual(hex`61 62`);
  });

  it('throws on a stray character', () => {
    expect(() => hex`1g`).toThrow('not hexadecimal');
  });
});

describe('script', () => {
  it('plays steps with their frames, across recognition and skips', () => {
    script(letters)
      .originator('!a4bc', 'de')
      .originator('f')
      .responder('z')
      .gap(1, 5)
      .expect(
        [
          { text: '!', at: { frame: 1, time: 1_000_000 } },
          { text: 'a', from: 0 },
          { text: 'f', at: { frame: 2 } },
          { text: 'z', from: 1 },
          { text: 'gap 5', from: 1 },
        ],
        'continue',
      );
  });

  it('carries a skip over to later steps and gaps', () => {
    script(letters)
      .originator('!9ab')
      .originator('cd')
      .gap(0, 7)
      .originator('e')
      .expect([{ text: '!' }, { text: 'gap 2' }, { text: 'e' }]);
  });

  it('stops when done, rejected or handed over', () => {
    script(letters)
      .originator('!$a')
      .originator('b')
      .expect([{ text: '!' }], 'done');
    script(letters).originator('?').responder('!').originator('??').expect([], 'reject');
    script(letters)
      .originator('!a>b')
      .expect([{ text: '!' }, { text: 'a' }], { handOver: 3, from: 0, via: 'connect' });
  });

  it('opens at once when told so', () => {
    script(letters, { recognise: false })
      .originator('x')
      .expect([{ text: 'x' }]);
  });

  it('fails on a missing or surplus observation', () => {
    expect(() =>
      script(letters)
        .originator('!a')
        .expect([{ text: '!' }]),
    ).toThrow();
    expect(() => script(letters).originator('!').originator('a').expect([{}, {}, {}])).toThrow();
  });

  it('finds out a probe whose observations hang on the cutting', () => {
    const lengths: Probe<Letter> = {
      ...letters,
      open: (_flow, emit) => ({
        data(from, bytes, at) {
          emit({ kind: 'letter', text: String(bytes.length), from, at });
          return 'continue';
        },
        gap: () => 'continue',
        close() {},
      }),
    };
    expect(() =>
      script(lengths)
        .originator('!abc')
        .expect([{ text: '4' }]),
    ).toThrow('cut into pieces of 1');
  });

  it.fails('fails a test whose script was never asserted', () => {
    script(letters).originator('!a');
  });
});
