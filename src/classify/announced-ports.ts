/** Ports to which a server sent a client: the endpoint mapper and DCOM hand out ports that no table can list. */

import type { Forgot } from '../bytes/generations.ts';
import { RecentMap } from '../bytes/recent-map.ts';

/** Triples of client, server and port remembered. */
export const MAX_ANNOUNCED = 10_000;

export class AnnouncedPorts {
  /** ns of the first announcement. */
  readonly #times: RecentMap<string, number>;

  constructor(forgot?: Forgot) {
    this.#times = new RecentMap(MAX_ANNOUNCED, forgot);
  }

  learn(client: string, server: string, port: number, time: number): void {
    const key = `${client} ${server} ${port}`;
    if (this.#times.note(key) === undefined) this.#times.set(key, time);
  }

  /** The server had named this port to the client by `time`, ns. */
  has(client: string, server: string, port: number, time: number): boolean {
    if (this.#times.size === 0) return false;
    const announced = this.#times.get(`${client} ${server} ${port}`);
    return announced !== undefined && announced <= time;
  }
}
