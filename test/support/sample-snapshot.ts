/**
 * A snapshot made by hand, with a finding of every rule: a test double for what comes after the engine (words, reports, screen).
 * It claims nothing about captures; addresses and names are chosen to read like a customer's site.
 */
import type { ServiceStatus } from '../../src/classify/vocabulary.ts';
import type { Confidence } from '../../src/detect/detector.ts';
import type { RuleParameters } from '../../src/detect/parameters.ts';
import { RULES, type Rule } from '../../src/detect/rules.ts';
import type { CaptureReport, FlowReport, ServiceReport, SummaryReport } from '../../src/engine/contract.ts';
import type { Finding, FindingScope, FlowIds, FlowRow, Snapshot } from '../../src/engine/snapshot.ts';

const SECOND = 1e9;
const BASE = Date.UTC(2026, 10, 20, 9, 0, 0);
const CLIENT = '10.20.0.15';
const clientOf = (server: string) => (server.includes(':') ? 'fd00:20::15' : CLIENT);

/** From `first` to `last`. */
export function flowIdsTo(last: number, first = 1): FlowIds {
  return {
    length: last - first + 1,
    at: (index) => first + index,
    indexOf: (id) => (id >= first && id <= last ? id - first : -1),
  };
}

/** RFC 3339 with microseconds, as an engine on a pcap would print. */
export function sampleTimestamp(time: number): string {
  const text = new Date(BASE + Math.floor(time / 1e6)).toISOString();
  return text.replace('Z', `${String(Math.floor(time / 1000) % 1000).padStart(3, '0')}Z`);
}

const PUSH_CERTIFICATE = {
  topic: 'com.apple.mgmt.External.5f2c8a1e-7b3d-4c06-9e41-d80f6a2b1c73',
  serial: '5a0011223344556677',
  notBefore: '2025-12-02T00:00:00Z',
  notAfter: '2026-12-02T00:00:00Z',
};

const LEAF = {
  subject: 'CN=jss.corp.example,O=Example Corp',
  issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
  sha256: '7c1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
};

