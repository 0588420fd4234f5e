/** TLS observations of a flow -> the `tls` object of the report. */

import { timestampText } from '../bytes/timestamp.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { SIDE } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';
import { ja3 } from '../wire/ja3.ts';
import { ja4 } from '../wire/ja4.ts';
import { alertLevelName } from '../wire/tls-alert.ts';
import { cipherSuiteName } from '../wire/tls-cipher-suites.ts';
import { alertName, tlsVersionName } from '../wire/tls-names.ts';
import type { Certificate } from '../wire/x509.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type TlsReport = NonNullable<FlowReport['tls']>;
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** undefined when no TLS was seen. */
export function tlsReport(flow: FlowFacts): TlsReport | undefined {
  const tls = flow.observations.filter((observation) => observation.kind.startsWith('tls-'));
  if (tls.length === 0) return undefined;
  const client = last(tls, 'tls-client-hello');
  const server = last(tls, 'tls-server-hello');
  const certificates = tls.flatMap((seen) => (seen.kind === 'tls-certificates' ? seen.certificates : []));
  const alerts = tls.filter((seen) => seen.kind === 'tls-alert');
  const alpn = server?.hello.alpn;
  const hello = client?.hello;
  const versions = hello === undefined ? [] : offeredVersions(hello);
  const offered = hello?.alpn ?? [];
  const names = certificates.slice(0, MAX_LISTED).map(namesOf);
  const omitted = excess(certificates, alerts, versions, offered, ...names);
  const via = tls[0].via;
  return {
    version: server === undefined ? null : tlsVersionName(server.hello.version),
    clientVersions: versions.slice(0, MAX_LISTED).map(tlsVersionName),
    alpnOffered: offered.slice(0, MAX_LISTED),
    ...(alpn === undefined ? {} : { alpn }),
    cipher: server === undefined ? null : cipherSuiteName(server.hello.cipherSuite),
    serverName: hello?.serverName ?? null,
    ja3: hello === undefined ? null : ja3(hello),
    ja4: hello === undefined ? null : ja4(hello, flow.protocol === 'quic' ? 'q' : 't'),
    resumed: server?.resumed ?? false,
    ...(via === undefined ? {} : { via }),
    certificates: certificates.slice(0, MAX_LISTED).map(certificateReport),
    alerts: alerts.slice(0, MAX_LISTED).map((alert) => ({
      from: SIDE[alert.from],
      level: alertLevelName(alert.level),
      code: alert.code,
      name: alertName(alert.code),
      at: atOf(alert.at),
    })),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function last<Kind extends Observation['kind']>(
  observations: readonly Observation[],
  kind: Kind,
): Of<Kind> | undefined {
  return observations.findLast((observation): observation is Of<Kind> => observation.kind === kind);
}

function offeredVersions(hello: Of<'tls-client-hello'>['hello']): readonly number[] {
  return hello.supportedVersions.length > 0 ? hello.supportedVersions : [hello.legacyVersion];
}

function namesOf({ subjectAltNames: { dns, ip } }: Certificate): string[] {
  return [...dns, ...ip];
}

function certificateReport(certificate: Certificate): TlsReport['certificates'][number] {
  return {
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    notBefore: dateText(certificate.notBefore),
    notAfter: dateText(certificate.notAfter),
    sans: namesOf(certificate).slice(0, MAX_LISTED),
    sha256: certificate.sha256,
  };
}

/** Certificates know whole seconds. */
function dateText(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : timestampText(BigInt(milliseconds) * 1_000_000n, 0);
}
