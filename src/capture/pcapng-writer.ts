/** Writes a pcapng file of one section (draft-ietf-opsawg-pcapng 4), block by block, into memory: whoever drives it takes the bytes. */
import { BLOCK } from './block.ts';
import { BlockWriter, MAX_OPTION_LENGTH } from './block-writer.ts';
import { DARWIN_OPTION, type ProcessInformation } from './darwin.ts';
import type { DecryptionSecrets } from './decryption-secrets.ts';
import { DIRECTION_UNKNOWN, type Frame } from './frame.ts';
import type { InterfaceDescription } from './interface-description.ts';
import type { InterfaceStatistics } from './interface-statistics.ts';
import { OPTION_COMMENT, padded } from './options.ts';
import type { TimeBase } from './time-base.ts';
import { TimestampUnits, writtenExponent } from './timestamp-units.ts';

const BYTE_ORDER_MAGIC = 0x1a2b_3c4d;
const UNKNOWN_LENGTH = 0xffff_ffff;
/** An enhanced packet block up to its data; the last eight bytes are the captured length and that on the wire. */
const ENHANCED_HEADER = 28;
const NO_PID = 0xffff_ffff;

export interface SectionDescription {
  /** Name and version of the program that writes. */
  readonly application: string;
  readonly comment: string;
}

/** Counters of an interface, since the capture that the file holds began. */
export interface WrittenStatistics extends InterfaceStatistics {
  /** Packets that the interface received. */
  readonly received?: number | undefined;
  /** ns since the capture's first packet: when they were read. */
  readonly time?: number;
}

/** What a frame is called in the file that is written. */
export interface PacketPlace {
  readonly interfaceId: number;
  /** Process of the packet, and the one on whose behalf it acts; -1 for none. */
  readonly processIndex: number;
  readonly effectiveProcessIndex: number;
}

export class PcapngWriter {
  /** Packets written. */
  packets = 0;
  readonly #out = new BlockWriter();
  readonly #base: TimeBase;
  /** By interface. */
  readonly #units: TimestampUnits[] = [];
  #processes = 0;

  /** `base` is that of the frames. */
  constructor({ application, comment }: SectionDescription, base: TimeBase) {
    this.#base = base;
    const out = this.#out;
    out.begin(BLOCK.sectionHeader);
    out.u32(BYTE_ORDER_MAGIC);
    out.u16(1);
    out.u16(0);
    out.u32(UNKNOWN_LENGTH);
    out.u32(UNKNOWN_LENGTH);
    out.textOption(OPTION_COMMENT, comment);
    out.textOption(4, application);
    out.end();
  }

  /** Returns the index that its packets name. The unit of time is kept, but for what `writtenExponent` says. */
  interface({ linkType, snapLength, unit, name, description }: InterfaceDescription): number {
    const out = this.#out;
    const exponent = writtenExponent(unit);
    out.begin(BLOCK.interfaceDescription);
    out.u16(linkType);
    out.u16(0);
    out.u32(snapLength);
    if (name !== undefined) out.textOption(2, name);
    if (description !== undefined) out.textOption(3, description);
    out.bytesOption(9, Uint8Array.of(exponent));
    out.end();
    return this.#units.push(new TimestampUnits(exponent)) - 1;
  }

