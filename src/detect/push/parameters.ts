/** What the findings of `push/` rules carry; see `../parameters.ts`. */

/** The certificate at hand, as far as it could be read. */
export interface PushCertificate {
  /** UID of its subject, `com.apple.mgmt.External.<uuid>`. */
  readonly topic: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** RFC 3339. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Serial of one with the same topic and a later end that was presented too: this one was renewed. */
  readonly renewedAs?: string;
}

/** How APNs took the certificate. */
export interface Reception {
  /** Alert of the server after the certificate, where one was readable (up to TLS 1.2): IANA code and name. */
  readonly alertCode?: number;
  readonly alertName?: string;
  /** The server asked for certificates of Apple's push authority, as the genuine APNs does. */
  readonly appleAsks: boolean;
  /** Handshakes that ended with the server's refusal, and those that went through, with this certificate. */
  readonly refusals: number;
  readonly successes: number;
}

export interface PushParameters {
  'push/certificate-expired': PushCertificate &
    Reception & {
      /** It is over, or by the capture's clock it has not begun. */
      readonly state: 'expired' | 'not-yet-valid';
      /** Whole days between the nearer end of its validity and the capture. */
      readonly days: number;
    };
  'push/certificate-expiring': PushCertificate & {
    /** Whole days from the capture to its end. */
    readonly daysLeft: number;
  };
  'push/certificate-rejected': Partial<PushCertificate> &
    Reception & {
      /** `alert`: readable; `sealed`: a lone encrypted record as long as an alert (TLS 1.3, which hides the certificate too). */
      readonly how: 'alert' | 'sealed';
      /** `1.2`, `1.3`. */
      readonly tlsVersion: string;
    };
  'push/mixed-certificates': {
    /** One entry a certificate in each list, the older first. */
    readonly topics: readonly string[];
    readonly serials: readonly string[];
    /** RFC 3339. */
    readonly notBefore: readonly string[];
    readonly notAfter: readonly string[];
    /** Who presented it, as text: `10.20.5.10`, `10.20.5.10 and 10.20.5.11`. */
    readonly presentedBy: readonly string[];
    readonly sameTopic: boolean;
    /** All but the newest had ended when they were presented last. */
    readonly oldExpired: boolean;
  };
  'push/wrong-certificate': Reception & {
    /** No certificate at all; one that Apple's push authority has not signed; one for other pushes than those to managed devices. */
    readonly fault: 'empty' | 'issuer' | 'topic';
    /** RFC 4514; absent when there is no certificate. */
    readonly subject?: string;
    readonly issuer?: string;
    readonly serial?: string;
    readonly tlsVersion: string;
  };
}
