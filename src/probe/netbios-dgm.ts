/** NetBIOS datagram service (RFC 1002 4.4): which name sends to which, for what mailslot. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { decodeNetbiosDatagram, type NetbiosDatagram } from '../wire/netbios-dgm.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession } from './probe.ts';

/** Datagrams read of one flow: announcements are repeated every few minutes for days. */
export const MAX_DATAGRAMS = 64;

export interface NetbiosDatagramObservation extends AnyObservation, NetbiosDatagram {
  readonly kind: 'netbios-datagram';
}

export const netbiosDgm: Probe<NetbiosDatagramObservation> = {
  name: 'netbios-dgm',
  transports: ['udp'],
  usualPorts: [138],
  recognise: (datagram) => (decodeNetbiosDatagram(datagram) ? 'match' : 'reject'),
  open: (_flow, emit) => new NetbiosDgmSession(emit),
};

class NetbiosDgmSession implements ProbeSession {
  readonly #emit: (observation: NetbiosDatagramObservation) => void;
  #datagrams = 0;

  constructor(emit: (observation: NetbiosDatagramObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const datagram = decodeNetbiosDatagram(bytes);
    if (datagram) this.#emit({ kind: 'netbios-datagram', at, from, ...datagram });
    return ++this.#datagrams < MAX_DATAGRAMS ? 'continue' : 'done';
  }

  gap(): ProbeAnswer {
    return 'continue';
  }

  close(): void {}
}
