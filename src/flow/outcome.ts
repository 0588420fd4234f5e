/** What the kernel says of the frames that it was given. Compiled by AssemblyScript too. */

/** What became of a frame. */
// biome-ignore lint/complexity/noStaticOnlyClass: AssemblyScript knows no object literals
export class OUTCOME {
  /** Not plain: nothing was done. */
  static readonly left: i32 = 0;
  /** Tracked and counted. */
  static readonly counted: i32 = 1;
  /** A copy of the packet before it: not counted. */
  static readonly duplicate: i32 = 2;
  /** Tracked and counted; its payload is wanted, or it is an event. */
  static readonly visit: i32 = 3;
}

/** Indexes of the doubles at `RESULTS` in memory. */
// biome-ignore lint/complexity/noStaticOnlyClass: as above
export class RESULT {
  // What `takeRecords` leaves there.
  /** Frames that it took. */
  static readonly frames: i32 = 0;
  /** Those of them that are copies. */
  static readonly duplicates: i32 = 1;
  /** Their bytes on the wire. */
  static readonly wireBytes: i32 = 2;
  /** The latest of their times, ns. */
  static readonly latest: i32 = 3;
  /** Why it stopped: `OUTCOME.visit` for the last frame taken, or `OUTCOME.left`. */
  static readonly stop: i32 = 4;
  /** Of the last frame taken: its time in ns, and its length. */
  static readonly time: i32 = 5;
  static readonly length: i32 = 6;
  // What `take` leaves there too, of a frame to be visited.
  static readonly row: i32 = 7;
  static readonly direction: i32 = 8;
  /** `EVENT` bits. */
  static readonly event: i32 = 9;
  /** The flow's FLAGS before the packet was counted. */
  static readonly flags: i32 = 10;
  /** Of the flow's packet before it: time in ns, and place. */
  static readonly previousTime: i32 = 11;
  static readonly previousPlace: i32 = 12;
}
