/** The part of the site configuration that is about the screen. Nothing of it reaches the engine; what actions and keys there are, the screen knows. */
import { z } from 'zod';

/** Keys of one action. */
const MAX_KEYS = 8;

const key = z.string().min(1).describe('the name of a key, such as "n" or "ctrl-n"');

export const screenSettings = z
  .strictObject({
    keys: z
      .record(z.string(), z.array(key).min(1).max(MAX_KEYS).describe(`a list of 1 to ${MAX_KEYS} keys`))
      .optional()
      .describe('keys by action, such as { "quit": ["Q"] }'),
    plain: z.boolean().optional().describe('true for lines in place of a screen, or false'),
  })
  .describe('an object: how the screen is used');

/** `ui` in `jamscope.config.json`. */
export type ScreenSettings = z.output<typeof screenSettings>;
