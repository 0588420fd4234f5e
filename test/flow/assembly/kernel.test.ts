/**
 * What the kernel makes of the records of a file and of single frames, together with what is made of those that it leaves, comes to
 * what the long way makes of every frame: that way is a VLAN tag, which the kernel never takes.
 */
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../../src/capture/capture-reader.ts';
import { Frame } from '../../../src/capture/frame.ts';
import type { FrameSink } from '../../../src/capture/frame-sink.ts';
import { TimeBase } from '../../../src/capture/time-base.ts';
import { Anomalies } from '../../../src/engine/anomalies.ts';
import type { FlowStage } from '../../../src/engine/flow-follower.ts';
import { Intake } from '../../../src/engine/intake.ts';
import type { Direction } from '../../../src/flow/direction.ts';
import { FlowTable } from '../../../src/flow/flow-table.ts';
import { PIECE, WINDOW } from '../../../src/flow/memory-map.ts';
import { FLAG, FLAGS, HISTORY_LENGTH, PASSED, ROW_EVENTS, ROW_WORDS } from '../../../src/flow/row-layout.ts';
import { IP_PROTOCOL, type PacketView } from '../../../src/wire/packet-view.ts';
import { type FrameBytes, pcapFile } from '../../support/capture-bytes.ts';
import { type Ipv4Options, packet } from '../../support/packet.ts';
import { type RandomFrame, randomNumbers, randomTraffic } from '../../support/random-traffic.ts';

/** Inputs of one capture, one behind the other. */
type Inputs = readonly (readonly RandomFrame[])[];

class Count {
  readonly table = new FlowTable();
  readonly anomalies = new Anomalies();
  /** What was more than a count, with the packet that brought it. */
  readonly log: string[] = [];
  readonly intake: Intake;

  constructor() {
    const say = (what: string, row: number, ...more: readonly unknown[]) =>
      this.log.push(`${what} of ${row} at packet ${this.intake.packets}: ${more.join(' ')}`);
    const stage: FlowStage = {
      payload: (row, direction, view) => {
        const { time, frame } = this.table.at();
        const { payloadOffset, payloadLength } = view;
        // Datagrams have no sequence numbers.
        const sequence = view.protocol === IP_PROTOCOL.tcp ? view.sequence : 0;
        const first = payloadLength > 0 ? view.bytes[payloadOffset] : 0;
        const told = [direction, time, frame, sequence, payloadLength, first];
        if (this.#payload(row, direction, view)) say('payload', row, ...told);
      },
      notable: (row, direction, view, event) =>
        say('event', row, event, direction, this.table.at().frame, view.sequence),
      icmp() {},
      process() {},
      settle: (row) => say('settle', row),
      evict() {},
    };
    this.intake = new Intake(this.table, stage, this.anomalies, new Uint8Array(65_536));
  }

  /** As a probe does: of some flows it wants all, of some it passes over what comes next, and most become ordinary. */
  #payload(row: number, direction: Direction, view: PacketView): boolean {
    const { words } = this.table;
    const at = row * ROW_WORDS;
    const end = (view.sequence + view.payloadWireLength) | 0;
    const flag = direction === 0 ? FLAG.passedOriginator : FLAG.passedResponder;
    if (words[at + FLAGS] & flag && ((end - words[at + PASSED + direction]) | 0) <= 0) return false;
    if (row % 4 < 2) words[at + FLAGS] &= ~FLAG.wanted;
    if (row % 4 === 2 && !(words[at + FLAGS] & FLAG.udp)) {
      words[at + FLAGS] |= flag;
      words[at + PASSED + direction] = end + 500;
    }
    return true;
  }

  /** All that the two ways must have in common. */
  get outcome() {
    const { intake, table, log, anomalies } = this;
    const { packets, bytes, firstTime, lastTime, cutFrames, duplicates, undecoded, timeline } = intake;
    return {
      counts: { packets, bytes, firstTime, lastTime, cutFrames, duplicates, undecoded, rows: table.count },
      timeline: { step: timeline.step, length: timeline.length, bytes: timeline.bytes, flows: timeline.flows },
      words: table.words.slice(0, table.count * ROW_WORDS),
      events: table.events.slice(0, table.count * ROW_EVENTS),
      history: table.history.slice(0, table.count * HISTORY_LENGTH),
      anomalies: anomalies.list(),
      log,
    };
  }
}

