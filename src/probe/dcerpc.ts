/** DCE/RPC over TCP (C706, [MS-RPCE]): binds and their outcome, faults, and the ports that the server sends its clients to. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import {
  decodeRpcAuthentication,
  decodeRpcCall,
  decodeRpcContexts,
  decodeRpcFault,
  decodeRpcHeader,
  decodeRpcNak,
  decodeRpcResults,
  isRpcHeaderStart,
  RPC_CALL_HEADER,
  RPC_FLAG,
  RPC_HEADER,
  RPC_PDU,
  type RpcContext,
  type RpcHeader,
  rpcStub,
} from '../wire/dcerpc.ts';
import { rpcAuthenticationName, rpcLevelName, rpcStatusName } from '../wire/dcerpc-names.ts';
import type { DcerpcObservation, RpcInterfaceSeen } from './dcerpc-observations.ts';
import { type Referral, referralOf, type Stub, seen } from './dcerpc-referrals.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { Probe, Recognition } from './probe.ts';

/** PDUs of both sides: a client asks where to go at the start, and what follows is its work. */
export const MAX_PDUS = 256;
/** Bytes of one PDU that are waited for: Windows agrees on fragments of 5840. A longer one is passed over. */
export const MAX_PDU = 16_384;
/** Bytes of one answer over all its fragments; what an activation returns is a tenth of it. */
export const MAX_STUB = 16_384;
/** Contexts remembered of one flow. */
export const MAX_CONTEXTS = 64;
/** Calls that wait for their answers. */
export const MAX_CALLS = 16;

export const dcerpc: Probe<DcerpcObservation> = {
  name: 'dcerpc',
  transports: ['tcp'],
  usualPorts: [135],
  recognise,
  open: (flow, emit) => new MessageSession(flow, new DcerpcMessages(emit)),
};

/** A header of version 5 that fits, and behind it what its type must hold: the header alone could be a SOCKS greeting. */
function recognise(head: Uint8Array): Recognition {
  if (!isRpcHeaderStart(head, 0)) return 'reject';
  if (head.length < RPC_HEADER) return 'more';
  const header = decodeRpcHeader(head, 0);
  if (header === undefined || header.length < shortest(header.type)) return 'reject';
  if (header.type !== RPC_PDU.bind && header.type !== RPC_PDU.alterContext) return 'match';
  if (head.length < Math.min(header.length, BIND_ENOUGH)) return 'more';
  const contexts = decodeRpcContexts(head, 0, { ...header, length: Math.min(header.length, head.length) });
  return contexts ? 'match' : head.length < header.length && head.length < MAX_BIND ? 'more' : 'reject';
}

/** Headers, and a context with one encoding. */
const BIND_ENOUGH = 72;
/** 32 contexts, and a ticket. */
const MAX_BIND = 4096;

function shortest(type: number): number {
  switch (type) {
    case RPC_PDU.request:
    case RPC_PDU.response:
      return RPC_CALL_HEADER;
    case RPC_PDU.fault:
      return 28;
    case RPC_PDU.bind:
    case RPC_PDU.alterContext:
      return BIND_ENOUGH;
    case RPC_PDU.bindAck:
    case RPC_PDU.alterContextResponse:
      return 32;
    default:
      return RPC_HEADER;
  }
}

/** A whole PDU as it lies in the bytes. */
interface Pdu {
  readonly from: Direction;
  readonly at: FrameAt;
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly header: RpcHeader;
}

/** A call whose answer is wanted. */
interface Call {
  readonly referral: Referral;
  readonly asked: RpcInterfaceSeen | undefined;
  readonly wide: boolean;
  stub: Uint8Array;
}

/** An interface that calls name by the context's id. */
interface Bound {
  readonly uuid: string;
  wide: boolean;
}

class DcerpcMessages implements MessageReader {
  readonly #emit: (observation: DcerpcObservation) => void;
  readonly #bound = new Map<number, Bound>();
  readonly #calls = new Map<number, Call>();
  /** Of the latest bind, in its order: its answer names none of them. */
  #offered: readonly RpcContext[] = [];
  #hasResponded = false;
  #pdus = 0;

  constructor(emit: (observation: DcerpcObservation) => void) {
    this.#emit = emit;
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    if (input.length - offset < RPC_HEADER) return offset;
    const header = decodeRpcHeader(input, offset);
    if (header === undefined || this.#pdus >= MAX_PDUS) return 'done';
    const available = input.length - offset;
    if (available < Math.min(header.length, RPC_CALL_HEADER)) return offset;
    if (header.length > MAX_PDU || !this.#isWanted(input, offset, header)) {
      this.#pdus++;
      return offset + header.length;
    }
    if (available < header.length) return offset;
    this.#pdus++;
    this.#pdu({ from, at, bytes: input, offset, header });
    return offset + header.length;
  }

  readCut(_from: Direction, input: Uint8Array): Next {
    return decodeRpcHeader(input, 0)?.length ?? 'done';
  }

  /** Requests and answers of other calls are passed over by their headers. */
  #isWanted(input: Uint8Array, offset: number, header: RpcHeader): boolean {
    switch (header.type) {
      case RPC_PDU.request:
        return this.#referralAt(input, offset, header) !== undefined;
      case RPC_PDU.response:
        return !this.#hasResponded || this.#calls.has(header.callId);
      default:
        return true;
    }
  }

