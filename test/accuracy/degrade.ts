/** What captures suffer: the same fault with packets lost, cut short, from one side only, and begun too late. */
import { decodePacket } from '../../src/wire/packet.ts';
import { IP_PROTOCOL, PacketView, TCP_FLAG } from '../../src/wire/packet-view.ts';
import { Random } from '../fuzz/random.ts';
import type { RecordedFrame } from './frames.ts';

export interface Degradation {
  readonly name: string;
  apply(frames: readonly RecordedFrame[], originators: ReadonlySet<string>): RecordedFrame[];
}

/** Of 100 packets. */
const LOST = 3;
const SNAPLEN = 96;

export const DEGRADATIONS: readonly Degradation[] = [
  ...[1, 2, 3, 4].map((seed) => ({ name: `${LOST} % lost (${seed})`, apply: lossy(seed) })),
  {
    name: `snaplen ${SNAPLEN}`,
    apply: (frames) => frames.map((frame) => ({ ...frame, bytes: frame.bytes.subarray(0, SNAPLEN) })),
  },
  { name: 'only what originators send', apply: (frames, from) => frames.filter((frame) => isFrom(frame, from)) },
  { name: 'only what responders send', apply: (frames, from) => frames.filter((frame) => !isFrom(frame, from)) },
  { name: 'without the start of flows', apply: (frames) => frames.filter((frame) => !isSyn(frame)) },
  { name: 'begun in the middle', apply: (frames) => frames.slice(Math.floor(frames.length / 2)) },
];

function lossy(seed: number) {
  return (frames: readonly RecordedFrame[]) => {
    const random = new Random(seed);
    return frames.filter(() => random.below(100) >= LOST);
  };
}

const view = new PacketView();

function decoded({ bytes, wireLength, linkType }: RecordedFrame): PacketView {
  decodePacket(view, bytes, 0, bytes.length, wireLength, linkType);
  return view;
}

/** `originators`: addresses in hexadecimal. What is no IP is from nobody. */
function isFrom(frame: RecordedFrame, originators: ReadonlySet<string>): boolean {
  const { ipVersion, bytes, sourceOffset } = decoded(frame);
  if (ipVersion === 0) return false;
  return originators.has(
    Buffer.from(bytes.subarray(sourceOffset, sourceOffset + (ipVersion === 4 ? 4 : 16))).toString('hex'),
  );
}

function isSyn(frame: RecordedFrame): boolean {
  const { stop, protocol, flags } = decoded(frame);
  return stop === 'ok' && protocol === IP_PROTOCOL.tcp && (flags & TCP_FLAG.syn) !== 0;
}
