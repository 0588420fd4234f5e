/** What the findings of `trust/` rules carry; see `../parameters.ts`. */
import type { RejectionForm } from '../refusal.ts';

/** A certificate in a finding. */
interface CertificateShown {
  /** RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** RFC 3339, UTC; empty when it is no date. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Fingerprint, lower-case hexadecimal. */
  readonly sha256: string;
}

export interface TrustParameters {
  'trust/client-rejected': Partial<CertificateShown> & {
    readonly how: LeaveForm;
    /** What the client does not take, as far as its alert or the certificate tells. */
    readonly reason: DistrustReason;
    /** The alert, where it was readable: IANA code and name. */
    readonly alertCode?: number;
    readonly alertName?: string;
    /** `1.2`, `1.3`. */
    readonly tlsVersion: string;
    /** Names that the certificate is for, where it could be read. */
    readonly names: readonly string[];
    /** It was signed by its own key's name: nobody stands above it. */
    readonly selfSigned: boolean;
    /** Handshakes refused, and handshakes completed, by these clients with these servers. */
    readonly refusals: number;
    readonly successes: number;
    /** Other server names with which the same clients completed TLS. */
    readonly workingNames: readonly string[];
    /** Other clients that completed TLS with these servers. */
    readonly acceptedBy: readonly string[];
  };
}

/** The client finished the handshake, said nothing and left: programs do that which judge the certificate afterwards. */
export type LeaveForm = RejectionForm | 'left';

/** Its issuer is not known to the client; it is not for the name asked for; its dates; or the client does not say. */
export type DistrustReason = 'authority' | 'name' | 'dates' | 'unknown';