/** Parameters of every rule. */
export const SAMPLE_PARAMETERS: RuleParameters = {
  'blocked/dns': {
    names: ['gdmf.apple.com', 'mdmenrollment.apple.com'],
    server: '10.20.0.1',
    outcome: 'block-page',
    answers: ['146.112.61.106'],
    extendedError: 'Blocked',
    product: 'Cisco Umbrella',
    queries: 6,
    reached: false,
  },
  'blocked/syn-unanswered': {
    tries: 6,
    triedSeconds: 15.4,
    waitedSeconds: 31.4,
    answeringPorts: [],
    clientReachesOthers: true,
    heard: true,
    signature: 'SYN → ∅',
  },
  'blocked/syn-reset': {
    claims: 'server',
    resets: 1,
    resetAfterMs: 0.83,
    rttMs: 18.2,
    resetHopLimit: 63,
    genuineHopLimit: 52,
    signature: 'SYN → RST+ACK',
    sender: 'middlebox',
    signals: ['too-soon', 'hop-limit'],
  },
  'blocked/icmp-prohibited': { router: '10.20.0.1', version: 4, type: 3, code: 13, fromServer: false },
  'blocked/icmp-unreachable': {
    ...{ router: '10.20.0.1', version: 4, type: 3, code: 1, what: 'host', fromServer: false, errors: 4 },
    signals: ['no-way', 'repeated'],
  },
  'blocked/udp-unanswered': {
    ...{ protocol: 'ntp', requests: 4, triedSeconds: 12.4, waitedSeconds: 20.1, refused: false, hearsOthers: true },
    signals: ['asked-again', 'hears-others'],
  },
  'blocked/return-path': {
    ...{
      tries: 4,
      answers: 6,
      triedSeconds: 8.1,
      waitedSeconds: 24,
      othersHear: true,
      signals: ['both-repeat', 'others-hear'],
    },
  },
  'blocked/idle-killed': {
    ...{ quietSeconds: 912, survivedSeconds: 240, by: 'client', resetAfterMs: 0.4, rttMs: 21, resetHopLimit: 64 },
    ...{ serverHopLimit: 51, worksAgain: true, signals: ['forged-reset'] },
  },
  'blocked/mtu-black-hole': {
    ...{
      lost: 'hello',
      tailOnly: false,
      helloBytes: 1787,
      segmentBytes: 1448,
      resent: 5,
      triedSeconds: 6.3,
      waitedSeconds: 12.7,
      postQuantum: true,
    },
    ...{ passedBytes: 517, largePassed: false, signals: ['tail-acknowledged', 'small-passes', 'repeated'] },
  },
  'blocked/handshake-silence': {
    missing: 'acknowledgement',
    protocol: 'ldap',
    resent: 4,
    bytesMissing: false,
    triedSeconds: 6.3,
    waitedSeconds: 12.7,
    signature: 'PSH+ACK → ∅',
  },
  'blocked/handshake-reset': {
    claims: 'server',
    resets: 2,
    resetAfterMs: 0.6,
    rttMs: 21,
    resetHopLimit: 63,
    genuineHopLimit: 47,
    signature: 'SYN; ACK → RST+ACK; RST+ACK',
    sender: 'middlebox',
    signals: ['too-soon', 'hop-limit', 'burst'],
    answeringPorts: [],
  },
  'blocked/client-hello-dropped': {
    resent: 5,
    triedSeconds: 6.3,
    waitedSeconds: 12.7,
    helloBytes: 1787,
    answeredNames: ['www.icloud.com'],
    signature: 'PSH+ACK → ∅',
  },
  'blocked/client-hello-silence': {
    closed: false,
    waitedSeconds: 30.1,
    helloBytes: 517,
    answeredNames: [],
    signature: 'PSH+ACK → ∅',
  },
  'blocked/client-hello-reset': {
    claims: 'server',
    resets: 2,
    resetAfterMs: 1.1,
    rttMs: 21,
    resetHopLimit: 63,
    genuineHopLimit: 47,
    signature: 'PSH+ACK → RST = RST',
    sender: 'middlebox',
    signals: ['late-answer', 'too-soon', 'hop-limit'],
    answeredNames: [],
  },
  'blocked/reset-after-data': {
    claims: 'server',
    resets: 1,
    resetAfterMs: 0.4,
    resetHopLimit: 63,
    genuineHopLimit: 47,
    signature: 'PSH+ACK; Data → RST+ACK',
    sender: 'middlebox',
    signals: ['hop-limit'],
    stage: 'later',
    protocol: 'tls',
    bytes: [2113, 48_220],
    afterSeconds: 14.2,
  },
  'blocked/proxy-refused': {
    ...{ method: 'CONNECT', host: '1-courier.push.apple.com', port: 5223, answer: '403 Forbidden' },
    ...{ reason: 'ERR_ACCESS_DENIED 0', allowedPorts: [443], allowedHosts: [] },
  },
  'blocked/proxy-authentication': {
    ...{ method: 'CONNECT', host: 'acme.jamfcloud.com', port: 443, answer: '407 Proxy Authentication Required' },
    ...{ schemes: ['Negotiate', 'NTLM'], challenges: 4, allowedHosts: [], loginHosts: ['www.example.com'] },
  },
  'blocked/proxy-error': {
    ...{ method: 'CONNECT', host: 'acme.jamfcloud.com', port: 443, answer: '503 Service Unavailable' },
    ...{ reason: 'ERR_DNS_FAIL 0', how: 'answered', waitedSeconds: 5.1, allowedHosts: [] },
  },
  'blocked/block-page': {
    ...{ host: 'swcdn.apple.com', status: 403, marks: ['filter-title'], title: 'Web Filter Violation' },
    product: 'Fortinet FortiGate',
  },
  'blocked/captive-portal': {
    ...{ host: 'captive.apple.com', status: 302, marks: ['sent-away'] },
    leadsTo: 'https://login.guest.example/?from=captive.apple.com',
  },
  'blocked/apns-fallback': { blockedPort: 5223, workingPort: 443, how: 'unanswered' },
  'inspection/known-vendor': {
    vendor: 'Zscaler',
    issuer: 'CN=Zscaler Intermediate Root CA (zscalerthree.net) (t),OU=Zscaler Inc.,O=Zscaler Inc.,ST=California,C=US',
    matched: 'O=Zscaler Inc.',
    subject: 'CN=*.jamfcloud.com,O=Zscaler Inc.',
    sha256: '5f1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
  },
  'inspection/unexpected-issuer': {
    issuer: 'CN=Example Corp Web Gateway CA,O=Example Corp',
    subject: 'CN=iprofiles.apple.com',
    sha256: '00aa11bb22cc33dd44ee55ff66aa77bb88cc99dd00ee11ff22aa33bb44cc55dd',
    expected: 'Apple Inc.',
    sharedWith: ['login.microsoftonline.com', 'acme.jamfcloud.com'],
    signals: ['conclusive shared-issuer', 'strong foreign-issuer', 'weak no-timestamps'],
  },
  'inspection/shared-issuer': {
    issuer: 'CN=Example Corp Web Gateway CA,O=Example Corp',
    hosts: ['acme.jamfcloud.com', 'iprofiles.apple.com', 'www.example.com'],
    documented: ['acme.jamfcloud.com', 'iprofiles.apple.com'],
    owners: 3,
  },
  'inspection/alpn-stripped': {
    offered: ['h2'],
    signals: ['moderate documented-protocol', 'moderate foreign-issuer'],
  },
  'inspection/downgrade': { offered: '1.3', tlsVersion: '1.2', signals: ['strong sentinel', 'moderate aborted'] },
  'inspection/redirected': { network: 'private network', answeredBy: 'unknown' },
  'inspection/agent-on-device': {
    agent: 'Zscaler Client Connector',
    process: 'ZscalerTunnel',
    pids: [733],
    actsFor: [],
    toldBy: 'pktap-1',
  },
  'inspection/client-rejected': {
    how: 'encrypted-alert',
    tlsVersion: '1.3',
    refusals: 4,
    successes: 0,
    workingNames: ['www.example.com'],
    acceptedBy: [],
    signals: ['strong sealed-alert', 'strong repeated', 'strong selective', 'weak late-answer'],
  },
  'trust/client-rejected': {
    how: 'alert',
    reason: 'authority',
    alertCode: 48,
    alertName: 'unknown_ca',
    tlsVersion: '1.2',
    subject: 'CN=jss.corp.example,O=Example Corp',
    issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
    notBefore: '2026-09-23T00:00:00Z',
    notAfter: '2027-09-23T00:00:00Z',
    sha256: '7c1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
    names: ['jss.corp.example'],
    selfSigned: false,
    refusals: 3,
    successes: 0,
    workingNames: ['www.example.org'],
    acceptedBy: [],
  },
  'trust/certificate-expired': {
    subject: 'CN=jss.corp.example,O=Example Corp',
    issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
    notBefore: '2025-10-19T00:00:00Z',
    notAfter: '2026-10-19T00:00:00Z',
    sha256: '7c1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
    standing: 'expired',
    isServers: true,
    days: 32,
    reaction: 'refused',
    how: 'alert',
    alertCode: 45,
    alertName: 'certificate_expired',
  },
  'trust/clock': {
    subject: 'CN=jss.corp.example,O=Example Corp',
    issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
    notBefore: '2026-09-23T00:00:00Z',
    notAfter: '2027-09-23T00:00:00Z',
    sha256: '7c1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
    how: 'alert',
    alertCode: 42,
    alertName: 'bad_certificate',
    tlsVersion: '1.2',
    aheadSeconds: -69_120_000,
    refusals: 3,
    acceptedBy: ['10.20.0.99'],
    alike: [],
  },
  'trust/client-certificate-refused': {
    subject: 'CN=jim.corp.example,O=Example Corp',
    issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
    notBefore: '2025-10-19T00:00:00Z',
    notAfter: '2026-10-19T00:00:00Z',
    sha256: '7c1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
    how: 'alert',
    reason: 'dates',
    alertCode: 45,
    alertName: 'certificate_expired',
    tlsVersion: '1.2',
    authorities: ['CN=JSS Built-in Certificate Authority Root,O=Example Corp,C=US'],
    refusals: 3,
    successes: 0,
  },
  'ports/undocumented-port': { port: 8444, documented: ['TCP 443', 'TCP 8443'], protocol: 'tls' },
  'ports/protocol-mismatch': { port: 443, expected: ['tls'], protocol: 'ssh' },
  'ports/retired': {
    port: 2195,
    retiredSince: '2021-03-31',
    replacement: 'the HTTP/2 provider API (api.push.apple.com, TCP 443 or 2197)',
    answered: false,
  },
  'ports/cleartext': { port: 8443, protocol: 'http', statuses: [200] },
  'ports/unexpected-destination': { network: 'private network', documented: [] },
  'ports/discouraged': { port: 389, protocol: 'ldap', reason: 'simple-bind', instead: ['TCP 636'] },
  'ports/configurable': { port: 3575, suggested: ['TCP 2575'], protocol: 'hl7' },
  'push/certificate-expired': {
    ...PUSH_CERTIFICATE,
    notAfter: '2026-11-15T00:00:00Z',
    state: 'expired',
    days: 5,
    ...{ alertCode: 45, alertName: 'certificate_expired', appleAsks: true, refusals: 4, successes: 0 },
  },
  'push/certificate-expiring': { ...PUSH_CERTIFICATE, daysLeft: 12 },
  'push/certificate-rejected': {
    ...{ how: 'sealed', tlsVersion: '1.3', appleAsks: false, refusals: 4, successes: 0 },
  },
  'push/mixed-certificates': {
    topics: [PUSH_CERTIFICATE.topic, PUSH_CERTIFICATE.topic],
    serials: ['5a0011223344556677', '5a8899aabbccddeeff'],
    notBefore: ['2025-12-02T00:00:00Z', '2026-11-18T00:00:00Z'],
    notAfter: ['2026-12-02T00:00:00Z', '2027-11-18T00:00:00Z'],
    presentedBy: ['10.20.5.10', '10.20.5.11'],
    sameTopic: true,
    oldExpired: false,
  },
  'push/wrong-certificate': {
    fault: 'issuer',
    subject: 'CN=jamf.corp.example,O=Example Corp',
    issuer: 'CN=Example Corp Issuing CA 2,O=Example Corp',
    serial: '5a42424242',
    tlsVersion: '1.2',
    ...{ alertCode: 48, alertName: 'unknown_ca', appleAsks: true, refusals: 3, successes: 0 },
  },
  'tls-floor/version': { version: '1.0', offered: '1.3' },
  'tls-floor/cipher-suite': { suite: 'TLS_RSA_WITH_AES_256_CBC_SHA', lacks: 'forward-secrecy' },
  'tls-floor/extended-master-secret': { suite: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
  'tls-floor/certificate-key': { ...LEAF, keyType: 'RSA', keyBits: 1024, least: 2048 },
  'tls-floor/certificate-signature': { ...LEAF, algorithm: 'sha1WithRSAEncryption' },
  'tls-floor/cleartext': { port: 8443, protocol: 'http' },
  'capture/truncated': { inputs: ['office/wifi-2.pcapng'] },
  'capture/one-sided': { flows: 310, oneSided: 21 },
  'capture/mid-stream': { flows: 310, midStream: 9 },
  'capture/lossy': { share: 0.124, missingBytes: 2_480_120, flows: 310, holed: 44 },
  'capture/snaplen-cut': { packets: 1200, cut: 640, cutTo: 256 },
  'capture/dropped-by-kernel': {
    packets: 9880,
    lost: 120,
    inputs: ['office/wifi-2.pcapng'],
    lostOf: [120],
    refused: 3,
    places: ['tcp_input:1412'],
  },
};

interface Sample {
  readonly confidence: Confidence;
  readonly services: readonly string[];
  readonly servers: readonly string[];
  readonly ports: readonly number[];
  readonly serverNames: readonly string[];
  readonly flows: readonly number[];
  readonly count?: number;
}

const NOWHERE = { servers: [], ports: [], serverNames: [], services: [] };
const APNS = { services: ['managed-device-apns'], ports: [5223] };
const TENANT = { services: ['managed-device-jamf-pro'], serverNames: ['acme.jamfcloud.com'] };
const ON_PREM = {
  services: ['managed-device-jamf-pro'],
  servers: ['10.20.5.10'],
  ports: [8443],
  serverNames: ['jss.corp.example'],
};
const PROVIDER = {
  ...{ services: ['jamf-pro-apns'], servers: ['17.188.143.34'], ports: [443], serverNames: ['api.push.apple.com'] },
};
const COURIER = ['1-courier.push.apple.com'];

const SAMPLES: Readonly<Record<Rule, Sample>> = {
  'blocked/dns': {
    ...{ confidence: 'conclusive', services: ['apple-device-management'], flows: [1] },
    ...{ servers: ['10.20.0.1'], ports: [53], serverNames: [] },
  },
  'blocked/syn-unanswered': {
    ...APNS,
    ...{ confidence: 'strong', servers: ['17.57.144.20'], serverNames: COURIER, flows: [2, 3], count: 212 },
  },
  'blocked/syn-reset': { ...APNS, confidence: 'strong', servers: ['17.57.144.84'], serverNames: [], flows: [4] },
  'blocked/icmp-prohibited': {
    ...{ confidence: 'conclusive', services: ['apple-device-management'], flows: [5] },
    ...{ servers: ['17.253.5.1'], ports: [443], serverNames: ['gdmf.apple.com'] },
  },
  'blocked/icmp-unreachable': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [15] },
  'blocked/udp-unanswered': {
    ...{ confidence: 'strong', services: ['apple-device-management'], flows: [15] },
    ...{ servers: ['17.253.14.125'], ports: [123], serverNames: ['time.apple.com'] },
  },
  'blocked/return-path': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [16] },
  'blocked/idle-killed': { ...APNS, confidence: 'strong', servers: ['17.57.144.20'], serverNames: COURIER, flows: [2] },
  'blocked/mtu-black-hole': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [16] },
  'blocked/handshake-silence': {
    ...{ confidence: 'strong', services: ['jamf-pro-ldap'], flows: [21] },
    ...{ servers: ['10.30.0.5'], ports: [389], serverNames: ['dc1.corp.example'] },
  },
  'blocked/handshake-reset': { ...APNS, confidence: 'strong', servers: ['17.57.144.84'], serverNames: [], flows: [22] },
  'blocked/client-hello-dropped': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [6] },
  'blocked/client-hello-silence': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [23] },
  'blocked/client-hello-reset': {
    ...{ confidence: 'conclusive', services: ['apple-device-management'], flows: [7] },
    ...{ servers: ['2620:149:a44::20'], ports: [443], serverNames: ['deviceenrollment.apple.com'] },
  },
  'blocked/reset-after-data': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [24] },
  'blocked/proxy-refused': {
    ...{ services: ['managed-device-apns'], ports: [3128], confidence: 'conclusive', flows: [1] },
    ...{ servers: ['10.20.0.8'], serverNames: COURIER },
  },
  'blocked/proxy-authentication': {
    ...{ ...TENANT, confidence: 'strong', servers: ['10.20.0.9'], ports: [8080], flows: [3] },
  },
  'blocked/proxy-error': { ...TENANT, confidence: 'conclusive', servers: ['10.20.0.8'], ports: [3128], flows: [4] },
  'blocked/block-page': {
    ...{ confidence: 'strong', services: ['apple-software-update'], flows: [5] },
    ...{ servers: ['17.253.17.201'], ports: [80], serverNames: ['swcdn.apple.com'] },
  },
  'blocked/captive-portal': {
    ...{ confidence: 'strong', services: ['apple-device-setup'], flows: [6] },
    ...{ servers: ['17.253.17.210'], ports: [80], serverNames: ['captive.apple.com'] },
  },
  'blocked/apns-fallback': {
    ...{ confidence: 'strong', services: ['managed-device-apns'], flows: [2, 8] },
    ...{ servers: ['17.57.144.20', '17.57.144.21'], ports: [5223, 443], serverNames: COURIER },
  },
  'inspection/known-vendor': { ...TENANT, confidence: 'conclusive', servers: ['52.1.2.3'], ports: [443], flows: [9] },
  'inspection/unexpected-issuer': {
    ...{ confidence: 'conclusive', services: ['apple-device-management'], flows: [10] },
    ...{ servers: ['17.248.1.9'], ports: [443], serverNames: ['iprofiles.apple.com'] },
  },
  'inspection/agent-on-device': {
    ...{ confidence: 'strong', services: ['apple-device-management'], flows: [11] },
    ...{ servers: ['17.248.1.9'], ports: [443], serverNames: ['iprofiles.apple.com'] },
  },
  'inspection/client-rejected': {
    ...{ confidence: 'strong', services: ['managed-device-apns'], flows: [11] },
    ...{ servers: ['17.57.144.22'], ports: [443], serverNames: ['2-courier.push.apple.com'] },
  },
  'inspection/shared-issuer': {
    ...{ confidence: 'conclusive', services: ['apple-device-management'], flows: [10] },
    ...{
      servers: ['17.248.1.9', '203.0.113.80'],
      ports: [443],
      serverNames: ['iprofiles.apple.com', 'www.example.com'],
    },
  },
  'inspection/alpn-stripped': {
    ...{ confidence: 'strong', services: ['managed-device-apns'], flows: [12] },
    ...{ servers: ['17.188.143.34'], ports: [443], serverNames: ['api.push.apple.com'] },
  },
  'inspection/downgrade': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [443], flows: [9] },
  'inspection/redirected': {
    ...{ confidence: 'strong', services: ['managed-device-apns'], flows: [13] },
    ...{ servers: ['10.20.0.90'], ports: [5223], serverNames: ['2-courier.push.apple.com'] },
  },
  'trust/client-rejected': { ...ON_PREM, confidence: 'strong', flows: [16] },
  'trust/certificate-expired': { ...ON_PREM, confidence: 'conclusive', flows: [9] },
  'trust/clock': { ...ON_PREM, confidence: 'strong', flows: [10] },
  'trust/client-certificate-refused': { ...ON_PREM, confidence: 'conclusive', flows: [11] },
  'ports/undocumented-port': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [8444], flows: [12] },
  'ports/protocol-mismatch': { ...TENANT, confidence: 'conclusive', servers: ['52.1.2.3'], ports: [443], flows: [13] },
  'ports/retired': {
    ...{ confidence: 'conclusive', services: ['jamf-pro-apns-binary'], flows: [14] },
    ...{ servers: ['17.188.128.9'], ports: [2195], serverNames: ['gateway.push.apple.com'] },
  },
  'ports/cleartext': { ...TENANT, confidence: 'strong', servers: ['52.1.2.3'], ports: [8443], flows: [17] },
  'ports/unexpected-destination': {
    ...{ confidence: 'strong', services: ['apple-software-update'], flows: [18] },
    ...{ servers: ['10.20.0.80'], ports: [443], serverNames: ['swscan.apple.com'] },
  },
  'ports/discouraged': {
    ...{ confidence: 'strong', services: ['jamf-pro-ldap'], flows: [19] },
    ...{ servers: ['10.30.0.5'], ports: [389], serverNames: ['dc1.corp.example'] },
  },
  'ports/configurable': {
    ...{ confidence: 'strong', services: ['healthcare-listener-hl7'], flows: [20] },
    ...{ servers: ['10.30.0.9'], ports: [3575], serverNames: [] },
  },
  'push/certificate-expired': { ...PROVIDER, confidence: 'conclusive', flows: [14] },
  'push/certificate-expiring': { ...PROVIDER, confidence: 'strong', flows: [17] },
  'push/certificate-rejected': { ...PROVIDER, confidence: 'strong', flows: [18] },
  'push/mixed-certificates': { ...PROVIDER, confidence: 'strong', flows: [19] },
  'push/wrong-certificate': { ...PROVIDER, confidence: 'strong', flows: [20] },
  'tls-floor/version': { ...ON_PREM, confidence: 'strong', flows: [1] },
  'tls-floor/cipher-suite': { ...ON_PREM, confidence: 'strong', flows: [4] },
  'tls-floor/extended-master-secret': { ...ON_PREM, confidence: 'strong', flows: [5] },
  'tls-floor/certificate-key': { ...ON_PREM, confidence: 'strong', flows: [6] },
  'tls-floor/certificate-signature': { ...ON_PREM, confidence: 'strong', flows: [7] },
  'tls-floor/cleartext': { ...ON_PREM, confidence: 'strong', flows: [8] },
  'capture/truncated': { ...NOWHERE, confidence: 'conclusive', flows: [] },
  'capture/one-sided': { ...NOWHERE, confidence: 'conclusive', flows: [] },
  'capture/mid-stream': { ...NOWHERE, confidence: 'conclusive', flows: [] },
  'capture/lossy': { ...NOWHERE, confidence: 'conclusive', flows: [] },
  'capture/snaplen-cut': { ...NOWHERE, confidence: 'conclusive', flows: [] },
  'capture/dropped-by-kernel': { ...NOWHERE, confidence: 'conclusive', flows: [] },
};

