/**
 * Where jamscope and tshark differ and why. Each entry covers exactly `count` lines in the files that it names: one more is a
 * difference that nobody has explained, one less is an explanation that no longer holds, and both fail the run.
 */
import type { Aspect, Difference } from './facts.ts';

export interface ExplainedDifference {
  /** Ends of the paths of the captures. */
  readonly files: readonly string[];
  readonly aspect: Aspect;
  /** Left out where each says something else of the same thing. */
  readonly by?: Difference['by'];
  /** Lines that it covers. */
  readonly lines: RegExp;
  /** How many there are in all these files. */
  readonly count: number;
  readonly right: 'jamscope' | 'tshark' | 'both';
  readonly reason: string;
}

const TMG = 'ms-threat_management_gateway/tmg-chrome48/handshake.pcap';

export const DIFFERENCES: readonly ExplainedDifference[] = [
  {
    files: ['capture-duplicates/input.pcapng', 'pcap/1kxun.pcap'],
    aspect: 'flow packets',
    lines: /^tcp /,
    count: 40,
    right: 'both',
    reason:
      'packets recorded twice, with the same IP identification and sequence number within 60 µs: jamscope counts such copies beside the flow, tshark as packets of it',
  },
  {
    files: ['http-connect-fail/input.pcap', 'pcap/https-connect.pcap'],
    aspect: 'HTTP hosts',
    by: 'jamscope',
    lines: / (abc|ts01-b\.cloudsink\.net)$/,
    count: 2,
    right: 'both',
    reason:
      "CONNECT without Host: the target names the host (RFC 9112 3.2.3); tshark's field is the header field alone",
  },
  {
    files: ['http/http-to-ssh.pcap'],
    aspect: 'HTTP hosts',
    by: 'jamscope',
    lines: /:22 127\.0\.0\.1:40896 127\.0\.0\.1$/,
    count: 1,
    right: 'jamscope',
    reason: 'an HTTP request to port 22, which tshark reads as SSH because of the port',
  },
  {
    files: ['pcap/tls_port_80.pcapng', 'tls/https-to-http.pcap'],
    aspect: 'JA3',
    by: 'jamscope',
    lines: /:80 /,
    count: 2,
    right: 'jamscope',
    reason: 'a ClientHello on port 80, which tshark reads as HTTP because of the port',
  },
  {
    files: ['tls/https-to-http.pcap'],
    aspect: 'ALPN offered',
    by: 'jamscope',
    lines: /:80 h2 http\/1\.1$/,
    count: 1,
    right: 'jamscope',
    reason: 'a ClientHello on port 80, which tshark reads as HTTP because of the port',
  },
  {
    files: ['pcap/tls_port_80.pcapng'],
    aspect: 'TLS versions',
    by: 'jamscope',
    lines: /:80 57\.91\.202\.194:50541 1\.2$/,
    count: 1,
    right: 'jamscope',
    reason: 'a ServerHello from port 80, which tshark reads as HTTP because of the port',
  },
  {
    files: ['tcp-fastopen-10-syn-data-ignore/input.pcap'],
    aspect: 'TLS versions',
    by: 'jamscope',
    lines: / 1\.3$/,
    count: 1,
    right: 'jamscope',
    reason:
      'two SYN-ACKs with different sequence numbers; the client acknowledged the second, tshark counts from the first and joins nothing',
  },
  {
    files: [TMG],
    aspect: 'JA3',
    by: 'jamscope',
    lines: /:443 141\.212\.111\.238:6083[4-7] /,
    count: 4,
    right: 'both',
    reason:
      'hellos in SSL 2.0 form (RFC 5246 E.2) offering TLS: JA3 does not say whether they count, tshark leaves them out',
  },
  {
    files: ['tls/tls13draft16-ff52.a01.pcap'],
    aspect: 'TLS versions',
    by: 'tshark',
    lines: / 1\.3 draft 16$/,
    count: 2,
    right: 'tshark',
    reason:
      'before draft 22 of TLS 1.3 a ServerHello had no session id; nobody has sent that form since 2018, and it is not read',
  },
  {
    files: [
      'ldap-cleartext-636/input.pcapng',
      'ldap-proxy-jamf-cloud/input.pcapng',
      'ldap-proxy-simple-bind/input.pcapng',
      'undocumented-port-ldap/input.pcapng',
      'undocumented-port-memcached/input.pcapng',
      'undocumented-port-mysql/input.pcapng',
    ],
    aspect: 'protocols',
    by: 'jamscope',
    lines: / (ldap|memcached|mysql)$/,
    count: 8,
    right: 'jamscope',
    reason: 'LDAP, memcached and MySQL on ports where tshark does not expect them, which is what these captures show',
  },
  {
    files: ['protocol-mismatch-http-11211/input.pcapng'],
    aspect: 'protocols',
    by: 'tshark',
    lines: /:11211 memcached$/,
    count: 1,
    right: 'jamscope',
    reason: 'HTTP on the port of memcached, which tshark reads as that because of the port',
  },
  {
    files: ['protocol-mismatch-http-11211/input.pcapng', 'protocol-mismatch-http-389/input.pcapng'],
    aspect: 'HTTP hosts',
    by: 'jamscope',
    lines: / (cache|ldap)\.corp\.example$/,
    count: 2,
    right: 'jamscope',
    reason: 'HTTP on the ports of memcached and LDAP, which tshark reads as those because of the port',
  },
  {
    files: ['ldap/simpleauth-diff-port.pcap'],
    aspect: 'protocols',
    by: 'jamscope',
    lines: /:32681 ldap$/,
    count: 1,
    right: 'jamscope',
    reason: 'LDAP on a port of its own choice, which tshark does not expect there',
  },
  {
    files: ['http/http-to-ssh.pcap'],
    aspect: 'protocols',
    by: 'tshark',
    lines: /:40896 ssh$/,
    count: 1,
    right: 'jamscope',
    reason: 'an HTTP request to port 22, which tshark reads as SSH because of the port',
  },
  {
    files: ['pcap/syslog.pcap'],
    aspect: 'protocols',
    by: 'jamscope',
    lines: /^tcp .*:52173 syslog$/,
    count: 1,
    right: 'jamscope',
    reason: 'a message of RFC 5424 on a port of its own choice, which tshark does not expect there',
  },
  {
    files: [
      'protocol-mismatch-ssh-443/input.pcapng',
      'protocol-mismatch-ssh-514/input.pcapng',
      'protocol-mismatch-ssh-2575/input.pcapng',
      'protocol-mismatch-ssh-3306/input.pcapng',
      'protocol-mismatch-ssh-5223/input.pcapng',
      'undocumented-port-ssh/input.pcapng',
    ],
    aspect: 'protocols',
    by: 'jamscope',
    lines: / ssh$/,
    count: 6,
    right: 'jamscope',
    reason: 'SSH on ports where tshark does not expect it, which is what these captures show',
  },
  {
    files: [
      'cleartext-mqtt-8883/input.pcapng',
      'undocumented-port-smtp/input.pcapng',
      'undocumented-port-syslog/input.pcapng',
    ],
    aspect: 'protocols',
    by: 'jamscope',
    lines: / (mqtt|smtp|syslog)$/,
    count: 3,
    right: 'jamscope',
    reason: 'MQTT, SMTP and syslog on ports where tshark does not expect them, which is what these captures show',
  },
  {
    files: ['protocol-mismatch-http-22/input.pcapng', 'protocol-mismatch-http-587/input.pcapng'],
    aspect: 'protocols',
    by: 'tshark',
    lines: / (ssh|smtp)$/,
    count: 2,
    right: 'jamscope',
    reason: 'HTTP on the ports of SSH and SMTP, which tshark reads as those because of the port',
  },
  {
    files: ['protocol-mismatch-http-22/input.pcapng', 'protocol-mismatch-http-587/input.pcapng'],
    aspect: 'HTTP hosts',
    by: 'jamscope',
    lines: / (mac17|mail)\.corp\.example$/,
    count: 2,
    right: 'jamscope',
    reason: 'HTTP on the ports of SSH and SMTP, which tshark reads as those because of the port',
  },
  {
    files: ['syslog-change-management/input.pcapng', 'syslog-octet-counting/input.pcapng'],
    aspect: 'protocols',
    by: 'jamscope',
    lines: /^tcp .*:514 syslog$/,
    count: 2,
    right: 'jamscope',
    reason: 'syslog on TCP 514, which tshark reads as the remote shell because of the port',
  },
  {
    files: ['syslog-tls/input.pcapng'],
    aspect: 'server names',
    by: 'jamscope',
    lines: /:514 logs\.corp\.example$/,
    count: 1,
    right: 'jamscope',
    reason: 'TLS on TCP 514, which tshark reads as the remote shell because of the port',
  },
  {
    files: ['syslog-tls/input.pcapng'],
    aspect: 'TLS versions',
    by: 'jamscope',
    lines: /:514 1\.2$/,
    count: 1,
    right: 'jamscope',
    reason: 'TLS on TCP 514, which tshark reads as the remote shell because of the port',
  },
  {
    files: ['syslog-tls/input.pcapng'],
    aspect: 'certificates',
    by: 'jamscope',
    lines: /:514 subject /,
    count: 2,
    right: 'jamscope',
    reason: 'TLS on TCP 514, which tshark reads as the remote shell because of the port',
  },
  {
    files: ['syslog-tls/input.pcapng'],
    aspect: 'JA3',
    by: 'jamscope',
    lines: /:514 /,
    count: 1,
    right: 'jamscope',
    reason: 'TLS on TCP 514, which tshark reads as the remote shell because of the port',
  },
  {
    files: ['pcap/netbios.pcap'],
    aspect: 'protocols',
    by: 'tshark',
    lines: /:1398 10\.0\.4\.24:139 smb$/,
    count: 1,
    right: 'jamscope',
    reason: 'a single byte that keeps TCP alive, to port 139, which tshark reads as NetBIOS because of the port',
  },
  {
    files: ['undocumented-port-afp/input.pcapng', 'undocumented-port-smb/input.pcapng'],
    aspect: 'protocols',
    by: 'jamscope',
    lines: /:(4450 smb|5480 afp)$/,
    count: 3,
    right: 'jamscope',
    reason: 'SMB and AFP on ports where tshark does not expect them, which is what these captures show',
  },
  {
    files: [
      'protocol-mismatch-http-139/input.pcapng',
      'protocol-mismatch-http-445/input.pcapng',
      'protocol-mismatch-http-548/input.pcapng',
    ],
    aspect: 'protocols',
    by: 'tshark',
    lines: /:(139 smb|445 smb|548 afp)$/,
    count: 3,
    right: 'jamscope',
    reason: 'HTTP on the ports of NetBIOS, SMB and AFP, which tshark reads as those because of the port',
  },
  {
    files: [
      'protocol-mismatch-http-139/input.pcapng',
      'protocol-mismatch-http-445/input.pcapng',
      'protocol-mismatch-http-548/input.pcapng',
    ],
    aspect: 'HTTP hosts',
    by: 'jamscope',
    lines: / files\.corp\.example$/,
    count: 3,
    right: 'jamscope',
    reason: 'HTTP on the ports of NetBIOS, SMB and AFP, which tshark reads as those because of the port',
  },
];
