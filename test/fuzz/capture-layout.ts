/**
 * Where the records of a capture lie: a plain walk over lengths that shares no code with the reader. It knows where to mutate, and
 * how many packets the reader must find.
 */

export interface Piece {
  readonly start: number;
  readonly end: number;
  /** A record or block that holds a packet. */
  readonly packet: boolean;
  /** Offsets of its 32-bit length fields. */
  readonly lengths: readonly number[];
}

export interface CaptureLayout {
  readonly format: 'pcap' | 'pcapng';
  readonly little: boolean;
  readonly pieces: readonly Piece[];
  /** The last piece ends where the bytes end. */
  readonly complete: boolean;
}

/** libpcap's MAXIMUM_SNAPLEN and MAX_BLOCKSIZE: beyond them a length is corrupt. */
const MAX_RECORD = 262_144;
const MAX_BLOCK = 16 * 1024 * 1024;

const SECTION_HEADER = 0x0a0d0d0a;
/** Obsolete, simple and enhanced packets. */
const PACKET_BLOCKS = [2, 3, 6];

/** undefined of what is no capture, or one of an age that gives its lengths another meaning (pcap before 2.4). */
export function layoutOf(bytes: Uint8Array): CaptureLayout | undefined {
  if (bytes.length < 12) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return view.getUint32(0) === SECTION_HEADER ? pcapngLayout(view) : pcapLayout(view);
}

function pcapLayout(view: DataView): CaptureLayout | undefined {
  const little = [0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34].includes(view.getUint32(0, true));
  const magic = view.getUint32(0, little);
  const header = { 2712847316: 16, 2712812621: 16, 2712849716: 24 }[magic];
  if (header === undefined || view.byteLength < 24) return undefined;
  if (view.getUint16(4, little) !== 2 || view.getUint16(6, little) !== 4) return undefined;
  const pieces: Piece[] = [];
  let at = 24;
  while (at + header <= view.byteLength) {
    const captured = view.getUint32(at + 8, little);
    const end = at + header + captured;
    if (captured > MAX_RECORD || end > view.byteLength) break;
    pieces.push({ start: at, end, packet: true, lengths: [at + 8, at + 12] });
    at = end;
  }
  return { format: 'pcap', little, pieces, complete: at === view.byteLength };
}

function pcapngLayout(view: DataView): CaptureLayout | undefined {
  const pieces: Piece[] = [];
  const first = byteOrder(view, 0);
  if (first === undefined) return undefined;
  let little = first;
  let at = 0;
  while (at + 12 <= view.byteLength) {
    const header = view.getUint32(at) === SECTION_HEADER;
    const order = header ? byteOrder(view, at) : little;
    if (order === undefined) break;
    little = order;
    const length = view.getUint32(at + 4, little);
    const end = at + Math.ceil(length / 4) * 4;
    if (length < 12 || length > MAX_BLOCK || end > view.byteLength || view.getUint32(end - 4, little) !== length) break;
    if (header && length >= 28 && !isKnownVersion(view, at + 12, little)) break;
    const type = view.getUint32(at, little);
    pieces.push({ start: at, end, packet: PACKET_BLOCKS.includes(type), lengths: lengthsOf(type, at, end) });
    at = end;
  }
  return { format: 'pcapng', little: first, pieces, complete: at === view.byteLength };
}

function byteOrder(view: DataView, at: number): boolean | undefined {
  if (view.getUint32(at + 8, true) === 0x1a2b3c4d) return true;
  return view.getUint32(at + 8) === 0x1a2b3c4d ? false : undefined;
}

/** 1.0, and the 1.2 that some writers put by mistake. */
function isKnownVersion(view: DataView, at: number, little: boolean): boolean {
  return view.getUint16(at, little) === 1 && [0, 2].includes(view.getUint16(at + 2, little));
}

/** The block's two lengths, and those of the packet in an enhanced packet block. */
function lengthsOf(type: number, at: number, end: number): number[] {
  const block = [at + 4, end - 4];
  return type === 6 && end - at >= 32 ? [...block, at + 20, at + 24] : block;
}
