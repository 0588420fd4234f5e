/**
 * TCP flows written as one reads them, followed by the real intake. A step is a line:
 *
 *     '> S'          the originator's SYN;  '<' is the responder
 *     '> PA:100'     100 bytes of payload; flags as tcpdump's letters
 *     '> PA:100@1'   … at this place of the side's stream instead of the next (its SYN is at 0, its first byte at 1)
 *     '+3000 > S@0'  3 s after the line before, instead of 10 ms
 *     '> A ack1'     acknowledges up to this place of the other side, instead of all that was sent
 *     '< SA id7'     with this IP identification, instead of a fresh one;  'w0' is a window of zero
 *     '< A sack'     with a selective acknowledgement;  'mss1460' with this maximum segment size;  'ts' with timestamps
 */
import { Frame } from '../../src/capture/frame.ts';
import { Anomalies } from '../../src/engine/anomalies.ts';
import { Intake } from '../../src/engine/intake.ts';
import { connState } from '../../src/flow/conn-state.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { BYTES, FLAGS, PACKETS, RETRANSMISSIONS, ROW_NUMBERS, ROW_WORDS } from '../../src/flow/row-layout.ts';
import { EVENT } from '../../src/flow/tcp-words.ts';
import { fromHex, hex } from './hex.ts';
import { type PacketBuilder, packet } from './packet.ts';

export interface ScriptOptions {
  readonly originator?: string;
  readonly responder?: string;
  /** Sequence numbers of the SYNs, near the wrap unless told otherwise. */
  readonly sequences?: readonly [originator: number, responder: number];
}

export interface FollowedFlow {
  readonly connState: string;
  readonly history: string;
  readonly packets: readonly [number, number];
  readonly bytes: readonly [number, number];
  readonly retransmissions: readonly [number, number];
  readonly row: number;
}

export interface Followed {
  readonly table: FlowTable;
  readonly intake: Intake;
  readonly flows: readonly FollowedFlow[];
  /** Names of the `EVENT` bits that the stage heard of, with their line from 1, such as `2 synResent`; but for `handshake`. */
  readonly events: readonly string[];
  /** Lines whose options were to be kept. */
  readonly handshakes: readonly number[];
  readonly duplicates: number;
}

const STEP =
  /^(?:\+(?<wait>[\d.]+) )?(?<side>[<>]) (?<flags>[SFRPAUEW]+|-)(?::(?<length>\d+))?(?:@(?<place>-?\d+))?(?: ack(?<ack>\d+))?(?: id(?<id>\d+))?(?: w(?<window>\d+))?(?: mss(?<mss>\d+))?(?<sack> sack)?(?<ts> ts)?$/;

/** Frames of the script with their times, ns. */
export function scriptFrames(
  lines: readonly string[],
  options: ScriptOptions = {},
): { bytes: Uint8Array; time: number }[] {
  const { originator = '10.0.0.1:50000', responder = '17.57.144.20:5223' } = options;
  const ends = [originator, responder].map((end) => {
    const colon = end.lastIndexOf(':');
    return { address: end.slice(0, colon), port: Number(end.slice(colon + 1)) };
  });
  const first = options.sequences ?? [0xffff_fff0, 0x7fff_fff0];
  const next = [0, 0];
  const identification = [1, 1000];
  let time = -10e6;
  return lines.map((line) => {
    const step = STEP.exec(line)?.groups;
    if (step === undefined) throw new Error(`not a step: ${line}`);
    const from = step.side === '>' ? 0 : 1;
    const to = 1 - from;
    const length = Number(step.length ?? 0);
    const place = step.place === undefined ? next[from] : Number(step.place);
    const flags = step.flags === '-' ? '' : step.flags;
    time += step.wait === undefined ? 10e6 : Number(step.wait) * 1e6;
    const end = place + length + (/[SF]/.test(flags) ? 1 : 0);
    next[from] = Math.max(next[from], end);
    const bytes = network(ends[from].address, ends[to].address, Number(step.id ?? identification[from]++))
      .tcp({
        sourcePort: ends[from].port,
        destinationPort: ends[to].port,
        sequence: (first[from] + place) >>> 0,
        acknowledgement: flags.includes('A') ? (first[to] + Number(step.ack ?? next[to])) >>> 0 : 0,
        flags,
        ...(step.window === undefined ? {} : { window: Number(step.window) }),
        ...(step.mss === undefined
          ? {}
          : { options: fromHex(`0204${Number(step.mss).toString(16).padStart(4, '0')}`) }),
        ...(step.sack === undefined ? {} : { options: hex`0101 050a 00000578 000005dc` }),
        ...(step.ts === undefined ? {} : { options: hex`0101 080a 00000578 000005dc` }),
      })
      .payload(new Uint8Array(length).fill(0x61))
      .bytes();
    return { bytes, time };
  });
}

function network(from: string, to: string, id: number): PacketBuilder {
  return from.includes(':') ? packet().ethernet().ipv6({ from, to }) : packet().ethernet().ipv4({ from, to, id });
}

/** Runs frames (or the frames of a script) through an intake whose stage only listens. */
export function follow(
  script: readonly string[] | readonly { bytes: Uint8Array; time: number }[],
  options: ScriptOptions = {},
): Followed {
  const frames = typeof script[0] === 'string' ? scriptFrames(script as readonly string[], options) : script;
  const table = new FlowTable();
  const events: string[] = [];
  const handshakes: number[] = [];
  let line = 0;
  const stage = {
    payload() {},
    notable: (_row: number, _direction: number, _view: unknown, event: number) => {
      if (event & EVENT.handshake) handshakes.push(line);
      for (const [name, bit] of Object.entries(EVENT)) {
        if (event & bit & ~EVENT.handshake) events.push(`${line} ${name}`);
      }
    },
    icmp() {},
    process() {},
    settle() {},
    evict() {},
  };
  const servicePorts = new Uint8Array(65_536);
  servicePorts[443] = servicePorts[5223] = 1;
  servicePorts[53] = 3;
  const intake = new Intake(table, stage, new Anomalies(), servicePorts);
  const frame = new Frame();
  for (const { bytes, time } of frames as readonly { bytes: Uint8Array; time: number }[]) {
    Object.assign(frame, { bytes, start: 0, end: bytes.length, wireLength: bytes.length, time, linkType: 1 });
    frame.number = ++line;
    intake.frame(frame);
  }
  const flows = Array.from({ length: table.count }, (_, row) => followed(table, row));
  return { table, intake, flows, events, handshakes, duplicates: intake.duplicates };
}

function followed(table: FlowTable, row: number): FollowedFlow {
  const at = row * ROW_WORDS;
  const pair = (from: Int32Array | Float64Array, index: number) => [from[index], from[index + 1]] as const;
  const packets = pair(table.words, at + PACKETS);
  const bytes = pair(table.numbers, row * ROW_NUMBERS + BYTES);
  return {
    connState: connState(table.words[at + FLAGS], packets, bytes[0] + bytes[1]),
    history: table.historyText(row),
    packets,
    bytes,
    retransmissions: pair(table.words, at + RETRANSMISSIONS),
    row,
  };
}
