/**
 * Builds frames for tests as one reads them, outermost header first, with correct lengths, type fields and checksums:
 * `packet().ethernet().vlan(5).ipv4({ from: '10.0.0.1', to: '10.0.0.2' }).tcp({ flags: 'S' }).bytes()`.
 */
import ipaddr from 'ipaddr.js';

/** How the header outside names this one, and how it writes itself around what is inside. */
interface Header {
  readonly etherType?: number;
  readonly protocol?: number;
  readonly pseudoHeader?: (protocol: number, length: number) => Uint8Array;
  write(payload: Uint8Array, inner: Header | undefined, network: Header | undefined): Uint8Array<ArrayBuffer>;
}

export interface EthernetOptions {
  /** 6 bytes. */
  from?: Uint8Array;
  to?: Uint8Array;
  etherType?: number;
  /** Pad to the minimum of 60 bytes, as every network card does; default false. */
  pad?: boolean;
}

export interface Ipv4Options {
  from?: string;
  to?: string;
  ttl?: number;
  id?: number;
  dontFragment?: boolean;
  moreFragments?: boolean;
  /** In bytes, a multiple of 8. */
  fragmentOffset?: number;
  /** A multiple of 4 bytes. */
  options?: Uint8Array;
  protocol?: number;
  /** Instead of the right one; 0 is what segmentation offload leaves. */
  totalLength?: number;
}

export interface Ipv6Options {
  from?: string;
  to?: string;
  hopLimit?: number;
  nextHeader?: number;
  payloadLength?: number;
}

export interface TcpOptions {
  sourcePort?: number;
  destinationPort?: number;
  sequence?: number;
  acknowledgement?: number;
  /** Letters of tcpdump: S F R P A U E W, such as `SA`. */
  flags?: string;
  window?: number;
  /** A multiple of 4 bytes. */
  options?: Uint8Array;
}

export interface Ieee80211Options {
  qos?: boolean;
  /** Four addresses. */
  wds?: boolean;
  encrypted?: boolean;
  /** An A-MSDU of this one part. */
  aggregate?: boolean;
  /** Subtype without data. */
  empty?: boolean;
  /** Pad the header to a multiple of 4, as radiotap's flag 0x20 says. */
  padded?: boolean;
  fragment?: number;
}

export interface PktapOptions {
  version?: 1 | 2;
  linkType?: number;
  name?: string;
  pid?: number;
  effectiveName?: string;
  effectivePid?: number;
}

const MAC = Uint8Array.of(2, 0, 0, 0, 0, 1);
const OTHER_MAC = Uint8Array.of(2, 0, 0, 0, 0, 2);
const FLAG_LETTERS = 'FSRPAUEW';

/** An empty packet; each call returns a new one, so that a common beginning can be kept. */
export function packet(): PacketBuilder {
  return new PacketBuilder([]);
}

export class PacketBuilder {
  readonly #headers: readonly Header[];

  constructor(headers: readonly Header[]) {
    this.#headers = headers;
  }

  /** The frame. */
  bytes(): Uint8Array<ArrayBuffer> {
    let bytes = new Uint8Array(0);
    for (let at = this.#headers.length - 1; at >= 0; at--) {
      const network = this.#headers.slice(0, at).findLast((header) => header.pseudoHeader !== undefined);
      bytes = this.#headers[at].write(bytes, this.#headers[at + 1], network);
    }
    return bytes;
  }

  payload(content: Uint8Array | string): PacketBuilder {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return this.#with({ write: (inside) => concat(bytes, inside) });
  }

