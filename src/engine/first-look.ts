/**
 * A look at the first payload of a flow, before anything is made for it: of a flow that no probe knows it is all there is to do.
 */
import type { Direction } from '../flow/direction.ts';
import type { Probe, ProbeFlow, Transport } from '../probe/probe.ts';

/** What a probe may know of the flow that is looked at. One for all flows. */
export class FirstLook implements ProbeFlow {
  transport: Transport = 'tcp';
  originatorPort = 0;
  responderPort = 0;
  readonly #failed: (probe: string, error: unknown) => void;

  /** `failed` hears of a probe that threw: our defect, never the capture's fault. */
  constructor(failed: (probe: string, error: unknown) => void) {
    this.#failed = failed;
  }

  /** Nothing was read yet that could be skipped. */
  skip(): void {}

  /** Every probe rejects the first bytes of a direction, or this datagram. */
  isStrange(probes: readonly Probe[], head: Uint8Array, direction: Direction): boolean {
    for (const probe of probes) {
      try {
        if (probe.recognise(head, direction, this) !== 'reject') return false;
      } catch (error) {
        this.#failed(probe.name, error);
      }
    }
    return true;
  }
}
