/** The shape of a catalogue row: one documented connection, with where it is documented. */
import type { RangeName } from './address-ranges.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Role } from './role.ts';
import type { Day, Source } from './source.ts';

/** An exact host name, or `*.suffix` for every name below `suffix` (never `suffix` itself). Lower case. */
export type HostPattern = `*.${string}` | `${string}.${string}`;

/** A port, or both ends of a range. */
export type PortSpan = number | readonly [first: number, last: number];

export interface DocumentedPorts {
  readonly tcp?: readonly PortSpan[];
  readonly udp?: readonly PortSpan[];
}

/** A host of a row. Ports given here replace the row's; none given means the row's. */
export interface DocumentedHost extends DocumentedPorts {
  readonly name: HostPattern;
  /** Apple states that the host works through a web proxy (`false`: the table leaves it out; absent: not recorded). */
  readonly proxies?: boolean;
  /** Others than the clients of the row go there as well: it counts for a client whose role is known, and for no other. */
  readonly anybody?: true;
  /** The host is at home in another row, which has its flows: this one needs it too, and is not seen to work by it. */
  readonly borrowed?: true;
  /** Where it differs from the row's. */
  readonly lifecycle?: Lifecycle;
  readonly note?: string;
}

/** What a probe may find on a documented connection, in the words of the report. */
export const PROTOCOL_NAMES = [
  'tls',
  'quic',
  'http',
  'http2',
  'dns',
  'ldap',
  'smb',
  'netbios-ns',
  'netbios-dgm',
  'netbios-ssn',
  'afp',
  'mysql',
  'memcached',
  'smtp',
  'syslog',
  'hl7',
  'dcerpc',
  'ssh',
  'socks',
  'mqtt',
  'ntp',
  'unknown',
] as const;
type ProtocolName = (typeof PROTOCOL_NAMES)[number];

/** A restriction by where Jamf Pro runs. Without `ports` it concerns the whole row. */
interface HostingCondition {
  readonly hosting: 'on-premises' | 'jamf-cloud';
  readonly ports?: readonly number[];
  readonly text: string;
}

/** Ports on which the documents allow clear text: `normal` there, or `discouraged` because the row offers TLS as well. */
interface Cleartext {
  readonly ports: readonly PortSpan[];
  readonly standing: 'normal' | 'discouraged';
}

export interface ServiceRow {
  /** Kebab-case, stable: what reports and configuration call it. */
  readonly id: string;
  /** `S1`…`S44`, `P3`, or `A:…` and `J:…` for the groups that Apple and Jamf publish. */
  readonly ref: string;
  readonly title: string;
  readonly from: readonly Role[];
  readonly to: Role;
  /** Nobody else has reason to open it: who does has the role of `from`, which names one. */
  readonly tellsClient?: true;
  /** Empty where the host is the customer's own: such a row is met through roles only. */
  readonly hosts: readonly DocumentedHost[];
  /** Names that `hosts` would match but that belong to other rows. */
  readonly except?: readonly HostPattern[];
  readonly ranges?: readonly RangeName[];
  /** Blocks and addresses that only this row is for, as a customer's endpoint pack names them. */
  readonly blocks?: readonly string[];
  readonly ports: DocumentedPorts;
  /** Not in the document, common in the field: never unexpected. `transportNote` says why. */
  readonly portsInPractice?: DocumentedPorts;
  readonly transportNote?: string;
  readonly protocols: readonly ProtocolName[];
  /** The document says that the administrator chooses the port: another one is information, not a fault. */
  readonly configurablePort?: true;
  readonly cleartext?: Cleartext;
  /** The client turns to port `to` when `from` does not answer. */
  readonly fallback?: { readonly from: number; readonly to: number };
  readonly conditions?: readonly HostingCondition[];
  /** What the owner says of TLS inspection on this connection; `not-applicable` where it carries no TLS. */
  readonly tlsInspection: 'unsupported' | 'not-stated' | 'not-applicable';
  /** Management traffic that Apple 126655 holds to a TLS floor. */
  readonly managementFloor?: true;
  readonly lifecycle: Lifecycle;
  /** Refs of rows that no packet can tell from this one. */
  readonly sharedWith?: readonly string[];
  /** Named after every other row that fits as well: it lies over them, or fits only by a defect of the document. */
  readonly yields?: true;
  readonly source: Source;
  /** The day on which somebody last compared the row with its source; undefined where an endpoint pack does not say. */
  readonly checked: Day | undefined;
  readonly notes: readonly string[];
}
