/** PKTAP, Apple's per-packet header that names the process (xnu bsd/net/pktap.h). Little-endian on every machine that writes it. */
import { asciiText } from '../bytes/text.ts';
import { type Layer, stop, stopShort } from './layer.ts';
import { layerOfLinkType } from './link-type.ts';
import type { PacketView } from './packet-view.ts';

/** The fields of version 1 that every system since 2012 writes; its length field counts more. */
const V1_MIN_LENGTH = 108;
const V2_LENGTH = 40;
const MAX_LENGTH = 512;
const TYPE_PACKET = 1;
/** In both versions at offset 36. */
const FLAG_V2 = 0x0008_0000;
/** MAXCOMLEN. */
const MAX_NAME_LENGTH = 16;

/** Notes where the header is, for `decodePktapProcesses`, and goes on with the link type that it names. */
export function readPktap(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < V2_LENGTH) return stopShort(view);
  const isV2 = (i32(bytes, at + 36) & FLAG_V2) !== 0;
  const length = isV2 ? bytes[at] : i32(bytes, at);
  if (length < (isV2 ? V2_LENGTH : V1_MIN_LENGTH) || length > MAX_LENGTH) return stop(view, 'malformed');
  if (view.end - at < length) return stopShort(view);
  view.pktapOffset = at;
  view.position = at + length;
  if (!isV2 && i32(bytes, at + 4) !== TYPE_PACKET) return 'other';
  const linkType = isV2 ? bytes[at + 6] | (bytes[at + 7] << 8) : i32(bytes, at + 8);
  return layerOfLinkType(linkType);
}

/** DLT 149 is the user's own everywhere but on macOS: PKTAP only where the header says so. */
export function readUser2(view: PacketView): Layer {
  const layer = readPktap(view);
  if (view.stop === 'cut' || (view.stop === 'ok' && layer !== 'unsupported')) return layer;
  view.pktapOffset = -1;
  return 'unsupported';
}

/** A process as PKTAP names it. */
export interface PktapProcess {
  readonly name: string;
  /** Undefined when the kernel did not know it. */
  readonly pid: number | undefined;
}

/** Whose packet it is; a process that has no name is not told. */
export interface PktapProcesses {
  /** Of the header. */
  readonly version: 1 | 2;
  /** The process that has the socket. */
  readonly owner: PktapProcess | undefined;
  /** The one for which that acts. */
  readonly effective: PktapProcess | undefined;
}

/** The processes behind the packet whose PKTAP header is at `at` (`view.pktapOffset`). */
export function decodePktapProcesses(bytes: Uint8Array, at: number): PktapProcesses {
  const isV2 = (i32(bytes, at + 36) & FLAG_V2) !== 0;
  if (!isV2) {
    const end = at + V1_MIN_LENGTH;
    return {
      version: 1,
      owner: process(bytes, at + 56, end, i32(bytes, at + 52)),
      effective: process(bytes, at + 88, end, i32(bytes, at + 84)),
    };
  }
  // Offsets of names from the header's start, 0 where absent.
  const end = at + bytes[at];
  return {
    version: 2,
    owner: process(bytes, bytes[at + 4] === 0 ? end : at + bytes[at + 4], end, i32(bytes, at + 28)),
    effective: process(bytes, bytes[at + 5] === 0 ? end : at + bytes[at + 5], end, i32(bytes, at + 32)),
  };
}

function process(bytes: Uint8Array, start: number, headerEnd: number, pid: number): PktapProcess | undefined {
  const limit = Math.min(headerEnd, start + MAX_NAME_LENGTH, bytes.length);
  let end = start;
  while (end < limit && bytes[end] !== 0) end++;
  if (end === start) return undefined;
  return { name: asciiText(bytes, start, end), pid: pid > 0 ? pid : undefined };
}

function i32(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
