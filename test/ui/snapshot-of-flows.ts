/** A made-up snapshot of any number of flows. As the engine's, it answers `row` with one object that it reuses. */
import type { FlowReport } from '../../src/engine/contract.ts';
import type { FlowRow, Snapshot } from '../../src/engine/snapshot.ts';
import { flowIdsTo, sampleSnapshot, sampleTimestamp } from '../support/sample-snapshot.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const VERDICTS = ['unrelated', 'ok', 'unrelated', 'blocked', 'unrelated', 'undecided', 'ok', 'misplaced'] as const;
const NAMES = ['1-courier.push.apple.com', 'acme.jamfcloud.com', undefined, 'gdmf.apple.com', 'www.example.com'];
const SERVICES = [['managed-device-apns'], ['managed-device-jamf-pro'], [], ['apple-device-management'], []];
const PORTS = [5223, 443, 53, 443, 8443];
const PROTOCOLS = ['unknown', 'tls', 'dns', 'tls', 'http'];

/** Scrambles an id to 0…2³²-1, so that no order of the flows is the order of arrival (a step of Knuth's multiplicative hash). */
function scrambled(id: number): number {
  return Math.imul(id, 2_654_435_761) >>> 0;
}

/** `changed` alters a row, by id. */
export function snapshotOfFlows(
  count: number,
  changes: Partial<Snapshot> = {},
  changed: (row: Writable<FlowRow>) => void = () => {},
): Snapshot {
  const reused = {} as Writable<FlowRow>;
  const row = (id: number): FlowRow => {
    const mixed = scrambled(id);
    const kind = mixed % NAMES.length;
    Object.assign(reused, {
      id,
      transport: kind === 2 ? 'udp' : 'tcp',
      originatorAddress: `10.20.${(mixed >> 8) & 15}.${mixed & 255}`,
      originatorPort: 49_152 + (mixed % 16_384),
      responderAddress: kind === 4 ? `2620:149:a44::${(mixed & 4095).toString(16)}` : `17.57.${(mixed >> 4) & 255}.20`,
      responderPort: PORTS[kind],
      serverName: NAMES[kind],
      process: undefined,
      protocol: PROTOCOLS[kind],
      connState: kind === 0 ? 'S0' : 'SF',
      services: SERVICES[kind],
      verdict: VERDICTS[mixed % VERDICTS.length],
      packets: (mixed % 9000) + 1,
      bytes: (mixed % 997) ** 2,
      firstTime: id * 2.5e6,
      lastTime: id * 2.5e6 + (mixed % 9000) * 1e6,
      open: mixed % 40 === 5,
    } satisfies FlowRow);
    changed(reused);
    return reused;
  };
  return sampleSnapshot(undefined, {
    flowCount: count,
    flowIds: flowIdsTo(count),
    summary: { ...sampleSnapshot().summary, flows: count },
    row,
    flow: (id) => flowReport(row(id)),
    ...changes,
  });
}

const BROKEN = (at: FlowReport['first']) => ({ step: 'data-resent', at, rule: 'blocked/client-hello-dropped' });

/** All that can be known of a flow, with every optional part, so that a detail shows each of its lines. */
function flowReport(row: FlowRow): FlowReport {
  const at = (more: number) => ({ input: 0, frame: 10 * row.id + more });
  const time = (more: number) => sampleTimestamp(row.firstTime + more * 1e6);
  const name = row.serverName === undefined ? {} : { name: row.serverName, nameFrom: 'sni' as const };
  return {
    id: row.id,
    transport: row.transport,
    originator: { address: row.originatorAddress, port: row.originatorPort, role: 'managed-device' },
    responder: { address: row.responderAddress, port: row.responderPort, ...name },
    first: at(0),
    last: at(9),
    firstTime: time(0),
    lastTime: sampleTimestamp(row.lastTime),
    packets: { originator: row.packets, responder: 1 },
    bytes: { originator: row.bytes, responder: 4096 },
    connState: row.connState,
    history: 'ShAdDaFf',
    communityId: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
    rttMs: 18.2,
    retransmissions: { originator: 2, responder: 0 },
    steps: [
      { name: 'syn', from: 'originator', at: at(0), time: time(0), bytes: 0 },
      { name: 'syn-ack', from: 'responder', at: at(1), time: time(18), bytes: 0 },
      { name: 'client-hello', from: 'originator', at: at(3), time: time(19), bytes: 517 },
      { name: 'data-resent', from: 'originator', at: at(4), time: time(3019), bytes: 0 },
    ],
    ...(row.verdict === 'blocked' ? { failedAt: BROKEN(at(4)) } : {}),
    protocol: row.protocol,
    ...(row.serverName === undefined ? {} : { serverName: row.serverName }),
    process: { name: 'apsd', pid: 341 },
    tls: {
      version: '1.2',
      clientVersions: ['1.3', '1.2'],
      alpnOffered: ['apns-security-v3', 'apns-pack-v1'],
      alpn: 'apns-security-v3',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      serverName: row.serverName ?? null,
      ja3: '773906b0efdefa24a7f2b8eb6985bf37',
      ja4: 't13d2014h2_a09f3c656075_14788d8d241b',
      resumed: false,
      via: 'http-connect',
      certificates: [
        {
          subject: 'CN=courier.push.apple.com,O=Apple Inc.',
          issuer: 'CN=Zscaler Intermediate Root CA,O=Zscaler Inc.',
          notBefore: '2026-01-01T00:00:00Z',
          notAfter: null,
          sans: ['courier.push.apple.com', '*.push.apple.com'],
          sha256: '5f1d0c4a6f0b7e0f7b2f86d1a2c3b4d5e6f708192a3b4c5d6e7f8091a2b3c4d5',
        },
      ],
      alerts: [{ from: 'originator', level: 'fatal', code: 48, name: 'unknown_ca', at: at(6) }],
    },
    dns: {
      queries: [
        { name: 'gdmf.apple.com', type: 'A', code: 'NXDOMAIN', extendedError: 'Blocked', answers: [] },
        { name: 'gdmf.apple.com', type: 'AAAA', code: null, answers: [] },
      ],
      omitted: 3,
    },
    http: { requests: [{ method: 'GET', host: 'init-p01st.push.apple.com', path: '/bag', status: 403, at: at(5) }] },
    services: [...row.services],
    basis: 'content',
    verdict: row.verdict,
    findings: row.verdict === 'blocked' ? ['F2'] : [],
  };
}
