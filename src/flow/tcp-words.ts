/** What TCP tracking says of a flow, in numbers. Compiled by AssemblyScript too. */

/** Zeek's endpoint states, three bits a side in FLAGS. */
// biome-ignore lint/complexity/noStaticOnlyClass: AssemblyScript knows no object literals
export class ENDPOINT {
  static readonly inactive: i32 = 0;
  /** Seen, but not its SYN. */
  static readonly partial: i32 = 1;
  static readonly synSent: i32 = 2;
  static readonly synAckSent: i32 = 3;
  static readonly established: i32 = 4;
  static readonly closed: i32 = 5;
  static readonly reset: i32 = 6;
}

/** What a packet meant, as bits; 0 for the ordinary ones that need no further look. */
// biome-ignore lint/complexity/noStaticOnlyClass: as above
export class EVENT {
  /** A copy of the packet before it: not to be counted. */
  static readonly duplicate: i32 = 1;
  static readonly synResent: i32 = 2;
  static readonly reset: i32 = 4;
  /** This side's first payload came again. */
  static readonly firstDataResent: i32 = 8;
  /** Payload of a side behind its own RST. */
  static readonly dataAfterReset: i32 = 16;
  /** Both sides have closed, and this acknowledges it: nothing more is expected. */
  static readonly over: i32 = 32;
  /** A SYN that opens a new flow on this one's tuple: nothing was tracked. */
  static readonly reopen: i32 = 64;
  /** A SYN or SYN-ACK whose options are not kept yet. */
  static readonly handshake: i32 = 128;
  /** Both sides had spoken, and then neither for `SILENCE`. */
  static readonly silence: i32 = 256;
  /** A side acknowledges, but not the other's first payload. */
  static readonly unacknowledged: i32 = 512;
  /** The side that ended a silence speaks again, and the other has said nothing since. */
  static readonly unheard: i32 = 1024;
  /** Payload that this side had sent before. */
  static readonly dataResent: i32 = 2048;
  /** An acknowledgement, while the other side sends payload again. */
  static readonly acknowledged: i32 = 4096;
}

/** History letters (Zeek's `shadfrgtw`), by bit number in NOTED, + 16 for the responder; the originator's are upper case. */
// biome-ignore lint/complexity/noStaticOnlyClass: as above
export class NOTE {
  static readonly syn: i32 = 0;
  static readonly handshake: i32 = 1;
  static readonly ack: i32 = 2;
  static readonly data: i32 = 3;
  static readonly fin: i32 = 4;
  static readonly reset: i32 = 5;
  static readonly gap: i32 = 6;
  static readonly retransmission: i32 = 7;
  static readonly zeroWindow: i32 = 8;
}
