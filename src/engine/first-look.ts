/** A look at the first payload of a flow, before anything is made for it: of a flow that no probe knows it is all there is to do. */
import type { Direction } from '../flow/direction.ts';
import type { Probe, ProbeFlow, Transport } from '../probe/probe.ts';

/** What a probe may know of the flow that is looked at. One for all flows. */
export class FirstLook implements ProbeFlow {
  transport: Transport = 'tcp';
  originatorPort = 0;
  responderPort = 0;

  /** Nothing was read yet that could be skipped. */
  skip(): void {}

  /** Every probe rejects the first bytes of a direction, or this datagram. One that throws has not: a session will say so. */
  isStrange(probes: readonly Probe[], head: Uint8Array, direction: Direction): boolean {
    try {
      return probes.every((probe) => probe.recognise(head, direction, this) === 'reject');
    } catch {
      return false;
    }
  }
}
