/** Why no evidence can be written as it was asked for, in words for the user: nothing was touched. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  /** What to do about it: a sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
