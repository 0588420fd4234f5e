/** The mark and tone of each severity and status: a glyph and a word always, a colour where there is one. */
import type { ServiceStatus } from '../../classify/vocabulary.ts';
import type { Severity } from '../../detect/detector.ts';
import type { Tone } from './page.ts';

export interface Mark {
  readonly glyph: string;
  readonly tone: Tone;
}

const BAD: Mark = { glyph: '✖', tone: 'bad' };
const WARN: Mark = { glyph: '!', tone: 'warn' };
const UNKNOWN: Mark = { glyph: '?', tone: 'info' };
const OK: Mark = { glyph: '✓', tone: 'ok' };
const NONE: Mark = { glyph: '–', tone: 'muted' };

export const SEVERITY_MARKS: Readonly<Record<Severity, Mark>> = {
  error: BAD,
  warning: WARN,
  info: { glyph: 'i', tone: 'info' },
};

/** Only `healthy` looks fine. */
export const STATUS_MARKS: Readonly<Record<ServiceStatus, Mark>> = {
  blocked: BAD,
  intercepted: BAD,
  misconfigured: BAD,
  degraded: WARN,
  undecided: UNKNOWN,
  healthy: OK,
  'resolved-only': UNKNOWN,
  'not-observed': NONE,
};

export const VERDICT_MARKS = { problems: BAD, warnings: WARN, clean: OK, inconclusive: UNKNOWN } as const;
