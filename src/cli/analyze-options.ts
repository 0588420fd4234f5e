/** What the words behind `jamscope` and `jamscope analyze` say. */
import type { ConfigChoice } from './configuration.ts';
import type { Format } from './report-pieces.ts';

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface AnalyzeOptions {
  readonly config?: ConfigChoice;
  readonly format?: Format;
  readonly output?: string;
  /** undefined: errors for a report, nothing for the screen. */
  readonly failOn?: FailOn;
  readonly allFlows: boolean;
  readonly strict: boolean;
  readonly tui: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly ascii: boolean;
  /** Lines in place of the screen; undefined: as the configuration says. */
  readonly plain?: boolean | undefined;
  readonly quiet: boolean;
}
