/** What the tracker makes of segments that are late, lost, sent again, seen twice, or of another flow on the same ports. */
import { describe, expect, it } from 'vitest';
import { RESPONDER } from '../../src/flow/direction.ts';
import { DATA, FIN, HANDSHAKE_DONE, HISTORY_LENGTH, SYN, SYN_ACK } from '../../src/flow/row-layout.ts';
import { handshakeRtt } from '../../src/flow/tcp-state.ts';
import { TCP_FLAG } from '../../src/wire/packet-view.ts';
import { follow, type ScriptOptions } from '../support/tcp-script.ts';

const HANDSHAKE = ['> S', '< SA', '> A'];
const EXCHANGE = [...HANDSHAKE, '> PA:100', '< PA:200', '> A'];

interface Told {
  readonly history?: string;
  readonly retransmissions?: readonly [number, number];
  readonly events?: readonly string[];
  readonly duplicates?: number;
  readonly bytes?: readonly [number, number];
}

function told(lines: readonly string[], options?: ScriptOptions): Required<Told>[] {
  const { flows, events, duplicates } = follow(lines, options);
  return flows.map(({ history, retransmissions, bytes }) => ({ history, retransmissions, bytes, events, duplicates }));
}

describe('a segment', () => {
  it.each<[string, readonly string[], Told]>([
    ['that is in order is nothing to note', EXCHANGE, { retransmissions: [0, 0], events: [], duplicates: 0 }],
    [
      'that comes again is a retransmission, of the first payload an event',
      [...HANDSHAKE, '> PA:100', '+300 > PA:100@1', '+600 > PA:100@1'],
      {
        history: 'ShADT',
        retransmissions: [2, 0],
        events: ['5 firstDataResent', '5 dataResent', '6 firstDataResent', '6 dataResent'],
      },
    ],
    [
      'that comes again later in the stream is another event',
      [...EXCHANGE, '> PA:50', '+300 > PA:50@101'],
      { history: 'ShADdT', retransmissions: [1, 0], events: ['8 dataResent'] },
    ],
    [
      'of the responder that comes again is written small',
      [...EXCHANGE, '+300 < PA:200@1'],
      { history: 'ShADdt', retransmissions: [0, 1], events: ['7 firstDataResent', '7 dataResent'] },
    ],
    [
      'behind a hole is noted as a gap',
      [...HANDSHAKE, '> PA:100', '> PA:100@201'],
      { history: 'ShADG', retransmissions: [0, 0] },
    ],
    [
      'that fills the hole is late, not sent again',
      [...HANDSHAKE, '> PA:100', '> PA:100@301', '> PA:100@101', '> PA:100@201'],
      { history: 'ShADG', retransmissions: [0, 0] },
    ],
    [
      'that fills it twice is sent again',
      [...HANDSHAKE, '> PA:100', '> PA:100@201', '> PA:100@101', '+300 > PA:100@101'],
      { retransmissions: [1, 0] },
    ],
    [
      'that reaches from old bytes into new ones moves the stream on',
      [...HANDSHAKE, '> PA:100', '> PA:100@51', '> PA:10@151'],
      { history: 'ShAD', retransmissions: [0, 0] },
    ],
    [
      'of one byte just below the stream is a keep-alive',
      [...EXCHANGE, '+60000 > A:1@100', '< A', '+60000 > A:1@100'],
      { retransmissions: [0, 0], events: ['7 silence', '9 silence'] },
    ],
    ['without a window is noted', [...EXCHANGE, '> A w0', '> A w0'], { history: 'ShADdW' }],
    [
      'of a side behind its own reset is proof of another hand',
      [...HANDSHAKE, '> PA:517', '< RA', '< PA:1400@1'],
      { history: 'ShADrd', events: ['5 reset', '6 dataAfterReset'] },
    ],
    [
      'that acknowledges both ends says that the flow is over',
      [...EXCHANGE, '> FA', '< A', '< FA', '> A'],
      { events: ['10 over'] },
    ],
    ['behind one end says nothing', [...EXCHANGE, '> FA', '< A', '< PA:10', '> A'], { events: [] }],
    ['behind a reset says nothing', [...EXCHANGE, '> FA', '< RA', '> A'], { events: ['8 reset'] }],
  ])('%s', (_, lines, expected) => {
    expect(told(lines)).toMatchObject([expected]);
  });

  it('that comes again has the acknowledgements looked at that follow', () => {
    const { events } = follow([...EXCHANGE, '> PA:50', '+300 > PA:50@101', '< A ack1', '< PA:10']);
    expect(events).toEqual(['8 dataResent', '9 acknowledged', '10 acknowledged']);
  });

  it('that comes again and again is noted at 1, 10, 100 times', () => {
    const again = Array.from({ length: 120 }, () => '+200 > PA:10@101');
    expect(told([...EXCHANGE, '> PA:10', ...again])).toMatchObject([
      { history: 'ShADdTTT', retransmissions: [120, 0] },
    ]);
  });

  it('is told from another across the wrap of sequence numbers', () => {
    const lines = [...HANDSHAKE, '> PA:100', '+300 > PA:100@1', '> PA:100', '< PA:5'];
    for (const start of [0, 0xffff_ffff, 0xffff_ff9b, 0xffff_ff38, 0x7fff_ffff, 0x8000_0000])
      expect(told(lines, { sequences: [start, start] })).toMatchObject([
        { history: 'ShADTd', retransmissions: [1, 0], bytes: [300, 5] },
      ]);
  });
});

