/** What becomes of decoded packets, through the intake that decodes them. */
import { describe, expect, it } from 'vitest';
import { portsOf } from '../../src/flow/flow-row.ts';
import { BYTES, FLAG, FLAGS, PACKETS, PASSED } from '../../src/flow/row-layout.ts';
import { type Given, intakeOf, udp } from '../support/intake-of.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';

describe('frames', () => {
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
    expect(portsOf(table.words, 0)).toEqual(expected);
  });
});

describe('the kernel and the decoder agree', () => {
  const tcp = (flags: string, sequence: number, payload: string) =>
    packet()
      .ethernet()
      .ipv4({ from: '10.0.0.1', to: '10.0.0.2' })
      .tcp({ sourcePort: 50_000, destinationPort: 9999, flags, sequence })
      .payload(payload)
      .bytes();

  it('that the payload of a SYN begins behind the number that the SYN takes', () => {
    const { table, log, give } = intakeOf();
    give({ bytes: tcp('S', 1000, '') }, { bytes: tcp('A', 1001, 'abcd') });
    // All in front of 1011 was passed over: the last byte of nine that follow a SYN at 1002 is number 1011.
    table.words[FLAGS] |= FLAG.passedOriginator;
    table.words[PASSED] = 1011;
    log.length = 0;
    give({ bytes: tcp('SA', 1001, '123456789') });
    give({ bytes: tcp('SA', 1002, '123456789') });
    expect(log.filter((line) => line.startsWith('payload'))).toEqual(['payload 1> 9']);
  });

  it('on payload that is longer than a signed number can say', () => {
    const { table, give } = intakeOf();
    const huge = packet().ethernet().ipv4({ totalLength: 0 }).tcp({ flags: 'A' }).payload('x').bytes();
    give({ bytes: huge, wireLength: 0xffff_fff0 });
    expect(table.numbers[BYTES]).toBe(0xffff_fff0 - 54);
    expect(table.historyText(0)).toContain('D');
  });
});

it('a flow that takes the place of one that had to go when the table was full is found again', () => {
  const { table, stage, give } = intakeOf();
  const segment = (flags: string, sequence: number) =>
    packet()
      .ethernet()
      .ipv4({ from: '10.0.0.1', to: '10.0.0.2' })
      .tcp({ sourcePort: 50_000, destinationPort: 9999, flags, sequence })
      .bytes();
  give({ bytes: segment('S', 1000) }, { bytes: segment('R', 1001) });
  let full = true;
  Object.defineProperty(table, 'full', { get: () => full });
  stage.evict = () => {
    full = false;
    table.evict(0);
  };
  give({ bytes: segment('S', 700_000) }, { bytes: segment('A', 700_001) }, { bytes: segment('A', 700_001) });
  expect([table.lastId, table.words[PACKETS]]).toEqual([2, 3]);
});