  ethernet({ from = MAC, to = OTHER_MAC, etherType, pad = false }: EthernetOptions = {}): PacketBuilder {
    return this.#with({
      etherType: 0x6558,
      write: (payload, inner) => {
        const frame = concat(to, from, u16(etherType ?? inner?.etherType ?? 0), payload);
        return pad && frame.length < 60 ? concat(frame, new Uint8Array(60 - frame.length)) : frame;
      },
    });
  }

  /** 802.3 with a length instead of a type, and LLC/SNAP behind it. */
  ethernetSnap(): PacketBuilder {
    return this.#with({ write: (payload) => concat(OTHER_MAC, MAC, u16(payload.length), payload) }).snap();
  }

  snap(): PacketBuilder {
    return this.#with({
      write: (payload, inner) => concat([0xaa, 0xaa, 3, 0, 0, 0], u16(inner?.etherType ?? 0), payload),
    });
  }

  /** `tag` is the EtherType that announces it: 0x8100, 0x88a8 or 0x9100. */
  vlan(id: number, tag = 0x8100): PacketBuilder {
    return this.#with({
      etherType: tag,
      write: (payload, inner) => concat(u16(id), u16(inner?.etherType ?? 0), payload),
    });
  }

  /** One label; the last one in a row is the bottom of the stack. */
  mpls(label: number): PacketBuilder {
    return this.#with({
      etherType: 0x8847,
      write: (payload, inner) => concat(u32(label * 0x1000 + (inner?.etherType === 0x8847 ? 0 : 0x100) + 64), payload),
    });
  }

  /** PPPoE session with PPP inside. */
  pppoe(id = 1): PacketBuilder {
    return this.#with({
      etherType: 0x8864,
      write: (payload) => concat([0x11, 0], u16(id), u16(payload.length), payload),
    }).ppp();
  }

  ppp({ framed = false, compressed = false }: { framed?: boolean; compressed?: boolean } = {}): PacketBuilder {
    return this.#with({
      etherType: 0x880b,
      write: (payload, inner) => {
        const protocol = inner?.etherType === 0x86dd ? 0x57 : inner?.etherType === 0x8847 ? 0x281 : 0x21;
        return concat(framed ? [0xff, 3] : [], compressed ? [protocol] : u16(protocol), payload);
      },
    });
  }

  /** LINKTYPE_LINUX_SLL. */
  sll(): PacketBuilder {
    return this.#with({
      write: (payload, inner) => concat(u16(0), u16(1), u16(6), MAC, u16(0), u16(inner?.etherType ?? 0), payload),
    });
  }

  /** LINKTYPE_LINUX_SLL2. */
  sll2(): PacketBuilder {
    return this.#with({
      write: (payload, inner) =>
        concat(u16(inner?.etherType ?? 0), u16(0), u32(2), u16(1), [0, 6], MAC, u16(0), payload),
    });
  }

  /** LINKTYPE_NULL, or with `bigEndian` also LINKTYPE_LOOP. */
  loopback({ family, bigEndian = false }: { family?: number; bigEndian?: boolean } = {}): PacketBuilder {
    return this.#with({
      write: (payload, inner) => {
        const value = family ?? (inner?.etherType === 0x86dd ? 30 : 2);
        return concat(bigEndian ? u32(value) : u32le(value), payload);
      },
    });
  }

  pktap(options: PktapOptions = {}): PacketBuilder {
    return this.#with({ write: (payload) => concat(pktapHeader(options), payload) });
  }

  ieee80211(options: Ieee80211Options = {}): PacketBuilder {
    return this.#with({ write: (payload) => concat(ieee80211Header(options, payload.length + 8), payload) }).snap();
  }

  /** Radiotap with timer, flags and rate. */
  radiotap({ flags = 0 }: { flags?: number } = {}): PacketBuilder {
    const fields = concat(new Uint8Array(8), [flags, 0x6c]);
    return this.#with({
      write: (payload) => concat([0, 0], u16le(8 + fields.length), u32le(7), fields, payload),
    });
  }

  /** PPI without fields. */
  ppi(linkType = 105): PacketBuilder {
    return this.#with({ write: (payload) => concat([0, 0], u16le(8), u32le(linkType), payload) });
  }

  ipv4(options: Ipv4Options = {}): PacketBuilder {
    const { from = '10.0.0.1', to = '10.0.0.2', options: extra = new Uint8Array(0) } = options;
    const addresses = concat(address(from), address(to));
    return this.#with({
      etherType: 0x0800,
      protocol: 4,
      pseudoHeader: (protocol, length) => concat(addresses, [0, protocol], u16(length)),
      write: (payload, inner) => {
        const headerLength = 20 + extra.length;
        const flags = (options.dontFragment ? 0x4000 : 0) | (options.moreFragments ? 0x2000 : 0);
        const header = concat(
          [0x40 | (headerLength / 4), 0],
          u16(options.totalLength ?? headerLength + payload.length),
          u16(options.id ?? 0),
          u16(flags | ((options.fragmentOffset ?? 0) / 8)),
          [options.ttl ?? 64, options.protocol ?? inner?.protocol ?? 253],
          u16(0),
          addresses,
          extra,
        );
        header.set(u16(checksum(header)), 10);
        return concat(header, payload);
      },
    });
  }

  ipv6(options: Ipv6Options = {}): PacketBuilder {
    const { from = '2001:db8::1', to = '2001:db8::2' } = options;
    const addresses = concat(address(from), address(to));
    return this.#with({
      etherType: 0x86dd,
      protocol: 41,
      pseudoHeader: (protocol, length) => concat(addresses, u32(length), u32(protocol)),
      write: (payload, inner) =>
        concat(
          u32(0x60000000),
          u16(options.payloadLength ?? payload.length),
          [options.nextHeader ?? inner?.protocol ?? 59, options.hopLimit ?? 64],
          addresses,
          payload,
        ),
    });
  }

  /** Hop-by-hop (0), routing (43) or destination options (60), of `length` bytes, a multiple of 8. */
  extension(protocol: 0 | 43 | 60, length = 8): PacketBuilder {
    return this.#with({
      protocol,
      write: (payload, inner) =>
        concat([inner?.protocol ?? 59, length / 8 - 1, 1, length - 4], new Uint8Array(length - 4), payload),
    });
  }

  fragment({ id = 1, offset = 0, more = false, nextHeader = -1 } = {}): PacketBuilder {
    return this.#with({
      protocol: 44,
      write: (payload, inner) =>
        concat(
          [nextHeader < 0 ? (inner?.protocol ?? 59) : nextHeader, 0],
          u16(offset | (more ? 1 : 0)),
          u32(id),
          payload,
        ),
    });
  }

  /** AH with a 12-byte integrity check value. */
  authentication(): PacketBuilder {
    return this.#with({
      protocol: 51,
      write: (payload, inner) => concat([inner?.protocol ?? 59, 4, 0, 0], u32(1), u32(1), new Uint8Array(12), payload),
    });
  }

  gre({ key, sequence, checksum = false, protocol }: GreOptions = {}): PacketBuilder {
    const flags = (checksum ? 0x8000 : 0) | (key === undefined ? 0 : 0x2000) | (sequence === undefined ? 0 : 0x1000);
    return this.#with({
      protocol: 47,
      write: (payload, inner) =>
        concat(
          u16(flags),
          u16(protocol ?? inner?.etherType ?? 0),
          checksum ? u32(0) : [],
          key === undefined ? [] : u32(key),
          sequence === undefined ? [] : u32(sequence),
          payload,
        ),
    });
  }

  erspan2(): PacketBuilder {
    return this.#with({ etherType: 0x88be, write: (payload) => concat(u32(0x10000000), u32(0), payload) });
  }

  erspan3({ platform = false } = {}): PacketBuilder {
    return this.#with({
      etherType: 0x22eb,
      write: (payload) =>
        concat(u32(0x20000000), u32(0), u32(platform ? 1 : 0), new Uint8Array(platform ? 8 : 0), payload),
    });
  }

  udp({ sourcePort = 50000, destinationPort = 53, length = -1 } = {}): PacketBuilder {
    return this.#with({
      protocol: 17,
      write: (payload, _inner, network) => {
        const header = concat(
          u16(sourcePort),
          u16(destinationPort),
          u16(length < 0 ? 8 + payload.length : length),
          u16(0),
        );
        return withChecksum(concat(header, payload), 6, 17, network);
      },
    });
  }

  tcp(options: TcpOptions = {}): PacketBuilder {
    const { flags = 'A', options: extra = new Uint8Array(0) } = options;
    return this.#with({
      protocol: 6,
      write: (payload, _inner, network) => {
        const header = concat(
          u16(options.sourcePort ?? 50000),
          u16(options.destinationPort ?? 443),
          u32(options.sequence ?? 0),
          u32(options.acknowledgement ?? 0),
          [((20 + extra.length) / 4) << 4, flagBits(flags)],
          u16(options.window ?? 65535),
          u32(0),
          extra,
        );
        return withChecksum(concat(header, payload), 16, 6, network);
      },
    });
  }

  /** ICMP; `rest` is the word after the checksum, the next-hop MTU for instance. */
  icmp({ type = 8, code = 0, rest = 0 } = {}): PacketBuilder {
    return this.#with({
      protocol: 1,
      write: (payload) => withChecksum(concat([type, code], u16(0), u32(rest), payload), 2, 1, undefined),
    });
  }

  icmpv6({ type = 128, code = 0, rest = 0 } = {}): PacketBuilder {
    return this.#with({
      protocol: 58,
      write: (payload, _inner, network) =>
        withChecksum(concat([type, code], u16(0), u32(rest), payload), 2, 58, network),
    });
  }

  /** With UDP 4789 around it. */
  vxlan(id = 1): PacketBuilder {
    return this.udp({ destinationPort: 4789 }).#with({
      write: (payload) => concat([8, 0, 0, 0], u32(id * 0x100), payload),
    });
  }

  /** With UDP 6081 around it; `options` is a multiple of 4 bytes. */
  geneve(id = 1, options = new Uint8Array(0)): PacketBuilder {
    return this.udp({ destinationPort: 6081 }).#with({
      write: (payload, inner) =>
        concat([options.length / 4, 0], u16(inner?.etherType ?? 0), u32(id * 0x100), options, payload),
    });
  }

  #with(header: Header): PacketBuilder {
    return new PacketBuilder([...this.#headers, header]);
  }
}

