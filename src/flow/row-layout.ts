/**
 * Where the numbers of a flow's row lie. Plain numbers and nothing else: the kernel, which is AssemblyScript, is compiled from this
 * file too.
 */

/**
 * Words of a row. What every packet touches comes first, 128 bytes: with 20 000 flows the table is larger than a core's
 * caches, and each line that a packet does not need costs it.
 */
export const ROW_WORDS = 42;
/** Addresses are four big-endian words; IPv4 is mapped (::ffff:a.b.c.d). */
export const ORIGINATOR_ADDRESS = 0;
export const RESPONDER_ADDRESS = 4;
/** Originator port << 16 | responder port. */
export const PORTS = 8;
export const FLAGS = 9;
/** Per direction: + 0 originator, + 1 responder. So are all that are called per direction below. */
export const NEXT_SEQUENCE = 10;
/** Per direction. */
export const PACKETS = 12;
/** History letters already noted, a bit each: originator's in the low half, responder's in the high half. */
export const NOTED = 14;
/** Of the tuple, see `tuple-hash.ts`. */
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
/** TTL or hop limit of each side's first packet: originator's in bits 0-7, responder's in bits 8-15. */
export const HOP_LIMIT = 38;

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

/** Of `FLAG` in `flow-row.ts`, what the kernel looks at. */
export const UDP_FLAG = 1;
export const IPV6_FLAG = 2;
export const WANTED_FLAG = 4;
export const CLOSED_FLAG = 16;
export const SETTLED_FLAG = 32;
/** Per direction: the first payload's acknowledgement was seen. */
export const DATA_ACKED_BIT = 14;
/** Per direction: the first payload was seen. */
export const DATA_BIT = 22;
/** Per direction: `PASSED` holds. */
export const PASSED_BIT = 24;
/** First bit of an endpoint's state, three bits per direction. */
export const STATE_BIT = 8;
/** The endpoint state after its SYN-ACK. */
export const SYN_ACK_SENT = 3;
/** Bits in `NOTED`, + 16 for the responder. */
export const NOTE_ACK = 2;
export const NOTE_DATA = 3;

export const HISTORY_LENGTH = 24;

/** ns of silence that end a UDP flow: a later datagram of its tuple opens a new one (Zeek's udp_inactivity_timeout). */
export const UDP_IDLE = 60_000_000_000;

/** A place is frame * PLACES + input, see `placeOf`. */
export const PLACES = 1048576;
