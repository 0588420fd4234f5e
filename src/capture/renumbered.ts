/** Interfaces or processes of several inputs and sections under the numbers of one file: each is written when it is first needed. */

/** Descriptions that are kept. */
export const MAX_DESCRIBED = 65_536;

export class Renumbered<Description> {
  readonly #write: (description: Description) => number;
  readonly #described = new Map<string, Description>();
  readonly #numbers = new Map<string, number>();
  // Mostly it is the same as for the frame before.
  #input = -1;
  #section = -1;
  /** -1 while there was none. */
  #index = -1;
  #number = -1;

  /** `write` returns the number in the file. */
  constructor(write: (description: Description) => number) {
    this.#write = write;
  }

  describe(input: number, section: number, index: number, description: Description): void {
    if (this.#described.size < MAX_DESCRIBED) this.#described.set(keyOf(input, section, index), description);
  }

  /** A new file begins, in which nothing has a number yet. */
  forgetNumbers(): void {
    this.#numbers.clear();
    this.#index = -1;
  }

  /** Its number in the file; -1 when it was not described. */
  number(input: number, section: number, index: number): number {
    if (index === this.#index && section === this.#section && input === this.#input) return this.#number;
    const key = keyOf(input, section, index);
    const description = this.#described.get(key);
    const number = this.#numbers.get(key) ?? (description === undefined ? -1 : this.#write(description));
    if (number < 0) return -1;
    this.#numbers.set(key, number);
    [this.#input, this.#section, this.#index, this.#number] = [input, section, index, number];
    return number;
  }
}

function keyOf(input: number, section: number, index: number): string {
  return `${input} ${section} ${index}`;
}
