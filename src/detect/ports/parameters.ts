/** What the findings of `ports/` rules carry; see `../parameters.ts`. */
import type { Hosting } from '../../catalogue/site.ts';

export interface PortsParameters {
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
}

/** A password in clear in an LDAP bind; other traffic in clear; a port for servers that run elsewhere. */
export type DiscouragedReason = 'simple-bind' | 'clear-text' | 'hosting';
