/** What client and server agree on, as the TLS probe tells it: for rules on versions and suites. */
import type { Observation } from '../../src/probe/registry.ts';
import { seen } from './flow-facts.ts';

const GCM = 0xc02f;

export interface Agreement {
  readonly offered?: number;
  readonly chosen?: number;
  readonly suites?: readonly number[];
  readonly suite?: number;
  readonly asksForEms?: boolean;
  readonly ems?: boolean;
}

/** By default a client of today and TLS 1.2 with TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 and extended master secret. */
export function agreed(more: Agreement = {}): Observation[] {
  const { offered = 0x0304, chosen = 0x0303, suites = [0x1301, GCM, 0x002f], suite = GCM } = more;
  const { asksForEms = true, ems = true } = more;
  return [
    seen('tls-client-hello', 0, 0.021, {
      hello: { highestVersion: offered, cipherSuites: suites, alpn: [], extendedMasterSecret: asksForEms },
    }),
    seen('tls-server-hello', 1, 0.04, {
      hello: { version: chosen, cipherSuite: suite, extendedMasterSecret: ems, helloRetryRequest: false },
      resumed: false,
    }),
  ];
}
