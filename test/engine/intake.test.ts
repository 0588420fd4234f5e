/** What TCP's states make of segments is tested in `test/flow`; here: which frames count as what, and when flows are settled. */
import { describe, expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { Anomalies } from '../../src/engine/anomalies.ts';
import { Intake, portsOf } from '../../src/engine/intake.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { ID, ROW_WORDS } from '../../src/flow/row-layout.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';

const SECOND = 1e9;

interface Given {
  readonly bytes: Uint8Array;
  readonly time?: number;
  readonly wireLength?: number;
  readonly linkType?: number;
}

function intakeOf(servicePorts = new Uint8Array(65_536)) {
  const table = new FlowTable();
  const anomalies = new Anomalies();
  const log: string[] = [];
  const id = (row: number) => table.words[row * ROW_WORDS + ID];
  const intake = new Intake(
    table,
    {
      payload: (row, direction, view) => log.push(`payload ${id(row)}${'><'[direction]} ${view.payloadLength}`),
      notable: (row) => log.push(`notable ${id(row)}`),
      icmp: () => log.push('icmp'),
      settle: (row) => log.push(`settle ${id(row)}`),
      evict: () => log.push('evict'),
    },
    anomalies,
    servicePorts,
  );
  let number = 0;
  const give = (...frames: readonly Given[]) => {
    for (const { bytes, time = number * 1e6, wireLength = bytes.length, linkType = 1 } of frames)
      intake.frame(
        Object.assign(new Frame(), {
          bytes,
          start: 0,
          end: bytes.length,
          wireLength,
          time,
          linkType,
          number: ++number,
        }),
      );
  };
  return { intake, table, anomalies, log, give };
}

const udp = (options: { from?: string; to?: string; source?: number; destination?: number; text?: string } = {}) =>
  packet()
    .ethernet()
    .ipv4({ from: options.from ?? '10.0.0.1', to: options.to ?? '10.0.0.2' })
    .udp({ sourcePort: options.source ?? 50_000, destinationPort: options.destination ?? 9999 })
    .payload(options.text ?? 'x')
    .bytes();

describe('frames', () => {
  it('are counted with their length on the wire, and in time', () => {
    const { intake, give } = intakeOf();
    give({ bytes: udp(), time: 5 * SECOND, wireLength: 900 }, { bytes: udp(), time: 2 * SECOND });
    expect([intake.packets, intake.bytes, intake.firstTime, intake.lastTime, intake.cutFrames]).toEqual([
      2,
      900 + udp().length,
      2 * SECOND,
      5 * SECOND,
      1,
    ]);
  });

  it.each<[string, Given, string | undefined, number]>([
    ['of an unknown link type', { bytes: new Uint8Array(60), linkType: 250 }, 'unsupported-link-type-250', 1],
    [
      'that contradict themselves',
      { bytes: packet().ethernet().ipv4({ totalLength: 5 }).udp().bytes() },
      'malformed-packet',
      1,
    ],
    ['cut within a header', { bytes: udp().subarray(0, 30), wireLength: 900 }, 'cut-packet', 1],
    [
      'of other protocols',
      { bytes: packet().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(28)).bytes() },
      undefined,
      0,
    ],
  ])('%s are named once, with a count', (_, frame, code, undecoded) => {
    const { intake, anomalies, table, give } = intakeOf();
    give(frame, frame);
    expect(intake.undecoded).toBe(2 * undecoded);
    expect(anomalies.list().map((anomaly) => [anomaly.code, anomaly.count, anomaly.first.frame])).toEqual(
      code === undefined ? [] : [[code, 2, 1]],
    );
    expect(table.count).toBe(0);
  });

  it('of UDP that the snaplen cut count for their flow all the same', () => {
    const { table, give, intake } = intakeOf();
    const frame = udp({ text: 'x'.repeat(100) });
    give({ bytes: frame.subarray(0, 38), wireLength: frame.length });
    expect([table.count, intake.undecoded]).toEqual([1, 0]);
  });

  it('in fragments become a packet when they are whole', () => {
    const whole = packet().udp({ sourcePort: 50_000, destinationPort: 9999 }).payload(new Uint8Array(24)).bytes();
    const part = (from: number, to: number, moreFragments: boolean) =>
      packet()
        .ethernet()
        .ipv4({ id: 7, fragmentOffset: from, moreFragments, protocol: 17 })
        .payload(whole.subarray(from, to))
        .bytes();
    const { table, log, give } = intakeOf();
    give({ bytes: part(0, 16, true) });
    expect(table.count).toBe(0);
    give({ bytes: part(16, 32, false) });
    expect([table.count, log]).toEqual([1, ['payload 1> 24']]);
  });

  it('in fragments that stay without the rest are named by the first of these', () => {
    const part = (id: number, from: number, to: number) =>
      packet()
        .ethernet()
        .ipv4({ id, fragmentOffset: from, moreFragments: to < 32, protocol: 17 })
        .payload(new Uint8Array(to - from))
        .bytes();
    const { intake, anomalies, give } = intakeOf();
    give({ bytes: part(1, 0, 16) }, { bytes: part(2, 0, 16) }, { bytes: part(1, 16, 32) }, { bytes: part(3, 0, 16) });
    intake.end();
    const found = anomalies.list().map(({ code, count, first }) => [code, count, first.frame]);
    expect(found).toEqual([['fragments-incomplete', 2, 2]]);
  });

  it('of ICMP go to the stage', () => {
    const { log, give, table } = intakeOf();
    give({ bytes: packet().ethernet().ipv4().icmp({ type: 3, code: 13 }).payload(new Uint8Array(28)).bytes() });
    give({ bytes: packet().ethernet().ipv6().icmpv6({ type: 1, code: 1 }).payload(new Uint8Array(48)).bytes() });
    expect([log, table.count]).toEqual([['icmp', 'icmp'], 0]);
  });

  it('with payload go to the stage, while a probe wants them', () => {
    const { log, give } = intakeOf();
    give(
      ...tcpFlow({
        exchange: [
          { from: 'originator', bytes: 'hello' },
          { from: 'responder', bytes: 'you' },
        ],
        end: 'none',
      }),
    );
    expect(log).toEqual(['payload 1> 5', 'payload 1< 3']);
  });
});

