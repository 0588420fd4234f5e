/** Values by small number, so that a row of the flow table can hold one. 0 stands for none. */
export class InternList<Value> {
  readonly #none: Value;
  /** By number less one; what was let go leaves a hole. */
  readonly #values: ({ readonly key: string; readonly value: Value } | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #maximum: number;

  /** Past `maximum` values, new ones are 0. */
  constructor(none: Value, maximum: number) {
    this.#none = none;
    this.#maximum = maximum;
  }

  number(key: string, value: Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#free.length === 0 && this.#values.length >= this.#maximum) return 0;
    const number = this.#free.pop() ?? this.#values.length + 1;
    this.#values[number - 1] = { key, value };
    this.#numbers.set(key, number);
    return number;
  }

  value(number: number): Value {
    return this.#values[number - 1]?.value ?? this.#none;
  }

  /** Lets all values go of which `isUsed` says, by number, that nobody holds them. Their numbers are given again. */
  release(isUsed: (number: number) => boolean): void {
    for (const [index, entry] of this.#values.entries()) {
      if (entry === undefined || isUsed(index + 1)) continue;
      this.#numbers.delete(entry.key);
      this.#values[index] = undefined;
      this.#free.push(index + 1);
    }
  }
}
