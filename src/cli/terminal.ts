/** What the terminal can show, and what its user asked for. */
type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 40;
const MAX_WIDTH = 160;

/** NO_COLOR (no-color.org) and FORCE_COLOR count when `--color` says auto. */
export function colorOf(
  choice: 'auto' | 'always' | 'never',
  stream: NodeJS.WriteStream | undefined,
  env: Environment,
): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream?.isTTY === true && env.TERM !== 'dumb';
}

/** How many colours the terminal has: as its name says, or as Node knows of it. Node takes any `screen` for one of sixteen. */
export function paletteOf(stream: NodeJS.WriteStream, env: Environment): 16 | 256 {
  const bits = /-256color$/.test(env.TERM ?? '') ? 8 : (stream.getColorDepth?.({ ...env }) ?? 4);
  return bits >= 8 ? 256 : 16;
}

/** Columns for a report. */
export function widthOf(stream: NodeJS.WriteStream | undefined): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, stream?.columns ?? DEFAULT_WIDTH));
}

/** A locale that is not UTF-8 gets plain ASCII. */
export function asciiOnly(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale !== undefined && locale !== '' && !/utf-?8/i.test(locale);
}

/** Ink's variable, which people who use a screen reader may have set for other programs. */
export function screenReader(env: Environment): boolean {
  return env.INK_SCREEN_READER === 'true';
}