  /** `comments` become an option each, behind those that the packet had. */
  packet(frame: Frame, place: PacketPlace, comments: readonly string[]): void {
    const out = this.#out;
    const units = this.#units[place.interfaceId];
    units.set(frame.time, this.#base);
    out.begin(BLOCK.enhancedPacket);
    out.u32(place.interfaceId);
    out.u32(units.high);
    out.u32(units.low);
    out.u32(frame.end - frame.start);
    out.u32(frame.wireLength);
    out.data(frame.bytes, frame.start, frame.end);
    for (const comment of frame.comment?.split('\n') ?? []) out.textOption(OPTION_COMMENT, comment);
    for (const comment of comments) out.textOption(OPTION_COMMENT, comment);
    if (frame.direction !== DIRECTION_UNKNOWN) out.numberOption(2, frame.direction);
    if (frame.dropCount >= 0) out.bytesOption(4, counter(frame.dropCount));
    this.#darwinOptions(frame, place);
    out.end();
    this.packets++;
  }

  /** A packet's block that such a writer made, `bytes[start, end)`, once more, with further comments. */
  copiedPacket(bytes: Uint8Array, start: number, end: number, comments: readonly string[]): void {
    const out = this.#out;
    const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
    const optionsAt = start + ENHANCED_HEADER + padded(view.getUint32(ENHANCED_HEADER - 8, true));
    const trailer = end - 4;
    out.begin(BLOCK.enhancedPacket);
    // The end of the options is written anew.
    out.data(bytes, start + 8, optionsAt < trailer ? trailer - 4 : trailer);
    for (const comment of comments) out.textOption(OPTION_COMMENT, comment);
    out.end();
    this.packets++;
  }

  #darwinOptions(frame: Frame, { processIndex, effectiveProcessIndex }: PacketPlace): void {
    const out = this.#out;
    if (processIndex >= 0) out.numberOption(DARWIN_OPTION.process, processIndex);
    if (effectiveProcessIndex >= 0) out.numberOption(DARWIN_OPTION.effectiveProcess, effectiveProcessIndex);
    if (frame.dropReason >= 0) out.numberOption(DARWIN_OPTION.dropReason, frame.dropReason);
    if (frame.dropLine >= 0)
      out.bytesOption(DARWIN_OPTION.dropLine, Uint8Array.of(frame.dropLine, frame.dropLine >> 8));
    if (frame.dropFunction !== undefined) out.textOption(DARWIN_OPTION.dropFunction, frame.dropFunction);
  }

  /** Names of an IPv4 (4 bytes) or IPv6 (16 bytes) address; none when they do not fit in a record. */
  name(address: Uint8Array, names: readonly string[]): void {
    const value = new Uint8Array([...address, ...new TextEncoder().encode(`${names.join('\0')}\0`)]);
    if (value.length > MAX_OPTION_LENGTH) return;
    const out = this.#out;
    out.begin(BLOCK.nameResolution);
    out.u16(address.length === 4 ? 1 : 2);
    out.u16(value.length);
    out.data(value);
    out.u32(0);
    out.end();
  }

  /** Returns the index that its packets name (Darwin). */
  process({ pid, name, path }: ProcessInformation): number {
    const out = this.#out;
    out.begin(BLOCK.darwinProcess);
    out.u32(pid ?? NO_PID);
    out.textOption(2, name);
    if (path !== undefined) out.textOption(3, path);
    out.end();
    return this.#processes++;
  }

  secrets({ kind, bytes }: DecryptionSecrets): void {
    const out = this.#out;
    out.begin(BLOCK.decryptionSecrets);
    out.u32(kind);
    out.u32(bytes.length);
    out.data(bytes);
    out.end();
  }

  /** Without a time it is told as 0. */
  statistics({ interfaceId, dropped = 0, received, time }: WrittenStatistics): void {
    const out = this.#out;
    const units = this.#units[interfaceId];
    if (time !== undefined) units.set(time, this.#base);
    out.begin(BLOCK.interfaceStatistics);
    out.u32(interfaceId);
    out.u32(time === undefined ? 0 : units.high);
    out.u32(time === undefined ? 0 : units.low);
    if (received !== undefined) out.bytesOption(4, counter(received));
    out.bytesOption(5, counter(dropped));
    out.end();
  }

  /** Bytes that wait to be taken. */
  get pending(): number {
    return this.#out.length;
  }

  /** Bytes written since the last time; valid until something is written again. */
  take(): Uint8Array {
    return this.#out.take();
  }
}

/** 64 bits. */
function counter(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.min(value, Number.MAX_SAFE_INTEGER)), true);
  return bytes;
}