export const SAMPLE_RULES = Object.keys(RULES) as Rule[];

/** Those of the sample that reports and screens are tried on: enough of each kind, and a new rule changes none of them. */
const SHOWN_RULES: readonly Rule[] = [
  'blocked/dns',
  'blocked/syn-unanswered',
  'blocked/syn-reset',
  'blocked/icmp-prohibited',
  'blocked/client-hello-dropped',
  'blocked/client-hello-reset',
  'blocked/apns-fallback',
  'inspection/known-vendor',
  'inspection/unexpected-issuer',
  'inspection/client-rejected',
  'ports/undocumented-port',
  'ports/protocol-mismatch',
  'ports/cleartext',
  'ports/unexpected-destination',
  'ports/retired',
  'ports/discouraged',
  'ports/configurable',
  'capture/truncated',
  'capture/one-sided',
  'capture/mid-stream',
];

/** The finding of one rule, with parameters or scope changed where a test wants it. */
export function sampleFinding<R extends Rule>(
  rule: R,
  parameters: Partial<RuleParameters[R]> = {},
  scope: Partial<FindingScope> = {},
): Finding {
  const sample = SAMPLES[rule];
  const index = SHOWN_RULES.includes(rule) ? SHOWN_RULES.indexOf(rule) : SHOWN_RULES.length;
  const known = sample.servers.length > 0;
  return {
    id: `F${index + 1}`,
    key: `${rule}:${sample.services.join('+')}`,
    rule,
    severity: RULES[rule],
    confidence: sample.confidence,
    state: 'final',
    parameters: { ...SAMPLE_PARAMETERS[rule], ...parameters },
    services: sample.services,
    flows: sample.flows,
    count: sample.count ?? Math.max(1, sample.flows.length),
    firstTime: index * 2.5 * SECOND,
    lastTime: index * 2.5 * SECOND + 31.4 * SECOND,
    frames: sample.flows.flatMap((id) => [0, 4, 9].map((more) => ({ input: 0, frame: 10 * id + more, time: 0 }))),
    scope: {
      transport: !known ? undefined : rule === 'blocked/dns' || rule === 'blocked/udp-unanswered' ? 'udp' : 'tcp',
      clients: known ? [clientOf(sample.servers[0])] : [],
      servers: sample.servers,
      ports: sample.ports,
      serverNames: sample.serverNames,
      ...scope,
    },
  };
}