describe('the responder', () => {
  const ports = new Uint8Array(65_536);
  ports[53] = 3;
  ports[5223] = 1;

  it.each<[string, Uint8Array, readonly [number, number]]>([
    ['of UDP is the side on a documented port', udp({ source: 53, destination: 40_000 }), [40_000, 53]],
    ['of UDP is else the side that is sent to', udp({ source: 900, destination: 40_000 }), [900, 40_000]],
    ['is the side that is sent to where both ports are documented', udp({ source: 53, destination: 53 }), [53, 53]],
    [
      'of TCP is who answers a SYN',
      packet().ethernet().ipv4().tcp({ sourcePort: 60_000, destinationPort: 443, flags: 'SA' }).bytes(),
      [443, 60_000],
    ],
    [
      'of TCP is the side on a documented port, though it be the higher',
      packet().ethernet().ipv4().tcp({ sourcePort: 5223, destinationPort: 1000, flags: 'A' }).bytes(),
      [1000, 5223],
    ],
    [
      'of TCP is else the lower port',
      packet().ethernet().ipv4().tcp({ sourcePort: 8080, destinationPort: 9000, flags: 'A' }).bytes(),
      [9000, 8080],
    ],
    [
      'of a SYN is whom it is sent to, whatever the ports',
      packet().ethernet().ipv4().tcp({ sourcePort: 5223, destinationPort: 60_000, flags: 'S' }).bytes(),
      [5223, 60_000],
    ],
  ])('%s', (_, bytes, expected) => {
    const { table, give } = intakeOf(ports);
    give({ bytes });
    expect(portsOf(table, 0)).toEqual(expected);
  });
});

describe('a flow is settled', () => {
  const settled = (frames: readonly Given[], sweepAt: number) => {
    const { log, give, intake } = intakeOf();
    give(...frames);
    log.length = 0;
    intake.sweep(sweepAt);
    return log.length === 1;
  };
  const flow = (options: Parameters<typeof tcpFlow>[0]) => tcpFlow(options);

  it.each<[string, readonly Given[], number]>([
    ['of UDP after a minute', [{ bytes: udp(), time: 0 }], 60 * SECOND],
    ['of TCP without an answer after a minute', flow({ end: 'none' }).slice(0, 1), 60 * SECOND],
    ['of TCP that stands after an hour', flow({ end: 'none' }), 3600 * SECOND],
    ['of TCP that was reset after five seconds', flow({ end: 'rst' }), 5 * SECOND],
  ])('%s of silence', (_, frames, idle) => {
    const last = frames.at(-1)?.time ?? 0;
    expect([settled(frames, last + idle - 1), settled(frames, last + idle)]).toEqual([false, true]);
  });

  it('of TCP at once when both sides ended it in order, and nothing is missing', () => {
    const { log, give } = intakeOf();
    give(...flow({ exchange: [{ from: 'originator', bytes: 'x' }] }));
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });

  it('while other packets pass, without being asked', () => {
    const { log, give } = intakeOf();
    give({ bytes: udp(), time: 0 });
    for (let second = 61; second < 65; second++) give({ bytes: udp({ source: 7 }), time: second * SECOND });
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });

  it('once, and again when packets came after', () => {
    const { log, give, intake } = intakeOf();
    give(...flow({ end: 'none' }));
    intake.sweep(4000 * SECOND);
    intake.sweep(9000 * SECOND);
    expect(log).toEqual(['settle 1']);
    give({
      bytes: flow({ exchange: [{ from: 'originator', bytes: 'x' }], end: 'none' })[3].bytes,
      time: 9001 * SECOND,
    });
    intake.end();
    intake.end();
    expect(log).toEqual(['settle 1', 'payload 1> 1', 'settle 1']);
  });

  it('at the end of the capture', () => {
    const { log, give, intake } = intakeOf();
    give({ bytes: udp() }, { bytes: udp({ source: 7 }) });
    log.length = 0;
    intake.end();
    expect(log).toEqual(['settle 1', 'settle 2']);
  });

  it('before another takes its ports', () => {
    const { log, give } = intakeOf();
    give(...flow({ end: 'rst' }), ...flow({ originatorSequence: 77_000, start: SECOND, end: 'none' }));
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });
});

describe('a UDP flow that was silent', () => {
  it('for a minute goes on', () => {
    const { table, give } = intakeOf();
    give({ bytes: udp(), time: 0 }, { bytes: udp(), time: 60 * SECOND });
    expect(table.lastId).toBe(1);
  });

  it('for longer has ended, whatever other traffic there was: the next datagram opens another', () => {
    const { table, log, give } = intakeOf();
    give(
      { bytes: udp(), time: 0 },
      { bytes: udp({ text: 'a longer text that the kernel would take' }), time: 61 * SECOND },
    );
    expect(table.lastId).toBe(2);
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });
});
