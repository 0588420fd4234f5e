/** What the findings of `inspection/` rules carry; see `../parameters.ts`. */

import type { RejectionForm } from '../refusal.ts';

export interface InspectionParameters {
  'inspection/known-vendor': {
    readonly vendor: string;
    /** RFC 4514 text of the issuer that matched. */
    readonly issuer: string;
    /** The attribute that matched, such as `O=Zscaler Inc.`. */
    readonly matched: string;
    /** RFC 4514 text of the leaf's subject. */
    readonly subject: string;
    /** Fingerprint of the leaf, lower-case hexadecimal. */
    readonly sha256: string;
  };
  'inspection/unexpected-issuer': {
    /** RFC 4514. */
    readonly issuer: string;
    readonly subject: string;
    readonly sha256: string;
    /** Who signs for these hosts, in words, such as `Apple Inc.` or `a public authority`. */
    readonly expected: string;
    /** Unrelated public hosts of this capture with the same unknown issuer. */
    readonly sharedWith: readonly string[];
  };
  'inspection/client-rejected': {
    readonly how: RejectionForm;
    /** The alert, where it was readable: IANA code and name. */
    readonly alertCode?: number;
    readonly alertName?: string;
    /** `1.2`, `1.3`. */
    readonly tlsVersion: string;
    /** RFC 4514 text of the issuer, where the certificate was readable (up to 1.2). */
    readonly issuer?: string;
    /** Handshakes refused, and handshakes completed, by these clients with these servers. */
    readonly refusals: number;
    readonly successes: number;
    /** Other server names with which the same clients completed TLS. */
    readonly workingNames: readonly string[];
  };
}