const SERVICES: readonly [ref: string, id: string, title: string, status: ServiceStatus, flows: number][] = [
  ['S5', 'jamf-pro-apns-binary', 'Jamf Pro to APNs (binary protocol)', 'misconfigured', 1],
  ['S14', 'jamf-pro-ldap', 'Jamf Pro to LDAP or domain controller', 'not-observed', 0],
  ['S15', 'jamf-pro-smtp', 'Jamf Pro to mail gateway', 'not-observed', 0],
  ['S21', 'managed-device-jamf-pro', 'Managed devices to Jamf Pro', 'intercepted', 12],
  ['S22', 'managed-device-apns', 'Managed devices to APNs', 'degraded', 216],
  ['S38', 'healthcare-listener-hl7', 'HL7 interface to the Healthcare Listener', 'healthy', 1],
  ['A:device-management', 'apple-device-management', 'Apple device management and enrolment', 'blocked', 6],
  ['A:software-update', 'apple-software-update', 'Apple software update', 'healthy', 38],
  ['A:device-setup', 'apple-device-setup', 'Apple device setup', 'resolved-only', 0],
];

function sampleServices(findings: readonly Finding[]): ServiceReport[] {
  return SERVICES.map(([ref, id, title, status, flows]) => ({
    id,
    ref,
    title,
    source: ref.startsWith('S')
      ? `Jamf: Network Ports Used by Jamf Pro, row ${ref}`
      : 'Apple 101555: Use Apple products on enterprise networks',
    status,
    flows,
    findings: findings.filter((finding) => finding.services.includes(id)).map((finding) => finding.id),
  }));
}

