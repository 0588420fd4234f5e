/** Finding -> Wireshark display filter that shows its evidence: the scope's addresses and ports, and what the rule looks at. */
import type { Rule } from '../detect/rules.ts';
import type { FlowReport } from '../engine/contract.ts';
import type { FindingScope } from '../engine/snapshot.ts';
import type { Subject } from './words.ts';

/** Empty when nothing narrower than the whole capture shows the finding. */
export function displayFilter<R extends Rule>(subject: Subject<R>): string {
  const looksAt: LooksAt<R> = LOOKS_AT[subject.rule];
  const { port = true, packets } = looksAt(subject);
  return packets === undefined ? '' : scopeFilter(subject.scope, packets, port);
}

/** The flows between the ends of a scope, narrowed to `packets`. */
export function scopeFilter(scope: FindingScope, packets = '', port = true): string {
  return [port && portTerm(scope), addressTerm(clientsOf(scope)), addressTerm(scope.servers), packets]
    .filter(Boolean)
    .join(' && ');
}

/** The packets of one flow. */
export function flowFilter({ transport, originator, responder }: FlowReport): string {
  const ends = [originator, responder];
  const terms = [
    ...ends.map(({ address }) => `${isIpv6(address) ? 'ipv6' : 'ip'}.addr == ${address}`),
    ...ends.map(({ port }) => `${transport}.port == ${port}`),
  ];
  return terms.join(' && ');
}

interface Look {
  /** The ports of the scope narrow the filter; false where the evidence is another protocol than the flow. */
  readonly port?: boolean;
  /** A filter term for the packets that matter; empty for the whole flow, undefined for no filter. */
  readonly packets: string | undefined;
}
type LooksAt<R extends Rule> = (subject: Subject<R>) => Look;

const SYN = 'tcp.flags.syn == 1';
const RST = 'tcp.flags.reset == 1';
const SENT_AGAIN = 'tcp.analysis.retransmission || tcp.analysis.keep_alive';

