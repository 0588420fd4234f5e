/** Each filter below was accepted by `tshark -Y` 4.0. */
import { describe, expect, it } from 'vitest';
import { RULES, type Rule } from '../../src/detect/rules.ts';
import { sampleWords } from '../support/sample-words.ts';

const FILTERS: Readonly<Record<Rule, string>> = {
  'blocked/dns':
    'udp.port == 53 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.1 && dns.qry.name in {"gdmf.apple.com", "mdmenrollment.apple.com"}',
  'blocked/syn-unanswered':
    'tcp.port == 5223 && ip.addr == 10.20.0.15 && ip.addr == 17.57.144.20 && tcp.flags.syn == 1',
  'blocked/syn-reset':
    'tcp.port == 5223 && ip.addr == 10.20.0.15 && ip.addr == 17.57.144.84 && (tcp.flags.syn == 1 || tcp.flags.reset == 1)',
  'blocked/icmp-prohibited':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.253.5.1 && icmp.type == 3 && icmp.code == 13',
  'blocked/icmp-unreachable':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && icmp.type == 3 && icmp.code == 1',
  'blocked/udp-unanswered': 'udp.port == 123 && ip.addr == 10.20.0.15 && ip.addr == 17.253.14.125',
  'blocked/return-path':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && (tcp.flags.syn == 1 || icmp || icmpv6)',
  'blocked/idle-killed':
    'tcp.port == 5223 && ip.addr == 10.20.0.15 && ip.addr == 17.57.144.20 && (tcp.time_delta > 30 || tcp.flags.reset == 1 || icmp || icmpv6)',
  'blocked/mtu-black-hole':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && (tcp.len > 0 || tcp.options.sack_le || icmp.type == 3 || icmpv6.type == 2)',
  'blocked/handshake-silence': 'tcp.port == 389 && ip.addr == 10.20.0.15 && ip.addr == 10.30.0.5',
  'blocked/handshake-reset':
    'tcp.port == 5223 && ip.addr == 10.20.0.15 && ip.addr == 17.57.144.84 && (tcp.flags.syn == 1 || tcp.flags.reset == 1)',
  'blocked/client-hello-dropped': 'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && tcp.len > 0',
  'blocked/client-hello-silence': 'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3',
  'blocked/client-hello-reset':
    'tcp.port == 443 && ipv6.addr == fd00:20::15 && ipv6.addr == 2620:149:a44::20 && (tls.handshake.type == 1 || tcp.flags.reset == 1)',
  'blocked/reset-after-data':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && (tcp.len > 0 || tcp.flags.reset == 1)',
  'blocked/proxy-refused': 'tcp.port == 3128 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.8 && (http || socks)',
  'blocked/proxy-authentication': 'tcp.port == 8080 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.9 && http',
  'blocked/proxy-error': 'tcp.port == 3128 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.8 && (http || socks)',
  'blocked/block-page': 'tcp.port == 80 && ip.addr == 10.20.0.15 && ip.addr == 17.253.17.201 && http',
  'blocked/captive-portal': 'tcp.port == 80 && ip.addr == 10.20.0.15 && ip.addr == 17.253.17.210 && http',
  'blocked/apns-fallback':
    'tcp.port in {5223, 443} && ip.addr == 10.20.0.15 && ip.addr in {17.57.144.20, 17.57.144.21} && tcp.flags.syn == 1',
  'inspection/known-vendor':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && tls.handshake.type == 11',
  'inspection/unexpected-issuer':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.248.1.9 && tls.handshake.type == 11',
  'inspection/shared-issuer':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr in {17.248.1.9, 203.0.113.80} && tls.handshake.type == 11',
  'inspection/alpn-stripped':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && tls.handshake.type in {1, 2}',
  'inspection/downgrade':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3 && (tls.handshake.type in {1, 2} || tls.alert_message)',
  'inspection/redirected': 'tcp.port == 5223 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.90',
  'inspection/agent-on-device':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.248.1.9 && pktap.cmdname == "ZscalerTunnel"',
  'inspection/client-rejected':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.57.144.22 && (tls.handshake.type in {1, 2, 11} || tls.record.length in {19, 35})',
  'trust/client-rejected':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && (tls.handshake.type in {1, 2, 11} || tls.alert_message)',
  'trust/certificate-expired':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && (tls.handshake.type == 11 || tls.alert_message)',
  'trust/clock':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && (tls.handshake.type in {1, 2, 11} || tls.alert_message)',
  'trust/client-certificate-refused':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && (tls.handshake.type in {11, 13} || tls.alert_message)',
  'ports/undocumented-port': 'tcp.port == 8444 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3',
  'ports/protocol-mismatch': 'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3',
  'ports/retired': 'tcp.port == 2195 && ip.addr == 10.20.0.15 && ip.addr == 17.188.128.9',
  'ports/cleartext': 'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 52.1.2.3',
  'ports/unexpected-destination': 'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.0.80',
  'ports/discouraged': 'tcp.port == 389 && ip.addr == 10.20.0.15 && ip.addr == 10.30.0.5 && ldap.authentication == 0',
  'ports/configurable': 'tcp.port == 3575 && ip.addr == 10.20.0.15 && ip.addr == 10.30.0.9',
  'push/certificate-expired':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && (tls.handshake.type in {11, 13} || tls.alert_message)',
  'push/certificate-expiring':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && (tls.handshake.type in {11, 13} || tls.alert_message)',
  'push/certificate-rejected':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && (tls.handshake.type in {1, 2} || tls.record.opaque_type == 23)',
  'push/mixed-certificates':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && (tls.handshake.type in {11, 13} || tls.alert_message)',
  'push/wrong-certificate':
    'tcp.port == 443 && ip.addr == 10.20.0.15 && ip.addr == 17.188.143.34 && (tls.handshake.type in {11, 13} || tls.alert_message)',
  'tls-floor/version':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && tls.handshake.type in {1, 2}',
  'tls-floor/cipher-suite':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && tls.handshake.type in {1, 2}',
  'tls-floor/extended-master-secret':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && tls.handshake.type in {1, 2}',
  'tls-floor/certificate-key':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && tls.handshake.type == 11',
  'tls-floor/certificate-signature':
    'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10 && tls.handshake.type == 11',
  'tls-floor/cleartext': 'tcp.port == 8443 && ip.addr == 10.20.0.15 && ip.addr == 10.20.5.10',
  'capture/truncated': '',
  'capture/one-sided': '',
  'capture/mid-stream': '',
  'capture/lossy': '(tcp.analysis.ack_lost_segment || tcp.analysis.lost_segment)',
  'capture/dropped-by-kernel': '',
  'capture/snaplen-cut': 'frame.cap_len < frame.len',
};

