/** Flows whose facts some rule keeps for its findings: their rows and details are held as long. */
export class Exhibits {
  /** Flow id -> how many causes show it. */
  readonly #shown = new Map<number, number>();

  get size(): number {
    return this.#shown.size;
  }

  has(id: number): boolean {
    return this.#shown.has(id);
  }

  add(id: number): void {
    this.#shown.set(id, (this.#shown.get(id) ?? 0) + 1);
  }

  remove(id: number): void {
    const others = (this.#shown.get(id) ?? 0) - 1;
    if (others > 0) this.#shown.set(id, others);
    else this.#shown.delete(id);
  }
}
