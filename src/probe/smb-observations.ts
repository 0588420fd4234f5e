/** What the probes of SMB and of the NetBIOS session service tell: how client and server came to terms. */
import type { ShareType } from '../wire/smb2.ts';
import type { AnyObservation } from './probe.ts';

/** The first answer that settles the dialect, or refuses to. */
export interface SmbNegotiatedObservation extends AnyObservation {
  readonly kind: 'smb-negotiated';
  /** What the client offered, such as `2.0.2` and `3.1.1`, or `NT LM 0.12`; empty when that was not seen. */
  readonly offered: readonly string[];
  /** Undefined when the server wants none of what was offered. */
  readonly dialect: string | undefined;
  /** NTSTATUS. */
  readonly status: number;
  readonly statusName: string;
  readonly signing: 'disabled' | 'enabled' | 'required';
  /** Encryption that both sides can do, such as `AES-128-GCM`; whether it is used, sessions and shares say. */
  readonly cipher: string | undefined;
}

/** The end of one log-on: let in, or not. */
export interface SmbSessionObservation extends AnyObservation {
  readonly kind: 'smb-session';
  /** NTSTATUS, 0 when let in. */
  readonly status: number;
  readonly statusName: string;
  /** As whom: undefined when not let in, or when SMB 1 does not tell. */
  readonly account: 'user' | 'guest' | 'anonymous' | undefined;
  /** The server demands encryption for all of this session. */
  readonly encrypt: boolean;
}

/** A share was asked for, told when it is answered, or at the end of the flow when it never was. */
export interface SmbShareObservation extends AnyObservation {
  readonly kind: 'smb-share';
  /** As the client calls the server. Both are undefined when only the answer was seen. */
  readonly server: string | undefined;
  readonly share: string | undefined;
  /** NTSTATUS, 0 when granted; undefined without an answer. */
  readonly status: number | undefined;
  readonly statusName: string | undefined;
  readonly type: ShareType | undefined;
  /** The server demands encryption for this share. */
  readonly encrypt: boolean;
}

/** The first encrypted message: what is said from here on can not be read. */
export interface SmbEncryptedObservation extends AnyObservation {
  readonly kind: 'smb-encrypted';
}

export interface NetbiosSessionRequestObservation extends AnyObservation {
  readonly kind: 'netbios-session-request';
  /** The name of the server, often `*SMBSERVER`, and of the client. */
  readonly called: string;
  readonly calling: string;
}

export interface NetbiosSessionResponseObservation extends AnyObservation {
  readonly kind: 'netbios-session-response';
  readonly outcome: 'accepted' | 'refused' | 'retargeted';
  /** RFC 1002 4.3.4, when refused. */
  readonly code: number | undefined;
  readonly codeName: string | undefined;
  /** Where to turn to instead, `address:port`. */
  readonly target: string | undefined;
}

export type SmbObservation =
  | SmbNegotiatedObservation
  | SmbSessionObservation
  | SmbShareObservation
  | SmbEncryptedObservation
  | NetbiosSessionRequestObservation
  | NetbiosSessionResponseObservation;