interface GreOptions {
  key?: number;
  sequence?: number;
  checksum?: boolean;
  protocol?: number;
}

function pktapHeader({ version = 1, linkType = 1, ...options }: PktapOptions): Uint8Array {
  const { name = '', pid = -1, effectiveName = '', effectivePid = -1 } = options;
  if (version === 2) {
    const nameAt = 40;
    const effectiveAt = nameAt + name.length + 1;
    const length = effectiveAt + effectiveName.length + 1;
    return concat(
      [length, 0, 0, 0, name === '' ? 0 : nameAt, effectiveName === '' ? 0 : effectiveAt],
      u16le(linkType),
      new Uint8Array(20),
      u32le(pid),
      u32le(effectivePid),
      u32le(0x80000),
      text(name, name.length + 1),
      text(effectiveName, effectiveName.length + 1),
    );
  }
  return concat(
    u32le(156),
    u32le(1),
    u32le(linkType),
    text('en0', 24),
    u32le(2),
    new Uint8Array(12),
    u32le(pid),
    text(name, 17),
    new Uint8Array(11),
    u32le(effectivePid),
    text(effectiveName, 17),
    new Uint8Array(51),
  );
}

function ieee80211Header(options: Ieee80211Options, payloadLength: number): Uint8Array {
  const { qos = false, wds = false, aggregate = false, padded = false } = options;
  const control = 0x08 | (qos ? 0x80 : 0) | (options.empty ? 0x40 : 0);
  const header = concat(
    [control, (wds ? 3 : 1) | (options.encrypted ? 0x40 : 0)],
    u16(0),
    MAC,
    OTHER_MAC,
    MAC,
    u16le(options.fragment ?? 0),
    wds ? OTHER_MAC : [],
    qos ? [aggregate ? 0x80 : 0, 0] : [],
  );
  const padding = padded ? new Uint8Array(-header.length & 3) : [];
  return concat(header, padding, aggregate ? concat(OTHER_MAC, MAC, u16(payloadLength)) : []);
}

function withChecksum(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  protocol: number,
  network: Header | undefined,
): Uint8Array<ArrayBuffer> {
  const pseudoHeader = network?.pseudoHeader?.(protocol, bytes.length) ?? new Uint8Array(0);
  bytes.set(u16(checksum(concat(pseudoHeader, bytes))), at);
  return bytes;
}

/** The Internet checksum (RFC 1071). */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at] << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function flagBits(letters: string): number {
  return [...letters].reduce((bits, letter) => bits | (1 << FLAG_LETTERS.indexOf(letter)), 0);
}

function address(value: string): Uint8Array {
  return Uint8Array.from(ipaddr.parse(value).toByteArray());
}

function text(value: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(new TextEncoder().encode(value));
  return bytes;
}

function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value);
}

function u16le(value: number): Uint8Array {
  return Uint8Array.of(value, value >> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function u32le(value: number): Uint8Array {
  return u32(value).reverse();
}
