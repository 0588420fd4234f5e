/** What the DCE/RPC probe tells: interfaces, and where the server says that further ones are reached. */
import type { AnyObservation } from './probe.ts';

/** An interface by its UUID. */
export interface RpcInterfaceSeen {
  /** Lower case. */
  readonly uuid: string;
  /** Such as `3.0`. */
  readonly version: string;
  /** Such as `ICertRequestD`; undefined for one that the table does not list. */
  readonly name: string | undefined;
}

export interface DcerpcBindObservation extends AnyObservation {
  readonly kind: 'dcerpc-bind';
  readonly interfaces: readonly RpcInterfaceSeen[];
  /** Such as `ntlm` and `integrity`; undefined when the client does not say who it is. */
  readonly authentication: { readonly service: string; readonly level: string } | undefined;
}

export interface DcerpcBindResultObservation extends AnyObservation {
  readonly kind: 'dcerpc-bind-result';
  readonly accepted: readonly RpcInterfaceSeen[];
  readonly rejected: readonly (RpcInterfaceSeen & { readonly reason: string })[];
  /** Why the server refused the bind as a whole. */
  readonly refusal: string | undefined;
}

/** The first answer to a call that is no fault: the server works. */
export interface DcerpcResponseObservation extends AnyObservation {
  readonly kind: 'dcerpc-response';
}

export interface DcerpcFaultObservation extends AnyObservation {
  readonly kind: 'dcerpc-fault';
  readonly status: number;
  readonly statusName: string;
}

/** A call whose answer tells where to go next. */
export interface DcerpcReferralObservation extends AnyObservation {
  readonly kind: 'dcerpc-referral';
  /** `map`, or an operation of DCOM such as `RemoteCreateInstance`. */
  readonly operation: string;
  /** Whom the endpoint mapper is asked for. */
  readonly interface: RpcInterfaceSeen | undefined;
  /** Encrypted: the answer can not be read, and the port that it names stays unknown. */
  readonly sealed: boolean;
}

/** The answer names a TCP port: the next flow of this client to this server goes there. */
export interface DcerpcEndpointObservation extends AnyObservation {
  readonly kind: 'dcerpc-endpoint';
  readonly operation: string;
  /** What is reached there; undefined for an object's exporter, which serves all interfaces of its objects. */
  readonly interface: RpcInterfaceSeen | undefined;
  /** Name or address, as the server writes it; undefined where it means itself. */
  readonly host: string | undefined;
  readonly port: number;
}

/** The endpoint mapper knows nobody who serves the interface, or says no otherwise. */
export interface DcerpcNoEndpointObservation extends AnyObservation {
  readonly kind: 'dcerpc-no-endpoint';
  readonly interface: RpcInterfaceSeen | undefined;
  readonly status: number;
  readonly statusName: string;
}

export type DcerpcObservation =
  | DcerpcBindObservation
  | DcerpcBindResultObservation
  | DcerpcResponseObservation
  | DcerpcFaultObservation
  | DcerpcReferralObservation
  | DcerpcEndpointObservation
  | DcerpcNoEndpointObservation;
