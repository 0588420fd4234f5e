/** Finds the wanted flow of a packet by its addresses, ports and time. Asked for every packet of a capture. */
import { IP_PROTOCOL, type PacketView } from '../wire/packet-view.ts';
import type { WantedEnd, WantedFlow } from './wanted.ts';

/** ns by which fragments may precede the packet that they make, whose time is that of the last. */
const FRAGMENTS_WAIT = 30e9;
/** ns by which the error that a router sends may follow the last packet of a flow. */
export const ERRORS_TAKE = 3e9;

export class FlowSet {
  /** By both ports: a number, so that a packet of none costs one look. */
  readonly #byPorts = new Map<number, WantedFlow[]>();
  readonly #flows: readonly WantedFlow[];

  constructor(flows: readonly WantedFlow[]) {
    this.#flows = flows;
    for (const flow of flows) {
      const { originator, responder } = flow;
      this.#add(originator.port * 0x1_0000 + responder.port, flow);
      if (originator.port !== responder.port) this.#add(responder.port * 0x1_0000 + originator.port, flow);
    }
  }

  /** The flow of the packet in `view`, of this time (ns). A packet that was cut counts by the ports that it has; one that is quoted may come `late` ns behind the flow. */
  of(view: PacketView, time: number, late = 0): WantedFlow | undefined {
    if (view.stop === 'fragment') return this.#ofFragment(view, time);
    const candidates = this.#byPorts.get(view.sourcePort * 0x1_0000 + view.destinationPort);
    if (candidates === undefined || view.sourcePort === 0) return undefined;
    const transport = view.protocol === IP_PROTOCOL.tcp ? 'tcp' : 'udp';
    for (const flow of candidates) {
      if (flow.transport !== transport || time < flow.firstTime || time > flow.lastTime + late) continue;
      if (joins(view, flow, view.sourcePort, view.destinationPort)) return flow;
    }
    return undefined;
  }

  /** A fragment has no ports: any flow between the two hosts at that time. */
  #ofFragment(view: PacketView, time: number): WantedFlow | undefined {
    return this.#flows.find((flow) => {
      const { originator, responder, firstTime, lastTime } = flow;
      if (time < firstTime - FRAGMENTS_WAIT || time > lastTime) return false;
      return joins(view, flow, originator.port, responder.port) || joins(view, flow, responder.port, originator.port);
    });
  }

  #add(ports: number, flow: WantedFlow): void {
    const flows = this.#byPorts.get(ports);
    if (flows === undefined) this.#byPorts.set(ports, [flow]);
    else flows.push(flow);
  }
}

/** The packet goes from one end of the flow to the other, if these are its ports. */
function joins(view: PacketView, { originator, responder }: WantedFlow, source: number, destination: number): boolean {
  return (
    (isFrom(view, originator, source) && isTo(view, responder, destination)) ||
    (isFrom(view, responder, source) && isTo(view, originator, destination))
  );
}

function isFrom(view: PacketView, { bytes, port }: WantedEnd, source: number): boolean {
  return port === source && isAt(view, bytes, view.sourceOffset);
}

function isTo(view: PacketView, { bytes, port }: WantedEnd, destination: number): boolean {
  return port === destination && isAt(view, bytes, view.destinationOffset);
}

function isAt({ bytes, ipVersion }: PacketView, address: Uint8Array, offset: number): boolean {
  if (address.length !== (ipVersion === 4 ? 4 : 16)) return false;
  for (let at = 0; at < address.length; at++) if (bytes[offset + at] !== address[at]) return false;
  return true;
}
