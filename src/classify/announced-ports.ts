/** Ports to which a server sent a client: the endpoint mapper and DCOM hand out ports that no table can list. */

/** Triples of client, server and port remembered. When it is full, the oldest are forgotten. */
export const MAX_ANNOUNCED = 10_000;

export class AnnouncedPorts {
  /** ns of the first announcement. */
  readonly #times = new Map<string, number>();
  /** Triples forgotten because of the bound. */
  forgotten = 0;

  learn(client: string, server: string, port: number, time: number): void {
    const key = `${client} ${server} ${port}`;
    if (this.#times.has(key)) return;
    if (this.#times.size >= MAX_ANNOUNCED) {
      this.#times.delete(this.#times.keys().next().value!);
      this.forgotten++;
    }
    this.#times.set(key, time);
  }

  /** The server had named this port to the client by `time`, ns. */
  has(client: string, server: string, port: number, time: number): boolean {
    if (this.#times.size === 0) return false;
    const announced = this.#times.get(`${client} ${server} ${port}`);
    return announced !== undefined && announced <= time;
  }
}