function sampleFlow(id: number, findings: readonly Finding[]): FlowReport {
  const finding = findings.find((one) => one.flows.includes(id));
  const scope = finding?.scope;
  const first = { input: 0, frame: 10 * id };
  const firstTime = sampleTimestamp(id * SECOND);
  const name = scope?.serverNames[0];
  return {
    id,
    transport: scope?.transport ?? 'tcp',
    originator: { address: scope?.clients[0] ?? CLIENT, port: 50_000 + id },
    responder: {
      address: scope?.servers[0] ?? '17.253.5.1',
      port: scope?.ports[0] ?? 443,
      ...(name === undefined ? {} : { name, nameFrom: 'sni' as const }),
    },
    first,
    last: { input: 0, frame: 10 * id + 9 },
    firstTime,
    lastTime: sampleTimestamp((id + 31) * SECOND),
    packets: { originator: 6, responder: 0 },
    bytes: { originator: 0, responder: 0 },
    connState: 'S0',
    history: 'S',
    communityId: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
    retransmissions: { originator: 5, responder: 0 },
    steps: [{ name: 'syn', from: 'originator', at: first, time: firstTime, bytes: 0 }],
    protocol: 'unknown',
    ...(name === undefined ? {} : { serverName: name }),
    services: [...(finding?.services ?? [])],
    basis: 'attempt',
    verdict: finding === undefined ? 'ok' : 'blocked',
    findings: findings.filter((one) => one.flows.includes(id)).map((one) => one.id),
  };
}

