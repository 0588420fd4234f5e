/** What is done to a capture: faults of disks and pipes, of writers, and of those who mean it. */
import { gzipSync } from 'node:zlib';
import { type CaptureLayout, layoutOf } from './capture-layout.ts';
import type { Random } from './random.ts';

export interface Sample {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly layout: CaptureLayout | undefined;
}

type Mutation = (bytes: Uint8Array, random: Random, samples: readonly Sample[]) => Uint8Array;

/** Numbers at which arithmetic breaks. */
const EDGES = [
  0, 1, 11, 12, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x4_0000, 0x100_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flipBits(bytes, random) {
    const changed = bytes.slice();
    for (let count = 1 + random.below(8); count > 0; count--) {
      changed[random.below(changed.length)] ^= 1 << random.below(8);
    }
    return changed;
  },

  setBytes(bytes, random) {
    const changed = bytes.slice();
    const at = random.below(changed.length);
    const value = random.pick([0, 0xff, 0x80, 0x7f, random.below(256)]);
    return changed.fill(value, at, at + 1 + random.below(random.pick([1, 4, 16, 64])));
  },

  cut(bytes, random) {
    return bytes.slice(0, random.below(bytes.length));
  },

  removeBytes(bytes, random) {
    const at = random.below(bytes.length);
    return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(random.pick([1, 4, 64]))));
  },

  corruptLength(bytes, random) {
    const layout = layoutOf(bytes);
    if (layout === undefined || layout.pieces.length === 0) return bytes;
    const at = random.pick(random.pick(layout.pieces).lengths);
    return withWord(bytes, at, random.pick([random.pick(EDGES), random.next(), random.below(2048)]), layout.little);
  },

  /** A field anywhere within a packet becomes an edge: lengths and counts of all protocols are among them. */
  corruptField(bytes, random) {
    const piece = packetOf(bytes, random);
    if (piece === undefined) return bytes;
    const changed = bytes.slice();
    const width = random.pick([1, 2, 3, 4]);
    const at = piece.start + random.below(Math.max(1, piece.end - piece.start - width));
    const value = random.pick(EDGES);
    for (let index = 0; index < width; index++) changed[at + index] = value >>> (8 * (width - 1 - index));
    return changed;
  },

  duplicate(bytes, random) {
    const { start, end } = pieceOf(bytes, random);
    return joined(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end));
  },

  remove(bytes, random) {
    const { start, end } = pieceOf(bytes, random);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },

  /** Two neighbours change places: packets arrive out of order, blocks before what describes them. */
  swap(bytes, random) {
    const pieces = layoutOf(bytes)?.pieces ?? [];
    if (pieces.length < 2) return bytes;
    const index = random.below(pieces.length - 1);
    const [one, other] = [pieces[index], pieces[index + 1]];
    const part = (from: number, to: number) => bytes.subarray(from, to);
    return joined(
      part(0, one.start),
      part(other.start, other.end),
      part(one.start, one.end),
      part(other.end, bytes.length),
    );
  },

  /** The end of one packet's bytes comes from another: one protocol's words in the other's flow. */
  graft(bytes, random, samples) {
    const piece = packetOf(bytes, random);
    const from = random.pick(samples);
    const other = packetOf(from.bytes, random);
    if (piece === undefined || other === undefined) return bytes;
    const changed = bytes.slice();
    const length = 1 + random.below(Math.min(piece.end - piece.start, other.end - other.start));
    changed.set(from.bytes.subarray(other.end - length, other.end), piece.end - length);
    return changed;
  },

  /** Two captures in one file, the second from a record on, or from anywhere. */
  splice(bytes, random, samples) {
    const other = random.pick(samples).bytes;
    const atRecord = random.below(2) === 0;
    const end = atRecord ? pieceOf(bytes, random).end : random.below(bytes.length);
    const start = atRecord ? pieceOf(other, random).start : random.below(other.length);
    return joined(bytes.subarray(0, end), other.subarray(start));
  },
};

export interface FuzzInput {
  /** The sample and what was done to it. */
  readonly what: string;
  readonly bytes: Uint8Array;
  /** A sound capture that is analysed along with it. */
  readonly beside: Sample | undefined;
}

/** A sample, changed once or a few times; now and then compressed, and then changed once more. */
export function fuzzInput(random: Random, samples: readonly Sample[]): FuzzInput {
  const sample = random.pick(samples);
  let bytes = sample.bytes;
  const done: string[] = [sample.name];
  for (let count = random.pick([1, 1, 1, 2, 3]); count > 0 && bytes.length > 0; count--) {
    const name = random.pick(Object.keys(MUTATIONS));
    bytes = MUTATIONS[name](bytes, random, samples);
    done.push(name);
  }
  if (bytes.length > 0 && random.below(20) === 0) {
    const name = random.pick(['flipBits', 'cut', 'setBytes', 'removeBytes']);
    bytes = MUTATIONS[name](new Uint8Array(gzipSync(bytes, { level: 1 })), random, samples);
    done.push('gzip', name);
  }
  const beside = random.below(10) === 0 ? random.pick(samples) : undefined;
  if (beside !== undefined) done.push('with', beside.name);
  return { what: done.join(' '), bytes, beside };
}

/** Some record or block; the whole file where none can be told. */
function pieceOf(bytes: Uint8Array, random: Random): { start: number; end: number } {
  const pieces = layoutOf(bytes)?.pieces ?? [];
  return pieces.length === 0 ? { start: 0, end: bytes.length } : random.pick(pieces);
}

function packetOf(bytes: Uint8Array, random: Random): { start: number; end: number } | undefined {
  const packets = layoutOf(bytes)?.pieces.filter(({ packet }) => packet) ?? [];
  return packets.length === 0 ? undefined : random.pick(packets);
}

function withWord(bytes: Uint8Array, at: number, value: number, little: boolean): Uint8Array {
  const changed = bytes.slice();
  new DataView(changed.buffer).setUint32(at, value >>> 0, little);
  return changed;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