  #pdu(pdu: Pdu): void {
    switch (pdu.header.type) {
      case RPC_PDU.bind:
      case RPC_PDU.alterContext:
        this.#bind(pdu);
        break;
      case RPC_PDU.bindAck:
      case RPC_PDU.alterContextResponse:
        this.#bindResult(pdu);
        break;
      case RPC_PDU.bindNak:
        this.#refused(pdu);
        break;
      case RPC_PDU.request:
        this.#request(pdu);
        break;
      case RPC_PDU.response:
        this.#response(pdu);
        break;
      case RPC_PDU.fault:
        this.#fault(pdu);
    }
  }

  #bind({ from, at, bytes, offset, header }: Pdu): void {
    const contexts = decodeRpcContexts(bytes, offset, header);
    if (contexts === undefined) return;
    this.#offered = contexts;
    for (const { id, uuid } of contexts) {
      if (this.#bound.size < MAX_CONTEXTS && !this.#bound.has(id)) this.#bound.set(id, { uuid, wide: false });
    }
    const security = decodeRpcAuthentication(bytes, offset, header);
    const authentication = security && {
      service: rpcAuthenticationName(security.service),
      level: rpcLevelName(security.level),
    };
    this.#emit({ kind: 'dcerpc-bind', at, from, interfaces: distinct(contexts), authentication });
  }

  /** Windows offers an interface in several encodings: one that is accepted is enough. */
  #bindResult({ from, at, bytes, offset, header }: Pdu): void {
    const results = decodeRpcResults(bytes, offset, header) ?? [];
    const accepted: RpcContext[] = [];
    const reasons = new Map<string, string>();
    for (const [index, context] of this.#offered.entries()) {
      const answer = results[index];
      if (answer?.result === 0) {
        accepted.push(context);
        const bound = this.#bound.get(context.id);
        if (bound) bound.wide = answer.wide;
      } else if (answer !== undefined && answer.result !== NEGOTIATED) {
        reasons.set(context.uuid, answer.reason);
      }
    }
    const isAccepted = (uuid: string) => accepted.some((context) => context.uuid === uuid);
    const rejected = distinct(this.#offered)
      .filter(({ uuid }) => !isAccepted(uuid) && reasons.has(uuid))
      .map((refused) => ({ ...refused, reason: reasons.get(refused.uuid)! }));
    this.#emit({
      kind: 'dcerpc-bind-result',
      at,
      from,
      accepted: distinct(accepted),
      rejected,
      refusal: undefined,
    });
  }

  #refused({ from, at, bytes, offset, header }: Pdu): void {
    const refusal = decodeRpcNak(bytes, offset, header);
    this.#emit({ kind: 'dcerpc-bind-result', at, from, accepted: [], rejected: [], refusal });
  }

  #referralAt(bytes: Uint8Array, offset: number, header: RpcHeader): { referral: Referral; wide: boolean } | undefined {
    const call = decodeRpcCall(bytes, offset, header);
    const bound = call && this.#bound.get(call.contextId);
    const referral = bound && referralOf(bound.uuid, call.operation);
    return referral && { referral, wide: bound.wide };
  }

  #request({ from, at, bytes, offset, header }: Pdu): void {
    const found = this.#referralAt(bytes, offset, header);
    if (found === undefined || (header.flags & RPC_FLAG.first) === 0) return;
    const { referral, wide } = found;
    const sealed = decodeRpcAuthentication(bytes, offset, header)?.sealed ?? false;
    const stub = { bytes: rpcStub(bytes, offset, header), littleEndian: header.littleEndian, wide };
    const asked = sealed ? undefined : referral.asked(stub);
    this.#emit({ kind: 'dcerpc-referral', at, from, operation: referral.operation, interface: asked, sealed });
    if (!sealed && this.#calls.size < MAX_CALLS) {
      this.#calls.set(header.callId, { referral, asked, wide, stub: NOTHING });
    }
  }

  #response({ from, at, bytes, offset, header }: Pdu): void {
    if (!this.#hasResponded) this.#emit({ kind: 'dcerpc-response', at, from });
    this.#hasResponded = true;
    const call = this.#calls.get(header.callId);
    if (call === undefined) return;
    call.stub = joined(call.stub, rpcStub(bytes, offset, header));
    const isLast = (header.flags & RPC_FLAG.last) !== 0;
    if (!isLast && call.stub.length < MAX_STUB) return;
    this.#calls.delete(header.callId);
    const stub: Stub = { bytes: call.stub, littleEndian: header.littleEndian, wide: call.wide };
    for (const answer of call.referral.answers(stub, call.asked)) this.#emit({ ...answer, at, from });
  }

  #fault({ from, at, bytes, offset, header }: Pdu): void {
    const status = decodeRpcFault(bytes, offset, header);
    this.#calls.delete(header.callId);
    if (status !== undefined) this.#emit({ kind: 'dcerpc-fault', at, from, status, statusName: rpcStatusName(status) });
  }
}

const NOTHING = new Uint8Array(0);
/** The answer to an offer of features, in a context's place ([MS-RPCE] 3.3.1.5.3). */
const NEGOTIATED = 3;

function distinct(contexts: readonly RpcContext[]): RpcInterfaceSeen[] {
  return contexts.filter(({ uuid }, at) => contexts.findIndex((other) => other.uuid === uuid) === at).map(seen);
}

function joined(stub: Uint8Array, more: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.min(stub.length + more.length, MAX_STUB));
  whole.set(stub);
  whole.set(more.subarray(0, whole.length - stub.length), stub.length);
  return whole;
}