const CAPTURE: CaptureReport = {
  inputs: [
    {
      ...{ path: 'office/wifi-1.pcapng', format: 'pcapng', compression: 'gzip', linkTypes: ['ethernet'] },
      ...{ packets: 120_400, bytes: 98_234_111, dropped: 0, complete: true, problems: [] },
    },
    {
      ...{ path: 'office/wifi-2.pcapng', format: 'pcapng', compression: 'none', linkTypes: ['ethernet'] },
      ...{ packets: 812, bytes: 104_332, complete: false },
      problems: [{ code: 'cut-record', message: 'the file ends within a packet', frame: 812, offset: 104_332 }],
    },
  ],
  packets: 121_212,
  bytes: 98_338_443,
  firstTime: sampleTimestamp(0),
  lastTime: sampleTimestamp(312 * SECOND),
  durationSeconds: 312,
  undecodedPackets: 3,
  duplicatePackets: 0,
  anomalies: [{ code: 'malformed-packet', count: 3, first: { input: 0, frame: 77 } }],
  limits: ['truncated'],
  timeline: { stepSeconds: 60, flows: [80, 60, 70, 50, 50], failures: [3, 2, 4, 2, 3], bytes: [1, 2, 3, 4, 5] },
};

function sampleSummary(findings: readonly Finding[]): SummaryReport {
  const counted = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    verdict: findings.length > 0 ? 'problems' : 'clean',
    flows: 310,
    jamfFlows: 273,
    flowsOmitted: 12,
    findings: { error: counted('error'), warning: counted('warning'), info: counted('info') },
  };
}

