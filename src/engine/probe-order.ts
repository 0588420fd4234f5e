/** Which probes to ask, and in which order: those of the transport, the port's usual ones first. Content decides all the same. */
import type { Probe, Transport } from '../probe/probe.ts';

export class ProbeOrder {
  readonly #probes: readonly Probe[];
  readonly #ordered = new Map<string, readonly Probe[]>();
  readonly #usualPorts: ReadonlySet<number>;

  constructor(probes: readonly Probe[]) {
    this.#probes = probes;
    this.#usualPorts = new Set(probes.flatMap((probe) => probe.usualPorts));
  }

  of(transport: Transport, port: number): readonly Probe[] {
    const key = this.#usualPorts.has(port) ? `${transport}/${port}` : transport;
    const known = this.#ordered.get(key);
    if (known !== undefined) return known;
    const fitting = this.#probes.filter((probe) => probe.transports.includes(transport));
    const usual = fitting.filter((probe) => probe.usualPorts.includes(port));
    const ordered = [...usual, ...fitting.filter((probe) => !usual.includes(probe))];
    this.#ordered.set(key, ordered);
    return ordered;
  }
}
