/**
 * Where the numbers of a flow's row lie: `words` holds what every packet touches, `numbers` the same memory as doubles, `events` what
 * happens once per flow. Plain numbers and nothing else: the kernel, which is AssemblyScript, is compiled from this
 * file too.
 */

/**
 * Words of a row. What every packet touches comes first, 128 bytes: with 20 000 flows the table is larger than a core's
 * caches, and each line that a packet does not need costs it.
 */
export const ROW_WORDS = 48;
/** Addresses are four big-endian words; IPv4 is mapped (::ffff:a.b.c.d). */
export const ORIGINATOR_ADDRESS = 0;
export const RESPONDER_ADDRESS = 4;
/** The word of an address that an IPv4 address takes. */
export const IPV4 = 3;
/** Originator port << 16 | responder port. */
export const PORTS = 8;
export const FLAGS = 9;
/** Per direction: + 0 originator, + 1 responder. So are all that are called per direction below. */
export const NEXT_SEQUENCE = 10;
/** Per direction. */
export const PACKETS = 12;
/** History letters already noted, a bit each: originator's in the low half, responder's in the high half. */
export const NOTED = 14;
/** Of the tuple, as the kernel computes it. */
export const HASH = 15;
/** Per direction: what tells a copy of the packet before. */
export const SIGNATURE = 24;
/** Per direction: the sequence number of the first payload byte. */
export const FIRST_SEQUENCE = 26;
/** Per direction. */
export const HOLE_START = 28;
/** Per direction. */
export const HOLE_END = 30;
/** Per direction. */
export const RETRANSMISSIONS = 32;
export const ID = 34;
/** Per direction, where `FLAG.passed…` is set: payload in front of this sequence number is wanted by no probe. */
export const PASSED = 40;
/** What `classify` found, as indexes into its tables: kept here so that a table of a million flows needs no objects. */
export const PROTOCOL = 35;
export const SERVER_NAME = 36;
export const SERVICE_SET = 37;
/** TTL or hop limit of each side's first packet: originator's in bits 0-7, responder's in bits 8-15; of its latest that was no RST in 16-23 and 24-31. */
export const HOP_LIMIT = 38;

/** Datagrams that no probe recognised. */
export const STRANGE = 39;

/** Per direction: `OPTIONS_SEEN` once its SYN was seen, with what the options say, as `tcp-options.ts` packs them. */
export const OPTIONS = 42;
export const OPTIONS_SEEN: i32 = 1 << 24;
/** The windows of both SYNs: originator's in the low half, responder's in the high half. So are all that are called halves. */
export const WINDOWS = 44;
/** Halves: IPv4 identification of each side's latest packet that was no RST. */
export const IDENTIFICATIONS = 45;
/** Halves: payload bytes of each side's first data segment, at most 65535. */
export const FIRST_DATA_BYTES = 46;

/** Doubles of a row, indexes into `numbers` (`ROW_NUMBERS` a row), on the same memory as words 16 to 23. */
export const ROW_NUMBERS = ROW_WORDS / 2;
/** Per direction: payload bytes on the wire. */
export const BYTES = 8;
export const LAST_TIME = 10;
/** Frame and input of the last packet, see `placeOf`. */
export const LAST_PLACE = 11;

/** Events of a row: a time and a place each, in `events`. */
export const ROW_EVENTS = 16;
export const FIRST = 0;
export const SYN = 2;
export const SYN_ACK = 4;
export const HANDSHAKE_DONE = 6;
/** Per direction: + 0 originator, + 2 responder. */
export const DATA = 8;
export const FIN = 12;

/** Bits of FLAGS. The two endpoint states (`tcp-words.ts`) take bits 8–10 and 11–13. */
// biome-ignore lint/complexity/noStaticOnlyClass: AssemblyScript knows no object literals
export class FLAG {
  static readonly udp: i32 = 1;
  static readonly ipv6: i32 = 2;
  /** A probe still wants this flow's payload. */
  static readonly wanted: i32 = 4;
  /** No SYN was seen: the flow began before the capture. */
  static readonly midStream: i32 = 8;
  /** Both sides closed, or one reset. */
  static readonly closed: i32 = 16;
  static readonly settled: i32 = 32;
  /** Payload was seen and no probe recognised it. */
  static readonly unrecognised: i32 = 64;
  /** The originator was chosen by port, not by a SYN. */
  static readonly guessed: i32 = 128;
  static readonly originatorDataAcked: i32 = 1 << 14;
  static readonly responderDataAcked: i32 = 1 << 15;
  /** The SYN or SYN-ACK was resent: no RTT can be told. */
  static readonly handshakeResent: i32 = 1 << 16;
  /** Judged, and its details were let go: it is not judged again. */
  static readonly released: i32 = 1 << 17;
  /** The server answered in the protocol that was spoken. */
  static readonly succeeded: i32 = 1 << 18;
  /** Counted among the capture's one-sided, two-sided and mid-stream flows. */
  static readonly counted: i32 = 1 << 19;
  /** Its details are kept for the report. */
  static readonly retained: i32 = 1 << 20;
  /** Belongs to a documented connection, or is the DNS flow that named one. */
  static readonly ofInterest: i32 = 1 << 21;
  /** The first payload of the side was marked. */
  static readonly originatorData: i32 = 1 << 22;
  static readonly responderData: i32 = 1 << 23;
  /** `PASSED` holds for this side. */
  static readonly passedOriginator: i32 = 1 << 24;
  static readonly passedResponder: i32 = 1 << 25;
  /** The responder is a proxy: the flow's name is that of a host behind it. */
  static readonly proxied: i32 = 1 << 26;
  /** The side ended a silence with news, and the other has said nothing since. */
  static readonly originatorWaits: i32 = 1 << 27;
  static readonly responderWaits: i32 = 1 << 28;
  /** The side has sent payload again, and whether that was acknowledged is still looked at. */
  static readonly originatorResends: i32 = 1 << 29;
  static readonly responderResends: i32 = 1 << 30;
}

/** Bits that belong to the tuple. */
export const KIND = 3;

export const HISTORY_LENGTH = 24;

/** ns of silence that end a UDP flow: a later datagram of its tuple opens a new one (Zeek's udp_inactivity_timeout). */
export const UDP_IDLE = 60_000_000_000;

/** ns after which a packet ends a silence. */
export const SILENCE = 30_000_000_000;

/** A place is frame * PLACES + input, see `placeOf`. */
export const PLACES = 1048576;
