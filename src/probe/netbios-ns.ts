/** NetBIOS name service (RFC 1002 4.2): who asks for, claims and answers for which name. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import type { NetbiosName } from '../wire/netbios-name.ts';
import { decodeNetbiosNsMessage, NETBIOS_OPERATIONS, NETBIOS_TYPE, netbiosCodeName } from '../wire/netbios-ns.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession, Recognition } from './probe.ts';

/** Messages read of one flow: hosts repeat their names from one port for days. */
export const MAX_MESSAGES = 256;
/** With every name that one byte can count in a status response, and its statistics (RFC 1002 4.2.18). */
const MAX_DATAGRAM = 57 + 255 * 18 + 46;

/** Behind the header: the length of an encoded name (RFC 1001 14.1). */
const NAME_AT = 12;
const NAME_LABEL = 32;

interface NetbiosNameObservation extends AnyObservation {
  readonly id: number;
  /** Such as `registration`; `status` for what asks for all names of a node. */
  readonly operation: string;
  readonly name: string;
  /** The name's 16th byte: 0x20 is a file server. */
  readonly suffix: number;
  /** IPv4 addresses that the message says the name has or claims. */
  readonly addresses: readonly string[];
}

export interface NetbiosNameRequestObservation extends NetbiosNameObservation {
  readonly kind: 'netbios-name-request';
  /** To everybody on the link, where silence is the usual answer. */
  readonly broadcast: boolean;
}

export interface NetbiosNameResponseObservation extends NetbiosNameObservation {
  readonly kind: 'netbios-name-response';
  /** 0 when the answer is yes. */
  readonly code: number;
  readonly codeName: string;
  /** All names of the node, of a status response. */
  readonly names: readonly NetbiosName[];
}

type Emitted = NetbiosNameRequestObservation | NetbiosNameResponseObservation;

export const netbiosNs: Probe<Emitted> = {
  name: 'netbios-ns',
  transports: ['udp'],
  usualPorts: [137],
  recognise,
  open: (_flow, emit) => new NetbiosNsSession(emit),
};

/** A request has no code, and a name of 32 letters from A to P stands where a DNS name would: little else does. */
function recognise(datagram: Uint8Array): Recognition {
  if (datagram[NAME_AT] !== NAME_LABEL || datagram.length > MAX_DATAGRAM) return 'reject';
  const message = decodeNetbiosNsMessage(datagram);
  return message && (message.response || message.code === 0) ? 'match' : 'reject';
}

class NetbiosNsSession implements ProbeSession {
  readonly #emit: (observation: Emitted) => void;
  #messages = 0;

  constructor(emit: (observation: Emitted) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#message(from, bytes, at);
    return ++this.#messages < MAX_MESSAGES ? 'continue' : 'done';
  }

  gap(): ProbeAnswer {
    return 'continue';
  }

  close(): void {}

  #message(from: Direction, bytes: Uint8Array, at: FrameAt): void {
    const message = decodeNetbiosNsMessage(bytes);
    if (message === undefined) return;
    const { id, code, broadcast, addresses, names } = message;
    const operation = message.type === NETBIOS_TYPE.NBSTAT ? 'status' : NETBIOS_OPERATIONS[message.operation];
    const said = { at, from, id, operation, ...message.name, addresses };
    if (!message.response) this.#emit({ kind: 'netbios-name-request', ...said, broadcast });
    else this.#emit({ kind: 'netbios-name-response', ...said, code, codeName: netbiosCodeName(code), names });
  }
}
