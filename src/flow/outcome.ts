/** What the kernel says of the frames that it was given. Compiled by AssemblyScript too. */

/** Not plain: nothing was done. */
export const LEFT = 0;
/** Tracked and counted. */
export const COUNTED = 1;
/** A copy of the packet before it: not counted. */
export const DUPLICATE = 2;
/** Tracked and counted; its payload is wanted, or it is an event. */
export const VISIT = 3;

// Indexes of the doubles that `takeRecords` leaves at `RESULTS` in memory.
/** Frames that it took. */
export const FRAMES = 0;
/** Those of them that are copies. */
export const DUPLICATES = 1;
/** Their bytes on the wire. */
export const WIRE_BYTES = 2;
/** The latest of their times, ns. */
export const LATEST = 3;
/** Why it stopped: `VISIT` for the last frame taken, or `LEFT`. */
export const STOP = 4;
/** Of the last frame taken: its time in ns, and its length. */
export const TIME = 5;
export const LENGTH = 6;
// What `take` leaves there too, of a frame to be visited.
export const ROW = 7;
export const DIRECTION = 8;
/** `EVENT` bits. */
export const SEEN = 9;
/** The flow's FLAGS before the packet was counted. */
export const STATE = 10;
