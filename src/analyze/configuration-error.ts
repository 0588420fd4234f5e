/** A site configuration that cannot be used: every mistake in it, in words for its user. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** One line for each mistake; each begins with the file's name. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
