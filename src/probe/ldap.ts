/**
 * LDAP (RFC 4511) over TCP, and without a connection over UDP (MS-ADTS 6.3.3): binds, requests and their results. Entries are
 * counted and passed over. What follows StartTLS is handed over; what follows a SASL security layer is left alone.
 */
import type { Direction, FrameAt } from '../flow/direction.ts';
import {
  decodeExtendedName,
  decodeLdapBind,
  decodeLdapHead,
  decodeLdapReference,
  decodeLdapResult,
  LDAP,
  type LdapBind,
  type LdapHead,
} from '../wire/ldap.ts';
import {
  type LdapOperationName,
  ldapCodeName,
  ldapRequestName,
  ldapResultName,
  START_TLS_OID,
} from '../wire/ldap-codes.ts';
import { matchLdapStart } from '../wire/ldap-start.ts';
import { RECORD } from '../wire/tls-record.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { AnyObservation, Probe } from './probe.ts';

/** A bind request: how, never who or with what. */
export interface LdapBindObservation extends AnyObservation, LdapBind {
  readonly kind: 'ldap-bind';
  /** Message id, which the result repeats. */
  readonly id: number;
}

/** Any other request. */
export interface LdapRequestObservation extends AnyObservation {
  readonly kind: 'ldap-request';
  readonly id: number;
  readonly operation: LdapOperationName;
  /** Of an extended request. */
  readonly oid: string | undefined;
}

/** What came of an operation: the server answered in the protocol, whatever the code. */
export interface LdapResultObservation extends AnyObservation {
  readonly kind: 'ldap-result';
  readonly id: number;
  readonly operation: LdapOperationName;
  readonly code: number;
  readonly codeName: string;
  /** Of an extended operation: the request's, or the response's where the request was not seen. */
  readonly oid: string | undefined;
  /** Entries that a search returned, where its request was seen. */
  readonly entries: number | undefined;
  /** Servers to ask instead, such as `ldap://dc2.corp.example:389`. */
  readonly referrals: readonly string[];
  /** Active Directory's own error behind the code, such as `52e`, in hexadecimal. */
  readonly directoryError: string | undefined;
}

/** A search result points to other servers. The first of a flow are told. */
export interface LdapReferenceObservation extends AnyObservation {
  readonly kind: 'ldap-reference';
  readonly referrals: readonly string[];
}

/** From here on messages are signed or encrypted by what a SASL bind agreed on (RFC 4422 3.7). Once a flow. */
export interface LdapSecurityLayerObservation extends AnyObservation {
  readonly kind: 'ldap-security-layer';
}

export type LdapObservation =
  | LdapBindObservation
  | LdapRequestObservation
  | LdapResultObservation
  | LdapReferenceObservation
  | LdapSecurityLayerObservation;

/** Observations of one flow, after which it is left alone: servers' pools keep flows for days. */
export const MAX_LDAP_OBSERVATIONS = 64;
/** Messages read of one flow: a search may return any number of entries. */
export const MAX_LDAP_MESSAGES = 4096;
/** Bytes of one message that are waited for; of a longer one what stands in front is read. */
export const MAX_LDAP_MESSAGE = 4096;
/** References told of one flow: Active Directory adds three to every search from the top. */
export const MAX_LDAP_REFERENCES = 4;

export const ldap: Probe<LdapObservation> = {
  name: 'ldap',
  transports: ['tcp', 'udp'],
  usualPorts: [389, 3268, 8389],
  recognise: (head) => matchLdapStart(head),
  open: (flow, emit) => new MessageSession(flow, new LdapMessages(emit)),
};

interface OpenRequest {
  readonly oid: string | undefined;
  entries: number;
}

class LdapMessages implements MessageReader {
  readonly #emit: (observation: LdapObservation) => void;
  /** By message id; each was observed, which bounds them. */
  readonly #waiting = new Map<number, OpenRequest>();
  #bySasl = false;
  #told = 0;
  #references = 0;
  #messages = 0;

  constructor(emit: (observation: LdapObservation) => void) {
    this.#emit = emit;
  }

