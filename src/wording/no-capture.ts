/** Files among the inputs that are no captures: a directory holds others besides. */
import type { InputReport } from '../engine/contract.ts';

const NO_CAPTURE: readonly string[] = ['not-a-capture', 'empty'];

/** As opposed to captures that could not be read, and to those that could. */
export function isNoCapture({ format, problems }: Pick<InputReport, 'format' | 'problems'>): boolean {
  return format === 'unknown' && problems.some(({ code }) => NO_CAPTURE.includes(code));
}
