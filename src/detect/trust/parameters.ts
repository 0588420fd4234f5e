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
    /** A public host, whose clients bring its root with them: the authority, RFC 4514, to which what it sends leads. */
    readonly root?: string;
    /** Handshakes refused, and handshakes completed, by these clients with these servers. */
    readonly refusals: number;
    readonly successes: number;
    /** Other server names with which the same clients completed TLS. */
    readonly workingNames: readonly string[];
    /** Other clients that completed TLS with these servers. */
    readonly acceptedBy: readonly string[];
  };
  'trust/certificate-expired': CertificateShown & {
    readonly standing: 'expired' | 'not-yet-valid';
    /** It is the server's own; else one of the authorities that the server sends along. */
    readonly isServers: boolean;
    /** Whole days since its end, or to its beginning, at the time of the capture. */
    readonly days: number;
    readonly reaction: DateReaction;
    readonly how?: LeaveForm;
    readonly alertCode?: number;
    readonly alertName?: string;
  };
  'trust/clock': Partial<CertificateShown> & {
    readonly how: LeaveForm;
    readonly alertCode?: number;
    readonly alertName?: string;
    readonly tlsVersion: string;
    /** Seconds that the client's clock is ahead, negative when behind, where it asked for the time and told its own. */
    readonly aheadSeconds?: number;
    readonly refusals: number;
    /** Other clients that completed TLS with these servers. */
    readonly acceptedBy: readonly string[];
    /** Other server names of which the same clients say the same. */
    readonly alike: readonly string[];
  };
  'trust/client-certificate-refused': Partial<CertificateShown> & {
    readonly how: 'alert' | 'encrypted-alert';
    readonly reason: ClientCertificateFault;
    readonly alertCode?: number;
    readonly alertName?: string;
    readonly tlsVersion: string;
    /** Issuers that the server asked for; empty where it takes any, or TLS 1.3 hides them. */
    readonly authorities: readonly string[];
    /** Handshakes that the server ended, and handshakes completed, by these clients with these servers. */
    readonly refusals: number;
    readonly successes: number;
  };
}

/** What clients make of it: refuse it, leave after the handshake without a word, go on; or it cannot be told. */
export type DateReaction = 'refused' | 'left' | 'accepted' | 'unclear';

/** None was shown; its dates; its issuer; it was revoked; it does not fit its key; or the server does not say. */
export type ClientCertificateFault = 'missing' | 'dates' | 'authority' | 'revoked' | 'key' | 'unknown';

/** The client finished the handshake, said nothing and left: programs do that which judge the certificate afterwards. */
export type LeaveForm = RejectionForm | 'left';

/** Its issuer is not known to the client; it is not for the name asked for; its dates; or the client does not say. */
export type DistrustReason = 'authority' | 'name' | 'dates' | 'unknown';
