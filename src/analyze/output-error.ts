/** Why nothing can be written as it was asked for, in words for the user: nothing was touched. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** What to do about it: a sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
