import { describe, expect, it } from 'vitest';
import { ProtocolSession } from '../../src/engine/protocol-session.ts';
import type { AnyObservation, Probe, ProbeAnswer, Recognition } from '../../src/probe/probe.ts';
import { HEAD_BUDGET } from '../../src/probe/probe.ts';

const at = (frame: number) => ({ input: 0, frame, time: frame });
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array) => new TextDecoder().decode(raw);

/** A probe that recognises a word at the start, and answers to what it is given by `answers`. */
function wordProbe(
  word: string,
  answers: (said: string) => ProbeAnswer = () => 'continue',
  more: Partial<Probe> = {},
): Probe {
  return {
    name: word,
    transports: ['tcp', 'udp'],
    usualPorts: [],
    recognise(head): Recognition {
      const start = text(head.subarray(0, word.length));
      return start === word ? 'match' : word.startsWith(start) ? 'more' : 'reject';
    },
    open: (_, emit) => ({
      data(from, raw, place) {
        emit({ kind: `${word}:${text(raw)}`, from, at: place } as AnyObservation);
        return answers(text(raw));
      },
      gap(from, missing, place) {
        emit({ kind: `${word}:gap ${missing}`, from, at: place } as AnyObservation);
        return missing > 100 ? 'done' : 'continue';
      },
      close: () => emit({ kind: `${word}:closed`, from: 0, at: at(0) } as AnyObservation),
    }),
    ...more,
  };
}

function session(probes: readonly Probe[], transport: 'tcp' | 'udp' = 'tcp') {
  const log: string[] = [];
  const opened = new ProtocolSession(
    { transport, originatorPort: 50_000, responderPort: 443 },
    probes,
    {
      recognised: (protocol) => log.push(`is ${protocol}`),
      observed: ({ kind, from, at, via }) => log.push(`${kind} ${'><'[from]}${at.frame}${via ? ` via ${via}` : ''}`),
      failed: (probe, error) => log.push(`${probe} failed: ${(error as Error).message}`),
    },
    { skip: (direction, count) => log.push(`skip ${'><'[direction]} ${count}`) },
  );
  return { opened, log };
}

describe('recognition', () => {
  it('asks in order, and the first that matches gets all', () => {
    const { opened, log } = session([wordProbe('TLS'), wordProbe('GET'), wordProbe('GET ')]);
    opened.data(0, bytes('GET /'), at(1));
    opened.data(1, bytes('200'), at(2));
    expect(log).toEqual(['is GET', 'GET:GET / >1', 'GET:200 <2']);
    expect([opened.done, opened.unrecognised]).toEqual([false, false]);
  });

  it('keeps what came in pieces, of both sides and in their order, for the one that matches', () => {
    const { opened, log } = session([wordProbe('HELLO'), wordProbe('HELP')]);
    const piece = bytes('HE');
    opened.data(0, piece, at(1));
    piece.fill(0);
    opened.data(1, bytes('H'), at(2));
    opened.data(0, bytes('LLO you'), at(3));
    expect(log).toEqual(['is HELLO', 'HELLO:HE >1', 'HELLO:H <2', 'HELLO:LLO you >3']);
  });

  it('gives up when all reject', () => {
    const { opened, log } = session([wordProbe('TLS'), wordProbe('GET')]);
    opened.data(0, bytes('SSH-2.0'), at(1));
    opened.data(0, bytes('GET'), at(2));
    expect([log, opened.done, opened.unrecognised]).toEqual([[], true, true]);
  });

  it('gives up when the head is used up', () => {
    const { opened } = session([{ ...wordProbe('x'), recognise: () => 'more' }]);
    for (let sent = 0; sent <= HEAD_BUDGET; sent += 512) {
      expect(opened.done).toBe(false);
      opened.data(0, new Uint8Array(512), at(1));
    }
    expect([opened.done, opened.unrecognised]).toEqual([true, true]);
  });

  it('gives up at a hole', () => {
    const { opened } = session([wordProbe('HELLO')]);
    opened.data(0, bytes('HE'), at(1));
    opened.gap(0, 3, at(2));
    expect([opened.done, opened.unrecognised]).toEqual([true, true]);
  });

  it('judges each datagram by itself, three times', () => {
    const { opened, log } = session([wordProbe('DNS')], 'udp');
    opened.data(0, bytes('DN'), at(1));
    opened.data(0, bytes('S'), at(2));
    opened.data(1, bytes('DNS!'), at(3));
    expect(log).toEqual(['is DNS', 'DNS:DNS! <3']);
    const other = session([wordProbe('DNS')], 'udp').opened;
    for (const frame of [1, 2, 3]) other.data(0, bytes('?'), at(frame));
    expect([other.done, other.unrecognised]).toEqual([true, true]);
  });
});

