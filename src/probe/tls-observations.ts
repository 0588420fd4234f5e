/** What the TLS probe tells of a flow. QUIC tells its hellos the same way. */
import type { CertificateRequest } from '../wire/tls-certificate.ts';
import type { ClientHello } from '../wire/tls-client-hello.ts';
import type { ServerHello } from '../wire/tls-server-hello.ts';
import type { Certificate } from '../wire/x509.ts';
import type { AnyObservation } from './probe.ts';

/** `at` is, for all of them, the frame in which what is observed became complete. */
export interface TlsClientHelloObservation extends AnyObservation {
  readonly kind: 'tls-client-hello';
  /** Shared between flows that say the same. */
  readonly hello: ClientHello;
  /** Version in the record header, 0x0002 for SSL 2.0 form; 0 within QUIC, which has no records. */
  readonly recordVersion: number;
  /** The second hello, after a HelloRetryRequest. */
  readonly again: boolean;
}

export interface TlsServerHelloObservation extends AnyObservation {
  readonly kind: 'tls-server-hello';
  /** Shared between flows that say the same. */
  readonly hello: ServerHello;
  /** By the pre-shared key of TLS 1.3, or because the server repeats the client's session id. */
  readonly resumed: boolean;
}

/** Up to TLS 1.2, where certificates travel in clear; both sides'. An empty list is a client that has none to show. */
export interface TlsCertificatesObservation extends AnyObservation {
  readonly kind: 'tls-certificates';
  /** Leaf first, shared between flows; up to `MAX_CHAIN`, less those that cannot be read. */
  readonly certificates: readonly Certificate[];
  readonly unreadable: number;
}

export interface TlsCertificateRequestObservation extends AnyObservation {
  readonly kind: 'tls-certificate-request';
  readonly request: CertificateRequest;
}

/** Any other handshake message in clear; its name is `handshakeName(type)`. */
export interface TlsHandshakeObservation extends AnyObservation {
  readonly kind: 'tls-handshake';
  readonly type: number;
  /** Bytes with the header. */
  readonly length: number;
}

/** A side's first one. */
export interface TlsChangeCipherSpecObservation extends AnyObservation {
  readonly kind: 'tls-change-cipher-spec';
}

/** An alert in clear, which some clients send even under TLS 1.3; its name is `alertName(code)`. */
export interface TlsAlertObservation extends AnyObservation {
  readonly kind: 'tls-alert';
  readonly level: number;
  readonly code: number;
}

/** An encrypted record: a side's first `MAX_PROTECTED`, then those of type alert, up to `MAX_LATE_ALERTS`. */
export interface TlsProtectedRecordObservation extends AnyObservation {
  readonly kind: 'tls-protected-record';
  readonly recordType: number;
  /** Bytes of the body, as in the record header. */
  readonly length: number;
  /** Position among this side's encrypted records, from 0. */
  readonly index: number;
}

/**
 * The handshake is done as far as can be seen, once a flow. Up to TLS 1.2: both sides sent Finished. TLS 1.3: the client
 * answered the server's flight with more than an alert, and the server that with more than an alert. Without any hello:
 * both sides sent data. `from` is the side whose record completed it.
 */
export interface TlsEstablishedObservation extends AnyObservation {
  readonly kind: 'tls-established';
  /** The server showed no certificate because an earlier session goes on; `undefined` when its hello was not seen. */
  readonly resumed: boolean | undefined;
}

/** Bytes of the handshake, or of a record header, were not captured: what this side says next may not be read. */
export interface TlsGapObservation extends AnyObservation {
  readonly kind: 'tls-gap';
  readonly missing: number;
}

/** Where bytes contradict TLS. */
export type TlsFault =
  | 'record-header'
  | 'handshake-length'
  | 'client-hello'
  | 'server-hello'
  | 'certificates'
  | 'certificate-request';

/** Bytes that contradict TLS, once a side. */
export interface TlsMalformedObservation extends AnyObservation {
  readonly kind: 'malformed';
  readonly protocol: 'tls';
  /**
   * `record-header`: what follows is no TLS, such as the HTTP of a server that does not speak it.
   * `handshake-length`: a message longer than `MAX_HANDSHAKE_BYTES`, which is not read.
   */
  readonly reason: TlsFault;
}

export type TlsObservation =
  | TlsClientHelloObservation
  | TlsServerHelloObservation
  | TlsCertificatesObservation
  | TlsCertificateRequestObservation
  | TlsHandshakeObservation
  | TlsChangeCipherSpecObservation
  | TlsAlertObservation
  | TlsProtectedRecordObservation
  | TlsEstablishedObservation
  | TlsGapObservation
  | TlsMalformedObservation;