const SEVERITY_ORDER = ['error', 'warning', 'info'];

/** These findings, worst first, over the same flows and services. */
export function sampleSnapshot(
  findings: readonly Finding[] = SHOWN_RULES.map((rule) => sampleFinding(rule)),
  changes: Partial<Snapshot> = {},
): Snapshot {
  const ordered = [...findings]
    .sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity))
    .map((finding, index) => ({ ...finding, id: `F${index + 1}` }));
  // The last one is free of findings.
  const flows = Array.from({ length: 30 }, (_, index) => sampleFlow(index + 1, ordered));
  return {
    version: 1,
    capture: CAPTURE,
    summary: sampleSummary(ordered),
    hosts: [
      { address: CLIENT, names: [], roles: [{ role: 'managed-device', inferred: true, reason: 'contacts APNs' }] },
    ],
    services: sampleServices(ordered),
    findings: ordered,
    flowCount: flows.length,
    flowIds: flowIdsTo(flows.length),
    row: (id) => sampleRow(flows[id - 1]),
    flowsOf: ({ flows: shown }) => shown,
    isOpen: () => false,
    isReported: (id) => flows[id - 1] !== undefined,
    flow: (id) => flows[id - 1],
    reportedFlows: (all) => (all ? flows : flows.filter((flow) => flow.findings.length > 0)),
    timestamp: sampleTimestamp,
    ...changes,
  };
}

function sampleRow(flow: FlowReport): FlowRow {
  return {
    id: flow.id,
    transport: flow.transport,
    originatorAddress: flow.originator.address,
    originatorPort: flow.originator.port,
    responderAddress: flow.responder.address,
    responderPort: flow.responder.port,
    serverName: flow.serverName,
    process: flow.process?.name,
    protocol: flow.protocol,
    connState: flow.connState,
    services: flow.services,
    verdict: flow.verdict,
    packets: flow.packets.originator + flow.packets.responder,
    bytes: flow.bytes.originator + flow.bytes.responder,
    firstTime: flow.id * SECOND,
    lastTime: (flow.id + 31) * SECOND,
    open: false,
  };
}
