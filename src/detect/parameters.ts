/**
 * What the finding of each rule carries besides its scope (clients, servers, ports, server names, services): the typed values that
 * its words, display filter and redaction act on. A detector writes them (`… satisfies RuleParameters['blocked/dns']`), `wording` reads them.
 * Optional means not known; a list holds at most `MAX_PARAMETER_LIST` entries. Text is already printable.
 */
import type { Hosting } from '../catalogue/site.ts';
import type { Rule } from './rules.ts';

/** The longest list that a parameter holds. */
export const MAX_PARAMETER_LIST = 16;

/** Who sent a RST, judged by timing, hop limit and late genuine data: the server itself, somebody in between, or not decidable. */
export type ResetSender = 'server' | 'middlebox' | 'undecided';

/** What a flow that broke off tells besides how it did. */
export interface Circumstances {
  /** Nodes of Jamf Pro that reached the same server in this capture, while those of the finding did not. */
  readonly workingNodes?: readonly string[];
  /** Where Jamf Pro runs, where that is known and the documents make a difference of it. */
  readonly hosting?: Hosting;
}

export interface RuleParameters {
  'blocked/dns': {
    /** The names asked for. */
    readonly names: readonly string[];
    /** Address of the DNS server. */
    readonly server: string;
    readonly outcome: DnsOutcome;
    /** The addresses or canonical names that came instead; empty when nothing did. */
    readonly answers: readonly string[];
    /** Extended DNS error (RFC 8914) in words, such as `Blocked`. */
    readonly extendedError?: string;
    /** Product whose block-page address or name was answered, such as `Cisco Umbrella`. */
    readonly product?: string;
    /** Queries sent by the client that asked most often. */
    readonly queries: number;
  };
  'blocked/syn-unanswered': Circumstances & {
    /** SYNs in the flow that has the most, the first included. */
    readonly tries: number;
    /** From the first SYN to the end of watching, in the flow watched longest; seconds. */
    readonly waitedSeconds: number;
    /** Other TCP ports of the same servers that answered somebody in this capture. */
    readonly answeringPorts: readonly number[];
    /** A client of this finding got answers from other servers: its network works. */
    readonly clientReachesOthers: boolean;
  };
  'blocked/syn-reset': Circumstances & {
    /** From SYN to RST in the first flow; ms. */
    readonly resetAfterMs: number;
    /** Handshake round trip to the same server elsewhere in the capture; ms. */
    readonly rttMs?: number;
    /** TTL or hop limit of the RST. */
    readonly resetHopLimit: number;
    /** TTL or hop limit of genuine packets of that server, where any was seen. */
    readonly serverHopLimit?: number;
    /** Name of the tampering signature, such as `SYN → RST+ACK`. */
    readonly signature: string;
    readonly sender: ResetSender;
  };
  'blocked/icmp-prohibited': Circumstances & {
    /** Address that sent the error. */
    readonly router: string;
    /** ICMP for IPv4 (4) or ICMPv6 (6). */
    readonly version: 4 | 6;
    readonly type: number;
    readonly code: number;
    /** The error came from the server's own address: its host firewall. */
    readonly fromServer: boolean;
  };
  'blocked/client-hello-dropped': Circumstances & {
    /** Copies of the ClientHello's first segment that were resent, in the flow that has the most. */
    readonly resent: number;
    /** From the first ClientHello to the end of watching; seconds. */
    readonly waitedSeconds: number;
    /** Payload bytes of the ClientHello as sent, all segments. */
    readonly helloBytes: number;
    /** Server names that the same server address answered in this capture. */
    readonly answeredNames: readonly string[];
  };
  'blocked/client-hello-reset': Circumstances & {
    /** From ClientHello to the first RST in the first flow; ms. */
    readonly resetAfterMs: number;
    /** Round trip of that flow's TCP handshake; ms. */
    readonly rttMs?: number;
    readonly resetHopLimit: number;
    /** TTL or hop limit of the SYN-ACK. */
    readonly serverHopLimit?: number;
    /** RSTs in the first flow that claim to come from the server. */
    readonly resets: number;
    /** Genuine data of the server arrived after the RST: it was forged. */
    readonly dataAfterReset: boolean;
    /** Name of the tampering signature, such as `PSH+ACK → RST; RST+ACK`. */
    readonly signature: string;
    readonly sender: ResetSender;
    /** Server names that the same server address answered in this capture. */
    readonly answeredNames: readonly string[];
  };
  'blocked/apns-fallback': {
    /** The port that failed. */
    readonly blockedPort: number;
    /** The port that worked. */
    readonly workingPort: number;
    /** How the first port failed. */
    readonly how: 'unanswered' | 'reset' | 'prohibited' | 'tls';
  };
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
  'ports/undocumented-port': {
    readonly port: number;
    /** Such as `TCP 443`. */
    readonly documented: readonly string[];
    /** What was recognised there; `unknown` when nothing. */
    readonly protocol: string;
  };
  'ports/protocol-mismatch': {
    readonly port: number;
    /** Protocol names that the document lists for this port. */
    readonly expected: readonly string[];
    readonly protocol: string;
  };
  'ports/cleartext': {
    readonly port: number;
    /** What was spoken in clear. */
    readonly protocol: string;
    /** Status codes of HTTP answers; empty for other protocols. */
    readonly statuses: readonly number[];
  };
  'ports/unexpected-destination': {
    /** The site's own network that the address lies in, such as `private network`; empty for a public address. */
    readonly network: string;
    /** Blocks that hold all servers of the service; empty where the documents name none. */
    readonly documented: readonly string[];
  };
  'ports/discouraged': {
    readonly port: number;
    readonly protocol: string;
    readonly reason: DiscouragedReason;
    /** What the same service documents besides, such as `TCP 636`. */
    readonly instead: readonly string[];
    /** The port is for Jamf Pro servers that run there. */
    readonly only?: Hosting;
  };
  'ports/configurable': {
    readonly port: number;
    /** Such as `TCP 2575`. */
    readonly suggested: readonly string[];
    readonly protocol: string;
  };
  'ports/retired': {
    readonly port: number;
    /** Date (YYYY-MM-DD) since which the service is gone. */
    readonly retiredSince: string;
    /** What took its place, in words, such as `HTTP/2 provider API: api.push.apple.com, TCP 443 or 2197`. */
    readonly replacement?: string;
    /** A server still answered with payload. */
    readonly answered: boolean;
  };
  'capture/truncated': {
    /** Paths of the inputs that are cut or corrupt. */
    readonly inputs: readonly string[];
  };
  'capture/one-sided': { readonly flows: number; readonly oneSided: number };
  'capture/mid-stream': { readonly flows: number; readonly midStream: number };
}

/** A password in clear in an LDAP bind; other traffic in clear; a port for servers that run elsewhere. */
export type DiscouragedReason = 'simple-bind' | 'clear-text' | 'hosting';

/** How a name failed: the response code, silence, or an answer that cannot be genuine for a public name. */
export type DnsOutcome =
  | 'no-answer'
  | 'nxdomain'
  | 'refused'
  | 'servfail'
  | 'unspecified-address'
  | 'private-address'
  | 'block-page'
  | 'sinkhole'
  | 'extended-error';

/** A readable alert; a lone encrypted record of an alert's length (TLS 1.3); or the flow closed right after the certificate. */
export type RejectionForm = 'alert' | 'encrypted-alert' | 'closed';

/** The parameters of one rule. Indexing fails to compile while a rule of `RULES` has none. */
export type ParametersOf<R extends Rule> = RuleParameters[R];
