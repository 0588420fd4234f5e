/** Values by small number, so that a row of the flow table can hold one. 0 stands for none. */
export class InternList<Value> {
  readonly #none: Value;
  readonly #values: Value[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #maximum: number;

  /** Past `maximum` values, new ones are 0. */
  constructor(none: Value, maximum: number) {
    this.#none = none;
    this.#maximum = maximum;
  }

  number(key: string, value: Value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#values.length >= this.#maximum) return 0;
    this.#values.push(value);
    this.#numbers.set(key, this.#values.length);
    return this.#values.length;
  }

  value(number: number): Value {
    return number === 0 ? this.#none : this.#values[number - 1];
  }
}
