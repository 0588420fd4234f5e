/** Values that the report contract is made of. */
import { z } from 'zod';

export const count = z.int().nonnegative();
export const text = z.string();
/** RFC 3339, UTC, with the capture's own resolution. */
export const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const side = z.enum(['originator', 'responder']);
/** How many entries of a bounded list are not in it. */
export const omitted = count.optional();

/** Input index from 0, and the frame's number within that input from 1, as Wireshark shows it. */
export const at = z.strictObject({ input: count, frame: z.int().positive() });