describe('a duplicate', () => {
  it.each<[string, readonly string[], number]>([
    ['within a millisecond, with the same identification', ['> S id7', '+0.4 > S@0 id7', '< SA'], 1],
    ['of any kind', [...HANDSHAKE, '> PA:10 id9', '+0.1 > PA:10@1 id9', '< FA id8', '+0.1 < FA@1 id8'], 2],
    ['with another identification was sent again', ['> S id7', '+0.4 > S@0 id8'], 0],
    ['after more than a millisecond was sent again', ['> S id7', '+1.5 > S@0 id7'], 0],
    ['without identification cannot be told', ['> S id0', '+0.4 > S@0 id0'], 0],
    ['with another length is none', [...HANDSHAKE, '> PA:10 id9', '+0.1 > PA:11@1 id9'], 0],
    ['with another flag is none', [...HANDSHAKE, '> PA:10 id9', '+0.1 > A:10@1 id9'], 0],
  ])('%s', (_, lines, count) => {
    expect(follow(lines).duplicates).toBe(count);
  });

  it('counts nowhere else', () => {
    const { flows, events } = follow([...HANDSHAKE, '> PA:100 id9', '+0.2 > PA:100@1 id9', '+0.2 > PA:100@1 id9']);
    expect(flows).toMatchObject([{ packets: [3, 1], bytes: [100, 0], retransmissions: [0, 0], history: 'ShAD' }]);
    expect(events).toEqual([]);
  });

  it('of every packet changes nothing but the count', () => {
    const lines = ['> S', '< SA', '> A', '> PA:100', '< PA:200', '> A', '> FA', '< FA', '> A'];
    const plain = follow(lines.map((line, at) => `${line} id${100 + at}`));
    const places = ['@0', '@0', '@1', '@1', '@1', '@101', '@101', '@201', '@102'];
    const twice = lines.flatMap((line, at) => [
      `${line} id${100 + at}`,
      `+0.5 ${line.replace(/^(. \w+(?::\d+)?)/, `$1${places[at]}`)} id${100 + at}`,
    ]);
    expect(follow(twice).flows).toEqual(plain.flows);
    expect(follow(twice).duplicates).toBe(lines.length);
  });
});

