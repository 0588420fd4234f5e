/** A server of the customer's own as detectors hear of it: Jamf Pro on premises, declared, on 8443. */
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { Observation } from '../../src/probe/registry.ts';
import type { Certificate } from '../../src/wire/x509.ts';
import { certificate, type Names } from './certificates.ts';
import { at, type FlowSketch, greeted, reached, seen } from './flow-facts.ts';

export const JSS = 'jss.corp.example';
export const JSS_ADDRESS = '10.20.5.10';
export const PRIVATE_ISSUER: Names = { C: 'US', O: 'Example Corp', CN: 'JSS Built-in Certificate Authority' };
const SITE = [{ role: 'jamf-pro', host: JSS }] as const;
const OWN: FlowSketch = { server: JSS_ADDRESS, port: 8443, serverName: JSS, nameFrom: 'sni', site: SITE as never };

/** For `jss.corp.example`, in its dates from September 2026 to September 2027. */
export function ownCertificate(more: Partial<Certificate> = {}, issuer = PRIVATE_ISSUER): Certificate {
  return {
    ...certificate(issuer, { O: 'Example Corp', CN: JSS }),
    notBefore: Date.UTC(2026, 8, 23),
    notAfter: Date.UTC(2027, 8, 23),
    subjectAltNames: { dns: [JSS], ip: [], omitted: 0 },
    ...more,
  };
}

/** The server answered, and the client ends it: with these observations, at second 0.07 of the flow. */
export function brokenOff(observations: readonly Observation[], sketch: FlowSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  return greeted({
    ...OWN,
    bytes: [600, 3000],
    ...sketch,
    observations,
    tcp: {
      firstData: [at(start + 0.021), at(start + 0.04)],
      firstDataAcked: [true, true],
      fin: [at(start + 0.07), undefined],
      ...sketch.tcp,
    },
  });
}

/** TLS went through; in the observations nothing but what is given. */
export function wentThrough(observations: readonly Observation[] = [], sketch: FlowSketch = {}): FlowFacts {
  return reached({ ...OWN, ...sketch, observations });
}

export const alertOf = (code: number, from: 0 | 1 = 0) => seen('tls-alert', from, 0.06, { level: 2, code });
export const sealed = (from: 0 | 1, length: number, recordType = 23, index = 0) =>
  seen('tls-protected-record', from, 0.05, { recordType, length, index });
/** The server's flight under TLS 1.3: its certificate is in it, and hidden. */
export const hiddenFlight = [
  seen('tls-server-hello', 1, 0.04, {
    hello: { version: 0x0304, helloRetryRequest: false, cipherSuite: 0x1302, pskSelected: false },
    resumed: false,
  }),
  sealed(1, 900),
];
/** Both Finished under TLS 1.2. */
export const finished = [
  seen('tls-handshake', 0, 0.05, { type: 16, length: 70 }),
  sealed(0, 40, 22),
  sealed(1, 40, 22),
  seen('tls-established', 1, 0.06, { resumed: false }),
];
