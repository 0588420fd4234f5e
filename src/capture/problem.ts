/** What was wrong with an input: values for the report. A problem is never an exception. */

/**
 * `cut`: the input ends inside a record. `record-length`, `block-length`: a length that cannot be, so that the records
 * behind it cannot be found. `version`: a format version that nobody reads. `byte-order`: a section header without
 * the byte-order mark. `block`, `options`: a block, or the options of one, contradict themselves and were passed over.
 * `packet-length`: a packet claims more than its block holds. `interface`: a packet of an interface that was not described.
 * `too-many-interfaces`: `MAX_INTERFACES` reached. `unknown-format`: no capture at all. `compression-cut`, `compression-corrupt`:
 * the compressed data end early or contradict themselves. `read-failed`: the operating system could not read on.
 * `engine-ended`: what captured has ended without being told to; no fault of what it had captured, and in no report.
 */
export type ProblemCode =
  | 'cut'
  | 'record-length'
  | 'block-length'
  | 'version'
  | 'byte-order'
  | 'block'
  | 'options'
  | 'packet-length'
  | 'interface'
  | 'too-many-interfaces'
  | 'unknown-format'
  | 'compression-cut'
  | 'compression-corrupt'
  | 'read-failed'
  | 'engine-ended';

export interface CaptureProblem {
  readonly code: ProblemCode;
  readonly message: string;
  /** The frame that was cut or could not be read, by the number that it would have had. */
  readonly frame?: number;
  /** Byte offset of the fault, in the decompressed input. */
  readonly offset?: number;
}

/** Problems kept of one input; the rest is only counted. */
export const MAX_PROBLEMS = 100;

export class ProblemLog {
  readonly list: CaptureProblem[] = [];
  /** All problems, those not kept included. */
  count = 0;

  add(problem: CaptureProblem): void {
    if (this.count++ < MAX_PROBLEMS) this.list.push(problem);
  }
}
