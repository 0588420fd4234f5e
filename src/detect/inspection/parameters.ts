/** What the findings of `inspection/` rules carry; see `../parameters.ts`. */

import type { WeighedName } from '../evidence.ts';
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
    /** Public hosts of other owners with the same unknown issuer: `inspection/shared-issuer` is about them. */
    readonly sharedWith: readonly string[];
    /** What speaks for it, strongest first, each behind its strength. */
    readonly signals: readonly WeighedName<IssuerSignal>[];
  };
  'inspection/shared-issuer': {
    /** RFC 4514. */
    readonly issuer: string;
    /** Names of the hosts that it signed for, those that the documents know among them, and how many owners they have. */
    readonly hosts: readonly string[];
    readonly documented: readonly string[];
    readonly owners: number;
  };
  'inspection/agent-on-device': {
    /** What the agent is called, such as `Zscaler Client Connector`. */
    readonly agent: string;
    /** Its process, as the capture names it, at most 16 bytes. */
    readonly process: string;
    readonly pids: readonly number[];
    /** Processes for which it acts, where it says so. */
    readonly actsFor: readonly string[];
    /** What names the process: Wireshark has fields for `pktap-1`. */
    readonly toldBy: 'pktap-1' | 'pktap-2' | 'pcapng';
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
    /** Other clients that completed TLS with the same host. */
    readonly acceptedBy: readonly string[];
    /** What speaks for it, strongest first, each behind its strength. */
    readonly signals: readonly WeighedName<RefusalSignal>[];
  };
  'inspection/alpn-stripped': {
    /** Application protocols that the client offered. */
    readonly offered: readonly string[];
    readonly signals: readonly WeighedName<AlpnSignal>[];
  };
  'inspection/downgrade': {
    /** `1.3`, offered; `1.2` or less, negotiated. */
    readonly offered: string;
    readonly tlsVersion: string;
    readonly signals: readonly WeighedName<DowngradeSignal>[];
  };
  'inspection/redirected': {
    /** What the address belongs to, such as `private network`; empty for a public one. */
    readonly network: string;
    readonly answeredBy: AnsweredBy;
  };
}

/** Whose certificate was shown there, where one could be read. */
export type AnsweredBy = 'apple' | 'other' | 'unknown';

export type IssuerSignal =
  | 'foreign-issuer'
  | 'shared-issuer'
  | 'lower-version'
  | 'no-timestamps'
  | 'fresh'
  | 'short-lived';

export type AlpnSignal = 'documented-protocol' | 'foreign-issuer' | 'answered-elsewhere';

export type DowngradeSignal = 'sentinel' | 'aborted' | 'later-version-elsewhere';

/** The form of the refusal, what it is measured against, and traces in the path. */
export type RefusalSignal =
  | 'certificate-alert'
  | 'expired-alert'
  | 'other-alert'
  | 'sealed-alert'
  | 'closed'
  | 'repeated'
  | 'selective'
  | 'foreign-issuer'
  | 'foreign-address'
  | 'inspected-elsewhere'
  | 'flight-size'
  | 'uniform-servers'
  | 'late-answer'
  | 'older-group'
  | 'hello-retry';