describe('an open session', () => {
  it('ends when the probe is done, after a last word of it', () => {
    const { opened, log } = session([wordProbe('HI', (said) => (said === 'bye' ? 'done' : 'continue'))]);
    for (const [frame, said] of ['HI', 'bye', 'more'].entries()) opened.data(0, bytes(said), at(frame + 1));
    expect(log).toEqual(['is HI', 'HI:HI >1', 'HI:bye >2', 'HI:closed >0']);
    expect([opened.done, opened.unrecognised]).toEqual([true, false]);
  });

  it('hears of holes, and may end at one', () => {
    const { opened, log } = session([wordProbe('HI')]);
    opened.data(0, bytes('HI'), at(1));
    opened.gap(1, 7, at(2));
    opened.gap(1, 700, at(3));
    opened.gap(1, 7, at(4));
    expect(log.slice(2)).toEqual(['HI:gap 7 <2', 'HI:gap 700 <3', 'HI:closed >0']);
  });

  it('may pass over bytes', () => {
    const skipping: Probe = {
      ...wordProbe('HI'),
      open: (flow) => ({
        data: (direction) => {
          flow.skip(direction, 1000);
          return 'continue';
        },
        gap: () => 'done',
        close() {},
      }),
    };
    const { opened, log } = session([skipping]);
    opened.data(0, bytes('HI'), at(1));
    expect(log).toEqual(['is HI', 'skip > 1000']);
  });

  it('closes once, and takes nothing after', () => {
    const { opened, log } = session([wordProbe('HI')]);
    opened.data(0, bytes('HI'), at(1));
    opened.close();
    opened.close();
    opened.data(0, bytes('HI'), at(2));
    opened.gap(0, 1, at(3));
    expect(log).toEqual(['is HI', 'HI:HI >1', 'HI:closed >0']);
  });
});

describe('a hand-over', () => {
  const proxy = wordProbe('CONNECT', (said) => (said === '200.' ? { handOver: 4, via: 'connect' } : 'continue'));

  it('recognises anew, and the flow stays what it was', () => {
    const { opened, log } = session([proxy, wordProbe('TLS')]);
    opened.data(0, bytes('CONNECT'), at(1));
    opened.data(1, bytes('200.'), at(2));
    opened.data(0, bytes('TLS hello'), at(3));
    expect(log).toEqual([
      'is CONNECT',
      'CONNECT:CONNECT >1',
      'CONNECT:200. <2',
      'CONNECT:closed >0',
      'TLS:TLS hello >3 via connect',
    ]);
    expect(opened.unrecognised).toBe(false);
  });

  it('goes on within the bytes at hand', () => {
    const upgrade = wordProbe('UP', () => ({ handOver: 2, via: 'starttls' }));
    const { opened, log } = session([upgrade, wordProbe('TLS')]);
    opened.data(0, bytes('UPTLS'), at(1));
    expect(log).toEqual(['is UP', 'UP:UPTLS >1', 'UP:closed >0', 'TLS:TLS >1 via starttls']);
  });

  it('to something unknown leaves the flow recognised', () => {
    const { opened } = session([proxy, wordProbe('TLS')]);
    opened.data(0, bytes('CONNECT'), at(1));
    opened.data(1, bytes('200.'), at(2));
    opened.data(0, bytes('???'), at(3));
    expect([opened.done, opened.unrecognised]).toEqual([true, false]);
  });

  it('within a hand-over comes to an end', () => {
    const endless = wordProbe('GO', () => ({ handOver: 2, via: 'socks' }));
    const { opened, log } = session([endless]);
    opened.data(0, bytes('GO'.repeat(100)), at(1));
    expect(opened.done).toBe(true);
    expect(log.length).toBeLessThan(20);
  });
});

describe('a probe that throws', () => {
  const broken = (): never => {
    throw new Error('broken');
  };

  it.each<[string, Partial<Probe>]>([
    ['on opening', { open: broken }],
    ['on data', { open: () => ({ data: broken, gap: broken, close: broken }) }],
  ])('%s is out for the flow', (_, more) => {
    const { opened, log } = session([wordProbe('HI', undefined, more)]);
    opened.data(0, bytes('HI'), at(1));
    opened.data(0, bytes('HI'), at(2));
    opened.close();
    expect(log.filter((line) => line !== 'is HI')).toEqual(['HI failed: broken']);
    expect(opened.done).toBe(true);
  });

  it('on recognising is passed over, and others are asked', () => {
    const { opened, log } = session([wordProbe('HI', undefined, { name: 'bad', recognise: broken }), wordProbe('HI')]);
    opened.data(0, bytes('HI'), at(1));
    expect(log).toEqual(['bad failed: broken', 'is HI', 'HI:HI >1']);
  });

  it('at a hole, or on closing, is told of', () => {
    const late = wordProbe('HI', undefined, {
      open: () => ({ data: () => 'continue', gap: broken, close: broken }),
    });
    const one = session([late]);
    one.opened.data(0, bytes('HI'), at(1));
    one.opened.gap(0, 1, at(2));
    const other = session([late]);
    other.opened.data(0, bytes('HI'), at(1));
    other.opened.close();
    expect([one.log, other.log]).toEqual(new Array(2).fill(['is HI', 'HI failed: broken']));
  });
});
