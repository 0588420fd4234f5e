/** Writes capture files in code, for tests: pcap in all its variants, pcapng block by block. */

export interface FrameBytes {
  readonly bytes: Uint8Array;
  /** Seconds since 1970; 0 unless told. */
  readonly seconds?: number;
  /** Of the second; cut to µs where the file has µs. */
  readonly nanoseconds?: number;
  /** Length on the wire where the snaplen cut the frame. */
  readonly wireLength?: number;
}

export interface PcapVariant {
  readonly order?: 'little' | 'big';
  readonly nano?: boolean;
  readonly linkType?: number;
  /** Kuznetzov's records, eight bytes longer. */
  readonly modified?: boolean;
  readonly version?: readonly [major: number, minor: number];
  readonly snapLength?: number;
}

/** A whole pcap file; Ethernet, little-endian, µs unless told otherwise. */
export function pcapFile(frames: readonly FrameBytes[], variant: PcapVariant = {}): Uint8Array {
  const { nano = false, modified = false, linkType = 1, version = [2, 4], snapLength = 262_144 } = variant;
  const out = new ByteWriter(variant.order !== 'big');
  out.u32(modified ? 0xa1b2cd34 : nano ? 0xa1b23c4d : 0xa1b2c3d4);
  out.u16(version[0]).u16(version[1]).u32(0).u32(0).u32(snapLength).u32(linkType);
  for (const { bytes, seconds = 0, nanoseconds = 0, wireLength = bytes.length } of frames) {
    out.u32(seconds).u32(nano ? nanoseconds : Math.floor(nanoseconds / 1000));
    out.u32(bytes.length).u32(wireLength);
    if (modified) out.u32(2).u16(0x0800).u16(4);
    out.raw(bytes);
  }
  return out.bytes();
}

export interface OptionBytes {
  readonly code: number;
  readonly value: Uint8Array;
}

/** A block before its section's byte order is known. */
export type BlockWriter = (out: ByteWriter) => void;

/** The blocks behind a section header in that order; give several results to `concat` for several sections. */
export function pcapngFile(
  blocks: readonly BlockWriter[],
  order: 'little' | 'big' = 'little',
  os?: string,
): Uint8Array {
  const out = new ByteWriter(order !== 'big');
  const options = os === undefined ? [] : [textOption(3, os)];
  for (const write of [sectionHeader(options), ...blocks]) write(out);
  return out.bytes();
}

export function block(
  type: number,
  body: (out: ByteWriter) => void,
  options: readonly OptionBytes[] = [],
): BlockWriter {
  return (out) => {
    const inner = new ByteWriter(out.little);
    body(inner);
    inner.pad();
    for (const { code, value } of options) inner.u16(code).u16(value.length).raw(value).pad();
    if (options.length > 0) inner.u32(0);
    const bytes = inner.bytes();
    out.u32(type).u32(bytes.length + 12);
    out.raw(bytes).u32(bytes.length + 12);
  };
}

export function sectionHeader(
  options: readonly OptionBytes[] = [],
  version: readonly [number, number] = [1, 0],
): BlockWriter {
  const unknownLength = 0xffff_ffff;
  return block(
    0x0a0d_0d0a,
    (out) => out.u32(0x1a2b_3c4d).u16(version[0]).u16(version[1]).u32(unknownLength).u32(unknownLength),
    options,
  );
}

/** `resolution` is the byte of if_tsresol. */
export function interfaceBlock(linkType = 1, resolution?: number, options: readonly OptionBytes[] = []): BlockWriter {
  const own = resolution === undefined ? [] : [{ code: 9, value: Uint8Array.of(resolution) }];
  return block(1, (out) => out.u16(linkType).u16(0).u32(0), [...own, ...options]);
}

export interface EnhancedPacket {
  readonly bytes: Uint8Array;
  /** In units of the interface. */
  readonly timestamp?: bigint;
  readonly interfaceId?: number;
  readonly wireLength?: number;
  readonly options?: readonly OptionBytes[];
}

export function packetBlock(packet: EnhancedPacket): BlockWriter {
  const { bytes, timestamp = 0n, interfaceId = 0, wireLength = bytes.length, options = [] } = packet;
  const write = (out: ByteWriter) => {
    out
      .u32(interfaceId)
      .u32(Number(timestamp >> 32n))
      .u32(Number(timestamp & 0xffff_ffffn));
    out.u32(bytes.length).u32(wireLength).raw(bytes);
  };
  return block(6, write, options);
}

export function textOption(code: number, text: string): OptionBytes {
  return { code, value: new TextEncoder().encode(text) };
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new ByteWriter(true);
  for (const part of parts) out.raw(part);
  return out.bytes();
}

/** Bytes of the hex digits; spaces do not count. */
export function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.replaceAll(/\s/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Appends numbers in one byte order. */
export class ByteWriter {
  readonly little: boolean;
  #out: number[] = [];

  constructor(little: boolean) {
    this.little = little;
  }

  u16(value: number): this {
    return this.#number(value, 2);
  }

  u32(value: number): this {
    return this.#number(value, 4);
  }

  u64(value: bigint): this {
    const halves = [Number(value & 0xffff_ffffn), Number((value >> 32n) & 0xffff_ffffn)];
    for (const half of this.little ? halves : halves.reverse()) this.u32(half);
    return this;
  }

  raw(bytes: Uint8Array): this {
    for (const byte of bytes) this.#out.push(byte);
    return this;
  }

  /** Zeros up to the next multiple of four. */
  pad(): this {
    while (this.#out.length % 4 !== 0) this.#out.push(0);
    return this;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#out);
  }

  #number(value: number, width: number): this {
    for (let index = 0; index < width; index++) {
      const shift = 8 * (this.little ? index : width - 1 - index);
      this.#out.push((value >>> shift) & 0xff);
    }
    return this;
  }
}