  readCut(from: Direction, input: Uint8Array, at: FrameAt): Next {
    const head = decodeLdapHead(input);
    return typeof head === 'object' ? this.#tell(from, input, head, at) : 'done';
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    // Where the answer to StartTLS was not seen.
    if (input[offset] === RECORD.handshake) return { handOver: offset, via: 'starttls' };
    const head = decodeLdapHead(input, offset);
    if (head === undefined) return this.#foreign(from, input[offset], at);
    if (head === 'more') return offset;
    const isWhole = head.end <= input.length;
    if (!isWhole && !UNREAD.has(head.operation) && input.length - offset < MAX_LDAP_MESSAGE) return offset;
    if (++this.#messages > MAX_LDAP_MESSAGES) return 'done';
    const next = this.#tell(from, input, head, at);
    return this.#told >= MAX_LDAP_OBSERVATIONS && typeof next === 'number' ? 'done' : next;
  }

  /** A buffer of a security layer begins with four octets of length (RFC 4422 3.7), of which the first is never used. */
  #foreign(from: Direction, first: number, at: FrameAt): Next {
    if (this.#bySasl && first === 0) this.#observe({ kind: 'ldap-security-layer', at, from });
    return 'done';
  }

  #tell(from: Direction, input: Uint8Array, head: LdapHead, at: FrameAt): Next {
    if (head.operation === LDAP.bindRequest) this.#bind(from, input, head, at);
    else if (head.operation === LDAP.searchResultEntry) this.#entry(head);
    else if (head.operation === LDAP.searchResultReference) this.#reference(from, input, head, at);
    else if (ldapRequestName(head.operation)) this.#request(from, input, head, at);
    else return this.#result(from, input, head, at);
    return head.messageEnd;
  }

  #bind(from: Direction, input: Uint8Array, head: LdapHead, at: FrameAt): void {
    const bind = decodeLdapBind(input, head);
    if (bind !== undefined) this.#observe({ kind: 'ldap-bind', at, from, id: head.id, ...bind });
    this.#bySasl ||= bind?.method === 'sasl' || bind?.method === 'sicily';
  }

  #entry(head: LdapHead): void {
    const request = this.#waiting.get(head.id);
    if (request !== undefined) request.entries++;
  }

  #reference(from: Direction, input: Uint8Array, head: LdapHead, at: FrameAt): void {
    if (++this.#references > MAX_LDAP_REFERENCES) return;
    this.#observe({ kind: 'ldap-reference', at, from, referrals: decodeLdapReference(input, head) });
  }

  #request(from: Direction, input: Uint8Array, head: LdapHead, at: FrameAt): void {
    const operation = ldapRequestName(head.operation)!;
    const oid = operation === 'extended' ? decodeExtendedName(input, head) : undefined;
    this.#waiting.set(head.id, { oid, entries: 0 });
    this.#observe({ kind: 'ldap-request', at, from, id: head.id, operation, oid });
  }

  #result(from: Direction, input: Uint8Array, head: LdapHead, at: FrameAt): Next {
    const operation = ldapResultName(head.operation);
    const result = decodeLdapResult(input, head);
    if (operation === undefined || result === undefined) return head.messageEnd;
    const request = this.#waiting.get(head.id);
    this.#waiting.delete(head.id);
    const { code, referrals, directoryError } = result;
    const oid = request?.oid ?? result.oid;
    this.#observe({
      kind: 'ldap-result',
      at,
      from,
      id: head.id,
      operation,
      code,
      codeName: ldapCodeName(code),
      oid,
      entries: operation === 'search' ? request?.entries : undefined,
      referrals,
      directoryError,
    });
    const turnsToTls = operation === 'extended' && oid === START_TLS_OID && code === 0;
    return turnsToTls ? { handOver: head.messageEnd, via: 'starttls' } : head.messageEnd;
  }

  #observe(observation: LdapObservation): void {
    if (this.#told++ < MAX_LDAP_OBSERVATIONS) this.#emit(observation);
  }
}

/** Of these messages the head says enough. */
const UNREAD: ReadonlySet<number> = new Set([
  LDAP.searchRequest,
  LDAP.searchResultEntry,
  LDAP.modifyRequest,
  LDAP.addRequest,
  LDAP.deleteRequest,
  LDAP.modifyDnRequest,
  LDAP.compareRequest,
  LDAP.abandonRequest,
  LDAP.intermediateResponse,
]);