function theLongWay(inputs: Inputs): Count['outcome'] {
  const count = new Count();
  const { seconds: zero, nanoseconds: rest } = inputs[0][0];
  for (const [input, frames] of inputs.entries()) {
    count.intake.input = input;
    for (const [index, { seconds, nanoseconds, tagged, cut }] of frames.entries()) {
      const frame = new Frame();
      Object.assign(frame, { bytes: tagged, start: 0, end: tagged.length - Math.max(0, cut), linkType: 1 });
      frame.wireLength = tagged.length;
      frame.time = (seconds - zero) * 1e9 + nanoseconds - rest;
      frame.number = index + 1;
      count.intake.frame(frame);
    }
  }
  count.intake.end();
  return count.outcome;
}

/** Reads files one behind the other, each in pieces whose lengths `piece` tells. Says also how many frames were taken as records. */
function read(files: readonly Uint8Array[], piece: () => number = () => PIECE - 2) {
  const count = new Count();
  const { intake } = count;
  const base = new TimeBase();
  let taken = 0;
  const sink: FrameSink = {
    frame: (frame) => intake.frame(frame),
    records(run) {
      intake.records(run);
      taken += run.frames;
    },
  };
  const problems = files.flatMap((file, input) => {
    intake.input = input;
    const reader = new CaptureReader(sink, base);
    const { packets, bytes } = intake;
    push(reader, count.table, file, piece);
    expect([reader.packets, reader.bytes]).toEqual([intake.packets - packets, intake.bytes - bytes]);
    return reader.problems;
  });
  intake.end();
  return { outcome: count.outcome, taken, problems };
}

function recordOf({ seconds, nanoseconds, plain, cut }: RandomFrame): FrameBytes {
  // What lies behind the packet was cut before it.
  const bytes = plain.subarray(0, cut > 0 ? plain.length - 4 - cut : plain.length);
  return { seconds, nanoseconds, bytes, wireLength: cut < 0 ? bytes.length + cut : plain.length };
}

/**
 * In the two pieces by turns, not always from their beginning. What comes next lies behind the end already, and must not be read;
 * the piece is wiped when it was, as views do not last.
 */
function push(reader: CaptureReader, table: FlowTable, file: Uint8Array, piece: () => number): void {
  const pieces = [WINDOW, WINDOW + PIECE].map((from) => new Uint8Array(table.buffer, from, PIECE));
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const bytes = pieces[turn & 1];
    const start = turn % 3;
    const length = Math.min(piece(), file.length - at);
    bytes.set(file.subarray(at, at + PIECE - start), start);
    reader.push(bytes, start, start + length);
    bytes.fill(0xff, 0, file.length + start);
    at += length;
  }
  reader.end();
}

const captures: Inputs[] = Array.from({ length: 12 }, (_, seed) => [
  randomTraffic(seed, 700, 1000),
  randomTraffic(seed + 100, 300, 990),
]);
const expected = captures.map(theLongWay);

describe('random traffic', () => {
  it('has what tells the ways apart', () => {
    const log = expected.flatMap((outcome) => outcome.log);
    for (const what of [/^payload/, /^event/, /^settle/])
      expect(log.filter((line) => what.test(line)).length).toBeGreaterThan(100);
    const all = (is: (counts: Count['outcome']['counts']) => boolean) => expected.filter(({ counts }) => is(counts));
    expect(all(({ duplicates }) => duplicates > 0).length).toBeGreaterThan(5);
    expect(all(({ firstTime }) => firstTime < 0).length).toBeGreaterThan(5);
    // Of six tuples: the other rows are new flows after silence or an end.
    expect(all(({ rows }) => rows > 12)).toHaveLength(captures.length);
    for (const { timeline } of expected) expect(timeline.step).toBeGreaterThan(1e9);
  });

  const filesOf = (index: number, nano = false) =>
    captures[index].map((frames) => pcapFile(frames.map(recordOf), { nano }));

  it.each([...captures.keys()])('%i comes to the same as records, of which many are taken', (index) => {
    const { outcome, taken, problems } = read(filesOf(index));
    expect(outcome).toEqual(expected[index]);
    expect(taken).toBeGreaterThan(300);
    expect(problems).toEqual([]);
    expect(read(filesOf(index, true))).toEqual({ outcome, taken, problems });
  });

  it.each([...captures.keys()])('%i comes to the same wherever the pieces end', (index) => {
    const random = randomNumbers(index);
    for (const piece of [() => 1 + random(30), () => 1 + random(2000), () => 16, () => 997])
      expect(read(filesOf(index), piece).outcome).toEqual(expected[index]);
  });
});