/** What each rule looks at. Resent data is no TLS to Wireshark, so a dropped ClientHello is shown by its segments. */
const LOOKS_AT: { readonly [R in Rule]: LooksAt<R> } = {
  'blocked/dns': ({ parameters: { names } }) => ({ packets: oneOf('dns.qry.name', names.map(quoted)) }),
  'blocked/syn-unanswered': () => ({ packets: SYN }),
  'blocked/syn-reset': () => ({ packets: `(${SYN} || ${RST})` }),
  // An ICMP error holds the quoted header, and `ip.addr` and `tcp.port` look into that as well.
  'blocked/icmp-prohibited': ({ parameters }) => ({ packets: icmpTerm(parameters) }),
  'blocked/icmp-unreachable': ({ parameters }) => ({ packets: icmpTerm(parameters) }),
  'blocked/udp-unanswered': () => ({ packets: '' }),
  'blocked/return-path': () => ({ packets: `(${SYN} || icmp || icmpv6)` }),
  'blocked/idle-killed': ({ parameters: { tries } }) => ({
    packets: `(tcp.time_delta > 30 || ${tries === undefined ? `${RST} || icmp || icmpv6` : SENT_AGAIN})`,
  }),
  'blocked/mtu-black-hole': () => ({
    packets: '(tcp.len > 0 || tcp.options.sack_le || icmp.type == 3 || icmpv6.type == 2)',
  }),
  'blocked/handshake-silence': () => ({ packets: '' }),
  'blocked/handshake-reset': () => ({ packets: `(${SYN} || ${RST})` }),
  'blocked/client-hello-dropped': () => ({ packets: 'tcp.len > 0' }),
  'blocked/client-hello-silence': () => ({ packets: '' }),
  'blocked/client-hello-reset': () => ({ packets: `(tls.handshake.type == 1 || ${RST})` }),
  // The packet before the reset tells as much as the reset.
  'blocked/reset-after-data': () => ({ packets: `(tcp.len > 0 || ${RST})` }),
  'blocked/proxy-refused': () => ({ packets: '(http || socks)' }),
  'blocked/proxy-authentication': ({ parameters: { method } }) => ({ packets: method === 'SOCKS' ? 'socks' : 'http' }),
  // Silence is shown by the whole flow.
  'blocked/proxy-error': ({ parameters: { how } }) => ({ packets: how === 'answered' ? '(http || socks)' : '' }),
  'blocked/block-page': () => ({ packets: 'http' }),
  'blocked/captive-portal': () => ({ packets: 'http' }),
  'blocked/apns-fallback': () => ({ packets: SYN }),
  'inspection/known-vendor': () => ({ packets: 'tls.handshake.type == 11' }),
  'inspection/unexpected-issuer': () => ({ packets: 'tls.handshake.type == 11' }),
  'inspection/shared-issuer': () => ({ packets: 'tls.handshake.type == 11' }),
  'inspection/alpn-stripped': () => ({ packets: 'tls.handshake.type in {1, 2}' }),
  'inspection/downgrade': () => ({ packets: '(tls.handshake.type in {1, 2} || tls.alert_message)' }),
  'inspection/redirected': () => ({ packets: '' }),
  'inspection/agent-on-device': ({ parameters: { process, toldBy } }) => ({
    packets: toldBy === 'pktap-1' ? `pktap.cmdname == ${quoted(process)}` : '',
  }),
  'inspection/client-rejected': ({ parameters: { how } }) => ({
    packets: `(tls.handshake.type in {1, 2, 11} || ${REJECTION[how]})`,
  }),
  'trust/client-rejected': ({ parameters: { how } }) => ({
    packets: `(tls.handshake.type in {1, 2, 11} || ${REJECTION[how]})`,
  }),
  'trust/certificate-expired': ({ parameters: { how } }) => ({
    packets: how === undefined ? 'tls.handshake.type == 11' : `(tls.handshake.type == 11 || ${REJECTION[how]})`,
  }),
  'trust/clock': ({ parameters: { how } }) => ({ packets: `(tls.handshake.type in {1, 2, 11} || ${REJECTION[how]})` }),
  'trust/client-certificate-refused': ({ parameters: { how } }) => ({
    packets: `(tls.handshake.type in {11, 13} || ${REJECTION[how]})`,
  }),
  'ports/undocumented-port': () => ({ packets: '' }),
  'ports/protocol-mismatch': () => ({ packets: '' }),
  'ports/cleartext': () => ({ packets: '' }),
  'ports/unexpected-destination': () => ({ packets: '' }),
  'ports/retired': () => ({ packets: '' }),
  'ports/discouraged': ({ parameters: { reason } }) => ({ packets: EXPOSED[reason] }),
  'ports/configurable': () => ({ packets: '' }),
  'push/certificate-expired': () => ({ packets: PRESENTED }),
  'push/certificate-expiring': () => ({ packets: PRESENTED }),
  'push/certificate-rejected': ({ parameters: { how } }) => ({
    packets: how === 'alert' ? PRESENTED : '(tls.handshake.type in {1, 2} || tls.record.opaque_type == 23)',
  }),
  'push/mixed-certificates': () => ({ packets: PRESENTED }),
  'push/wrong-certificate': () => ({ packets: PRESENTED }),
  'tls-floor/version': () => ({ packets: 'tls.handshake.type in {1, 2}' }),
  'tls-floor/cipher-suite': () => ({ packets: 'tls.handshake.type in {1, 2}' }),
  'tls-floor/extended-master-secret': () => ({ packets: 'tls.handshake.type in {1, 2}' }),
  'tls-floor/certificate-key': () => ({ packets: 'tls.handshake.type == 11' }),
  'tls-floor/certificate-signature': () => ({ packets: 'tls.handshake.type == 11' }),
  'tls-floor/cleartext': () => ({ packets: '' }),
  'capture/truncated': () => ({ packets: undefined }),
  'capture/one-sided': () => ({ packets: undefined }),
  'capture/mid-stream': () => ({ packets: undefined }),
  'capture/lossy': () => ({ packets: '(tcp.analysis.ack_lost_segment || tcp.analysis.lost_segment)' }),
  'capture/snaplen-cut': () => ({ packets: 'frame.cap_len < frame.len' }),
  // Of lost packets there is nothing to show, and the fields for Apple's drop metadata differ between versions.
  'capture/dropped-by-kernel': () => ({ packets: undefined }),
};

function icmpTerm({ version, type, code }: { version: 4 | 6; type: number; code: number }): string {
  const protocol = version === 4 ? 'icmp' : 'icmpv6';
  return `${protocol}.type == ${type} && ${protocol}.code == ${code}`;
}

/** A bind with a password; else the whole flow. */
const EXPOSED = { 'simple-bind': 'ldap.authentication == 0', 'clear-text': '', hosting: '' } as const;

/** An encrypted alert is known by the length of its record: 19 bytes, 35 from Java. */
const REJECTION = {
  alert: 'tls.alert_message',
  'encrypted-alert': 'tls.record.length in {19, 35}',
  closed: `tcp.flags.fin == 1 || ${RST}`,
  left: `tcp.flags.fin == 1 || ${RST}`,
} as const;

/** What was asked for, what was presented, and what the server said of it. */
const PRESENTED = '(tls.handshake.type in {11, 13} || tls.alert_message)';

/** One client narrows the filter; several would only lengthen it. */
function clientsOf({ clients }: FindingScope): readonly string[] {
  return clients.length === 1 ? clients : [];
}

function portTerm({ transport, ports }: FindingScope): string {
  return transport === undefined ? '' : oneOf(`${transport}.port`, ports);
}

function addressTerm(addresses: readonly string[]): string {
  const terms = [
    oneOf(
      'ip.addr',
      addresses.filter((address) => !isIpv6(address)),
    ),
    oneOf('ipv6.addr', addresses.filter(isIpv6)),
  ].filter(Boolean);
  return terms.length > 1 ? `(${terms.join(' || ')})` : (terms[0] ?? '');
}

/** `field == value`, or `field in {a, b}`; empty without values. */
function oneOf(field: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return '';
  return values.length === 1 ? `${field} == ${values[0]}` : `${field} in {${values.join(', ')}}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}
