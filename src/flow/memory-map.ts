/**
 * The flow table's memory: byte offsets in one `WebAssembly.Memory`, which the kernel and the typed arrays of TypeScript share. Its
 * size is that of a full table, and no page of it exists before it is written: nothing ever grows or moves.
 * Plain numbers and nothing else: the kernel is compiled from this file too.
 */
import { HISTORY_LENGTH, ROW_EVENTS, ROW_WORDS } from './row-layout.ts';

/** How many flows the table holds before finished ones are evicted. A row takes 192 + 128 + 24 bytes. */
export const MAX_FLOWS = 1 << 20;
/** Flows that are in use may be more than that by a few. */
export const MAX_ROWS = MAX_FLOWS + 1024;

const PAGE = 65536;

/** Doubles, see `outcome.ts`. */
export const RESULTS = 512;
export const RESULT_COUNT = 16;

/** Headers of a frame whose bytes are elsewhere. */
export const SCRATCH = 1024;
/** Bytes of a frame that the kernel may read: Ethernet, IPv4 and TCP without options. */
export const HEADERS = 54;

/** Pieces of an input: one is worked on while those that follow are read (`source/file-chunks.ts`). */
export const WINDOW = PAGE;
export const PIECE_COUNT = 3;
export const PIECE = 4 * 1024 * 1024;

/** Slots of the hash table: half full at most. Row + 1 and hash each. */
export const SLOTS = WINDOW + PIECE_COUNT * PIECE;
export const MAX_SLOTS = 4 * MAX_FLOWS;
export const SLOT_BYTES = 8;

export const WORDS = SLOTS + MAX_SLOTS * SLOT_BYTES;
export const EVENTS = WORDS + MAX_ROWS * ROW_WORDS * 4;
export const HISTORY = EVENTS + MAX_ROWS * ROW_EVENTS * 8;
export const PAGES = (HISTORY + MAX_ROWS * HISTORY_LENGTH + PAGE - 1) >> 16;