describe('a record', () => {
  const udp = (options: Ipv4Options = {}, length = 30) =>
    packet()
      .ethernet()
      .ipv4(options)
      .udp({ sourcePort: 100, destinationPort: 53 })
      .payload(new Uint8Array(length))
      .bytes();
  const tcp = (options: Ipv4Options = {}) =>
    packet().ethernet().ipv4(options).tcp({ flags: 'A' }).payload(new Uint8Array(30)).bytes();
  const bytes = udp();
  /** With a header of four words, one less than there must be. */
  const short = () => {
    const segment = tcp();
    segment[14 + 20 + 12] = 0x40;
    return segment;
  };
  const long = (length: number) => {
    const longer = new Uint8Array(length);
    longer.set(bytes);
    return longer;
  };

  it.each<[string, FrameBytes, boolean]>([
    ['of a known flow is taken', { bytes }, true],
    ['of a known TCP flow is taken', { bytes: tcp() }, true],
    ['of the greatest length is taken', { bytes: long(262_144) }, true],
    ['that the snaplen cut is left', { bytes, wireLength: bytes.length + 10 }, false],
    ['that contradicts itself is left', { bytes, wireLength: bytes.length - 1 }, false],
    ['of an earlier time than all others is left', { bytes, seconds: 99 }, false],
    ['of another step of the timeline is left', { bytes, seconds: 101 }, false],
    ['of another flow is left', { bytes: udp({ from: '10.0.0.7' }) }, false],
    // Read as if there were no options, it has the flow's ports and a length that fits.
    ['with options of IPv4 is left', { bytes: udp({ options: Uint8Array.of(0, 100, 0, 53) }, 88) }, false],
    ['with a fragment is left', { bytes: tcp({ moreFragments: true }) }, false],
    ['that claims more than there is is left', { bytes: tcp({ totalLength: 900 }) }, false],
    ['whose TCP header cannot be is left', { bytes: short() }, false],
    ['that is not even headers is left', { bytes: udp({}, 0) }, false],
  ])('%s', (_, record, takes) => {
    const { seconds = 100 } = record;
    const plain = { bytes, seconds };
    // The first two open the flows, the last but one brings the step of the timeline.
    const opening = [
      { bytes, seconds: 100 },
      { bytes: tcp(), seconds: 100 },
    ];
    const { taken, outcome, problems } = read([pcapFile([...opening, { seconds: 100, ...record }, plain, plain])]);
    expect([taken, outcome.counts.packets, problems]).toEqual([takes ? 3 : 2, 5, []]);
  });

  it('whose length cannot be is not taken, even when all of it is there', () => {
    const { taken, problems } = read([pcapFile([{ bytes }, { bytes }, { bytes: long(262_145) }, { bytes }])]);
    expect([taken, problems]).toMatchObject([1, [{ code: 'record-length', frame: 3 }]]);
  });
});

/** VXLAN (RFC 7348) is a datagram like others as long as what is inside cannot be read, such as ARP. */
it('leaves what may be a tunnel, whose packets are of the flows inside', () => {
  const tunnel = { sourcePort: 4789, destinationPort: 4789 };
  const header = Uint8Array.of(8, 0, 0, 0, 0, 0, 1, 0);
  const within = (inner: Uint8Array) =>
    packet()
      .ethernet()
      .ipv4()
      .udp(tunnel)
      .payload(Uint8Array.of(...header, ...inner))
      .bytes();
  const arp = within(packet().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(46)).bytes());
  const segment = within(packet().ethernet().ipv4().tcp({ flags: 'S' }).bytes());
  const { outcome, taken } = read([pcapFile([{ bytes: arp }, { bytes: segment }])]);
  expect([outcome.counts.rows, taken]).toEqual([2, 0]);
});
