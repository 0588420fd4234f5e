/** Flows from Jamf Pro to APNs that show a push certificate, or hide it, for the rules of `push/`. */
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { Observation } from '../../src/probe/registry.ts';
import type { Certificate } from '../../src/wire/x509.ts';
import { certificate, type Names } from './certificates.ts';
import { at, type FlowSketch, greeted, reached, seen } from './flow-facts.ts';

export const PUSH_ISSUER: Names = {
  ...{ C: 'US', O: 'Apple Inc.', OU: 'Apple Certification Authority' },
  CN: 'Apple Application Integration 2 Certification Authority',
};
export const UUID = '5f2c8a1e-7b3d-4c06-9e41-d80f6a2b1c73';
export const TOPIC = `com.apple.mgmt.External.${UUID}`;
/** The time at which captures of the detector tables begin. */
export const CAPTURED = Date.UTC(2026, 10, 21, 9);
const DAY = 86_400e3;

export const PROVIDER = { client: '10.20.5.10', server: '17.188.143.34', serverName: 'api.push.apple.com' };
/** As APNs asked in August 2020. */
const APPLE_ASKS = [
  'CN=Apple Root CA,OU=Apple Certification Authority,O=Apple Inc.,C=US',
  'CN=Apple Application Integration 2 Certification Authority,OU=Apple Certification Authority,O=Apple Inc.,C=US',
];

/** A push certificate with so many days left when the capture begins, issued a year before its end. */
export function pushCertificate(daysLeft: number, more: Partial<Certificate> = {}, subject?: Names): Certificate {
  const notAfter = CAPTURED + daysLeft * DAY;
  const names = subject ?? { C: 'US', CN: `APSP:${UUID}`, UID: TOPIC };
  const dates = { notBefore: notAfter - 365 * DAY, notAfter };
  const serial = `5a${daysLeft}`;
  const base = certificate(PUSH_ISSUER, names);
  return { ...base, ...dates, serial, sha256: `${serial}-${base.sha256}`, ...more };
}

export interface PushSketch extends FlowSketch {
  /** Whether the server names Apple's authorities in its request. */
  readonly appleAsks?: boolean;
}

const hello = (version: number) =>
  seen('tls-server-hello', 1, 0.04, { hello: { version, helloRetryRequest: false }, resumed: false });

/** The client's certificate under TLS 1.2, no more; none for an empty Certificate message. */
export function shown(chain: readonly Certificate[], appleAsks = true, start = 0): Observation[] {
  return [
    hello(0x0303),
    seen('tls-certificate-request', 1, start + 0.04, { request: { authorities: appleAsks ? APPLE_ASKS : [] } }),
    seen('tls-certificates', 0, start + 0.05, { certificates: chain, unreadable: 0 }),
  ];
}

/** APNs takes it. */
export function accepted(leaf: Certificate, { appleAsks, ...sketch }: PushSketch = {}): FlowFacts {
  return reached({ ...PROVIDER, protocol: 'tls', ...sketch, observations: shown([leaf], appleAsks, sketch.start) });
}

/** APNs answers with an alert; without a leaf the client has none. */
export function refusedWith(code: number, leaf?: Certificate, { appleAsks, ...sketch }: PushSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  const alert = seen('tls-alert', 1, start + 0.07, { level: 2, code });
  return greeted({
    ...PROVIDER,
    ...sketch,
    observations: [...shown(leaf === undefined ? [] : [leaf], appleAsks, start), alert],
  });
}

/** TLS 1.3: encrypted records of these lengths, 0 the client's, 1 the server's. */
export function sealed(records: readonly [from: 0 | 1, length: number][], sketch: FlowSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  const told = records.map(([from, length], index) =>
    seen('tls-protected-record', from, start + 0.05 + index / 1000, { recordType: 23, length, index }),
  );
  return greeted({
    ...PROVIDER,
    ...sketch,
    observations: [hello(0x0304), ...told],
    tcp: { fin: [at(start + 1), undefined], ...sketch.tcp },
  });
}

/** The server's flight, the client's certificate, verification and Finished, and the server's short answer. */
export const REFUSAL: readonly [0 | 1, number][] = [
  [1, 27],
  [1, 2400],
  [1, 69],
  [0, 1980],
  [0, 281],
  [0, 69],
  [1, 19],
];