describe('display filter', () => {
  it.each(Object.keys(RULES) as Rule[])('%s', (rule) => {
    expect(sampleWords(rule).displayFilter).toBe(FILTERS[rule]);
  });

  it('leaves several clients out, and keeps both address families of the servers', () => {
    const scope = {
      clients: ['10.0.0.1', '10.0.0.2'],
      servers: ['17.57.144.20', '2620:149:a44::20', '2620:149:a44::21'],
    };
    expect(sampleWords('blocked/syn-unanswered', {}, scope).displayFilter).toBe(
      'tcp.port == 5223 && (ip.addr == 17.57.144.20 || ipv6.addr in {2620:149:a44::20, 2620:149:a44::21}) && tcp.flags.syn == 1',
    );
  });

  it('asks for ICMPv6 where the error was one', () => {
    const { displayFilter } = sampleWords('blocked/icmp-prohibited', { version: 6, type: 1, code: 1 });
    expect(displayFilter).toMatch(/ && icmpv6\.type == 1 && icmpv6\.code == 1$/);
  });

  it.each([
    ['alert', '(tls.handshake.type in {1, 2, 11} || tls.alert_message)'],
    ['closed', '(tls.handshake.type in {1, 2, 11} || tcp.flags.fin == 1 || tcp.flags.reset == 1)'],
  ] as const)('shows a refusal by its form: %s', (how, term) => {
    expect(sampleWords('inspection/client-rejected', { how }).displayFilter.endsWith(` && ${term}`)).toBe(true);
  });

  it('quotes names that could break out of the string', () => {
    const { displayFilter } = sampleWords('blocked/dns', { names: ['a" || frame || "\\'] });
    expect(displayFilter).toMatch(/ && dns\.qry\.name == "a\\" \|\| frame \|\| \\"\\\\"$/);
  });
});
