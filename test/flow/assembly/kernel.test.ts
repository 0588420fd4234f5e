/**
 * What the kernel predicts of the records of a file, of single frames, and what it leaves, comes to what the long way makes of every
 * frame: that way is a VLAN tag, which no prediction takes.
 */
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../../src/capture/capture-reader.ts';
import { Frame } from '../../../src/capture/frame.ts';
import type { FrameSink } from '../../../src/capture/frame-sink.ts';
import { TimeBase } from '../../../src/capture/time-base.ts';
import { Anomalies } from '../../../src/engine/anomalies.ts';
import { Intake } from '../../../src/engine/intake.ts';
import type { Direction } from '../../../src/flow/direction.ts';
import { FlowTable } from '../../../src/flow/flow-table.ts';
import { PIECE, WINDOW } from '../../../src/flow/memory-map.ts';
import { FLAG, FLAGS, HISTORY_LENGTH, PASSED, ROW_EVENTS, ROW_WORDS } from '../../../src/flow/row-layout.ts';
import type { PacketView } from '../../../src/wire/packet-view.ts';
import { type FrameBytes, pcapFile } from '../../support/capture-bytes.ts';
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
    const say = (what: string, row: number) => this.log.push(`${what} ${row} packet ${this.intake.packets}`);
    const stage = {
      payload: (row: number, direction: Direction, view: PacketView) => {
        if (this.#payload(row, direction, view)) say('payload', row);
      },
      notable: (row: number, _direction: Direction, _view: PacketView, event: number) => say(`event ${event}`, row),
      icmp() {},
      settle: (row: number) => say('settle', row),
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
    // Datagrams have no sequence numbers.
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

interface Way {
  readonly nano?: boolean;
  /** Length of the next piece of a file. */
  readonly piece: () => number;
}

/** Says also how many frames were taken as records. */
function asRecords(inputs: Inputs, { nano = false, piece }: Way) {
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
  for (const [input, frames] of inputs.entries()) {
    intake.input = input;
    push(new CaptureReader(sink, base), count.table, pcapFile(frames.map(recordOf), { nano }), piece);
  }
  intake.end();
  return { outcome: count.outcome, taken };
}

function recordOf({ seconds, nanoseconds, plain, cut }: RandomFrame): FrameBytes {
  // What lies behind the packet was cut before it.
  const bytes = plain.subarray(0, cut > 0 ? plain.length - 4 - cut : plain.length);
  return { seconds, nanoseconds, bytes, wireLength: cut < 0 ? bytes.length + cut : plain.length };
}

/** In the two pieces by turns, not always from their beginning; each is wiped when it was read, as views do not last. */
function push(reader: CaptureReader, table: FlowTable, file: Uint8Array, piece: () => number): void {
  const pieces = [WINDOW, WINDOW + PIECE].map((from) => new Uint8Array(table.buffer, from, PIECE));
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const bytes = pieces[turn & 1];
    const part = file.subarray(at, at + piece());
    const start = turn % 3;
    bytes.set(part, start);
    reader.push(bytes, start, start + part.length);
    bytes.fill(0xff, 0, start + part.length);
    at += part.length;
  }
  reader.end();
  expect(reader.problems).toEqual([]);
}

const whole = { piece: () => PIECE - 2 };

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

  it.each([...captures.keys()])('%i comes to the same as records, of which many are predicted', (index) => {
    const { outcome, taken } = asRecords(captures[index], whole);
    expect(outcome).toEqual(expected[index]);
    expect(taken).toBeGreaterThan(100);
    expect(asRecords(captures[index], { ...whole, nano: true })).toEqual({ outcome, taken });
  });

  it.each([...captures.keys()])('%i comes to the same wherever the pieces end', (index) => {
    const random = randomNumbers(index);
    for (const piece of [() => 1 + random(30), () => 1 + random(2000), () => 16, () => 997])
      expect(asRecords(captures[index], { piece }).outcome).toEqual(expected[index]);
  });
});