describe('a SYN on a known pair of ports', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['with the same number was sent again', ['> S', '+1000 > S@0', '+1000 > S@0'], ['S']],
    ['with the same number after the answer was sent again', ['> S', '< SA', '+1000 > S@0'], ['Sh']],
    ['after an orderly end opens a flow', [...EXCHANGE, '> FA', '< FA', '> A', '+1000 > S@5000'], ['ShADdFf', 'S']],
    ['after a reset opens a flow', ['> S', '< RA', '+1000 > S@5000', '< RA'], ['Sr', 'Sr']],
    ['with another number opens a flow', ['> S', '+1000 > S@70000', '+1000 > S@140000'], ['S', 'S', 'S']],
    ['far behind opens a flow', [...EXCHANGE, '+9000 > S@-9000000'], ['ShADd', 'S']],
    ['from the other side opens a flow of its own', [...EXCHANGE, '> FA', '< FA', '+1000 < S@9000'], ['ShADdFf', 'S']],
    ['that was captured late belongs to its flow', ['< SA', '> S@0', '> A'], ['^hSA']],
  ])('%s', (_, lines, histories) => {
    expect(follow(lines).flows.map(({ history }) => history)).toEqual(histories);
  });

  it('that was sent again is an event, and so is a SYN-ACK', () => {
    expect(follow(['> S', '+1000 > S@0', '< SA', '+1000 < SA@0']).events).toEqual(['2 synResent', '4 synResent']);
  });

  it('of a new flow is its originator, whoever opened the old one', () => {
    const { table, flows } = follow([...EXCHANGE, '> FA', '< FA', '+1000 < S@9000', '> SA@9000', '< A']);
    expect(flows[1]).toMatchObject({ connState: 'S1', history: 'ShA', packets: [2, 1] });
    expect([table.event(0, SYN)?.frame, table.event(1, SYN)?.frame]).toEqual([1, 9]);
  });
});

describe('the frames of a flow', () => {
  const lines = ['> S', '< SA', '> A', '> PA:10', '< PA:10', '> PA:10', '> FA', '< FA'];

  it('are the first of their kind', () => {
    const { table } = follow(lines);
    const frames = [SYN, SYN_ACK, HANDSHAKE_DONE, DATA, DATA + 2, FIN, FIN + 2].map((event) => table.event(0, event));
    expect(frames.map((at) => at?.frame)).toEqual([1, 2, 3, 4, 5, 7, 8]);
    expect(frames.map((at) => at?.time)).toEqual([0, 10e6, 20e6, 30e6, 40e6, 60e6, 70e6]);
  });

  it('stay the first when they come again', () => {
    const { table } = follow([
      '> S',
      '+1000 > S@0',
      '< SA',
      '+1000 < SA@0',
      '> A',
      '> FA',
      '+300 > FA@1',
      '< FA',
      '+300 < FA@1',
    ]);
    const frames = [SYN, SYN_ACK, FIN, FIN + 2].map((event) => table.event(0, event)?.frame);
    expect(frames).toEqual([1, 3, 6, 8]);
  });

  it('give the round trip, unless a part of the handshake came twice or not at all', () => {
    const rtt = (script: readonly string[]) => handshakeRtt(follow(script).table, 0);
    expect(rtt(lines)).toBe(20e6);
    expect(rtt(['> S', '+1000 > S@0', '< SA', '> A'])).toBeUndefined();
    expect(rtt(['> S', '< SA', '+1000 < SA@0', '> A'])).toBeUndefined();
    expect(rtt(['> S', '< SA'])).toBeUndefined();
    expect(rtt(['> A@1', '< PA:1@1'])).toBeUndefined();
  });
});

it('drops letters for which the history has no room, and touches no other', () => {
  const { table } = follow(['> S']);
  table.history.fill(0x41, 0, HISTORY_LENGTH);
  table.kernel.trackTcp(0, RESPONDER, TCP_FLAG.syn | TCP_FLAG.ack, 1, 2, 100, 0, 0, 1, 1, 0);
  expect([table.historyText(0), table.historyText(1)]).toEqual(['A'.repeat(HISTORY_LENGTH), '']);
});
