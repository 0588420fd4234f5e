/** What the findings of `tls-floor/` rules carry; see `../parameters.ts`. */

/** A server's certificate that falls short. */
interface LeafShown {
  /** RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** Fingerprint, lower-case hexadecimal. */
  readonly sha256: string;
}

export interface TlsFloorParameters {
  'tls-floor/version': {
    /** `1.0`, `SSL 3.0`: what the server chose. */
    readonly version: string;
    /** The highest that the client offered. */
    readonly offered: string;
  };
  'tls-floor/cipher-suite': {
    /** IANA name. */
    readonly suite: string;
    readonly lacks: SuiteLack;
  };
  'tls-floor/extended-master-secret': {
    /** IANA name of the suite that was chosen beside. */
    readonly suite: string;
  };
  'tls-floor/certificate-key': LeafShown & {
    /** `RSA`, `EC`, `DSA`. */
    readonly keyType: string;
    readonly keyBits: number;
    /** The least that is asked for of this kind of key; 0 where no size will do. */
    readonly least: number;
  };
  'tls-floor/certificate-signature': LeafShown & {
    /** Usual name, such as `sha1WithRSAEncryption`. */
    readonly algorithm: string;
  };
  'tls-floor/cleartext': {
    readonly port: number;
    readonly protocol: string;
  };
}

/** No ephemeral key exchange, or a cipher that is broken; or an ephemeral one with a cipher that does not authenticate by itself (CBC). */
export type SuiteLack = 'forward-secrecy' | 'authenticated-encryption';
