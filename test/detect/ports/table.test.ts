/**
 * Every documented connection through the whole engine, between hosts that a site declares: on its port, on another port, with
 * another protocol on its port, and in clear where TLS is documented. What the rules on ports say follows from the row alone.
 */
import { describe, expect, it } from 'vitest';
import { type Catalogue, createCatalogue } from '../../../src/catalogue/match.ts';
import { inSpans, portsOf } from '../../../src/catalogue/ports.ts';
import { ROLE_TITLES, type Role } from '../../../src/catalogue/role.ts';
import type { DocumentedHost, ServiceRow } from '../../../src/catalogue/service-row.ts';
import type { Site } from '../../../src/catalogue/site.ts';
import { ROWS } from '../../../src/catalogue/tables.ts';
import { PROBES } from '../../../src/probe/registry.ts';
import { lookup } from '../../support/dns-lookup.ts';
import { runEngine } from '../../support/engine-run.ts';
import { concat, hex } from '../../support/hex.ts';
import { LDAP_SAMPLES } from '../../support/ldap-samples.ts';
import { NAME_QUERY, NAME_RESPONSE } from '../../support/netbios-samples.ts';
import { packet } from '../../support/packet.ts';
import { type Said, SPOKEN } from '../../support/spoken.ts';
import { tcpFlow } from '../../support/tcp-flow.ts';

/** A host for each role: 10.30.0.1 and on. */
const ADDRESSES = new Map(Object.keys(ROLE_TITLES).map((role, index) => [role as Role, `10.30.0.${index + 1}`]));
/** Who is anybody, and what lies in the internet, is not declared. */
const PUBLIC: ReadonlySet<Role> = new Set<Role>([
  'apns',
  'apple',
  'jamf-hosted',
  'microsoft',
  'teamviewer',
  'cloud-distribution',
  'other-service',
]);
const SITE: Site = {
  hosts: [...ADDRESSES].filter(([role]) => !PUBLIC.has(role)).map(([role, host]) => ({ role, host })),
};
const CATALOGUE = createCatalogue(SITE);

const COURIERS = '17.57.144.20';
const INTERNET = '54.93.120.41';

const nameOf = ({ name }: DocumentedHost, { to }: ServiceRow) => name.replace('*', to === 'jamf-pro' ? 'acme' : 'n1');

/** The rules of the family that a capture of one flow breaks. */
function rulesBroken(
  row: ServiceRow,
  host: DocumentedHost | undefined,
  port: number,
  said: string,
  options: { catalogue?: Catalogue; exchange?: readonly Said[] } = {},
) {
  const client = ADDRESSES.get(row.from[0])!;
  const name = host === undefined ? undefined : nameOf(host, row);
  const server = name === undefined ? ADDRESSES.get(row.to)! : row.to === 'apns' ? COURIERS : INTERNET;
  const exchange = options.exchange ?? SPOKEN[said](name ?? server);
  const asked = name === undefined ? [] : lookup(name, server, { client });
  const flow = tcpFlow({ originator: `${client}:50000`, responder: `${server}:${port}`, exchange, start: 1e8 });
  const { findings } = runEngine([...asked, ...flow], { catalogue: options.catalogue ?? CATALOGUE });
  return findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('ports/'));
}

/** Protocols that can be played, and are looked for. */
const KNOWN = PROBES.map(({ name }) => name as string).filter((name) => name in SPOKEN);
const WEB = ['tls', 'http', 'http2'];
/** Nobody documents it. */
const OTHER_PORT = 4444;

interface Entry {
  readonly row: ServiceRow;
  readonly protocol: string;
  readonly host: DocumentedHost | undefined;
  /** Documented for the protocol. */
  readonly port: number;
}

/** The host and port of a row where a protocol belongs: clear text on the ports for it, TLS on others. */
function entryOf(row: ServiceRow, protocol: string): Entry | undefined {
  const hosts =
    row.hosts.length === 0 ? [undefined] : row.hosts.filter(({ lifecycle }) => lifecycle?.state !== 'retired');
  for (const host of hosts) {
    for (const span of portsOf(row, host).tcp ?? []) {
      const port = typeof span === 'number' ? span : span[1];
      if (protocol === 'netbios-ssn' ? port !== 139 : port === 139) continue;
      if (protocol !== 'ssh' && inSpans(row.cleartext?.ports, port) === (protocol === 'tls')) continue;
      if (port < 49_152) return { row, protocol, host, port };
    }
  }
  return undefined;
}

const ENTRIES = ROWS.flatMap((row) =>
  row.protocols.filter((protocol) => KNOWN.includes(protocol)).flatMap((protocol) => entryOf(row, protocol) ?? []),
);
const named = (entries: readonly Entry[]) =>
  entries.map((entry) => [`${entry.row.ref} ${entry.protocol} on ${entry.port}`, entry] as const);
const isRetired = ({ row }: Entry) => row.lifecycle.state === 'retired';

it('leaves out what nobody documents', () => {
  const covered = new Set(ENTRIES.map(({ row }) => row));
  expect(ROWS.filter((row) => !covered.has(row)).map(({ ref }) => ref)).toEqual(['J:executive-threat-protection']);
  const spoken = new Set<string>(ROWS.flatMap(({ protocols }) => protocols));
  // These are spoken over UDP, see below.
  expect([...spoken].filter((name) => !KNOWN.includes(name)).toSorted()).toEqual([
    'netbios-dgm',
    'netbios-ns',
    'ntp',
    'quic',
    'unknown',
  ]);
});

describe('on the documented port', () => {
  it.each(named(ENTRIES))('%s', (_, entry) => {
    const { row, protocol, host, port } = entry;
    const discouraged = protocol === 'http' && row.cleartext?.standing === 'discouraged' ? ['ports/discouraged'] : [];
    expect(rulesBroken(row, host, port, protocol)).toEqual(isRetired(entry) ? ['ports/retired'] : discouraged);
  });
});

/** Any client speaks TLS with Jamf Pro, and nothing else (S1). */
const isTlsOfJamfPro = ({ row, protocol }: Entry) => row.to === 'jamf-pro' && protocol === 'tls';

describe('on another port', () => {
  it.each(named(ENTRIES))('%s', (_, entry) => {
    const { row, protocol, host } = entry;
    // Web traffic between two hosts may be anything, where the row knows more than that.
    const isAnything =
      host === undefined &&
      WEB.includes(protocol) &&
      row.protocols.length > 1 &&
      row.configurablePort !== true &&
      !isTlsOfJamfPro(entry);
    const rule = isRetired(entry)
      ? 'ports/retired'
      : row.configurablePort
        ? 'ports/configurable'
        : 'ports/undocumented-port';
    expect(rulesBroken(row, host, OTHER_PORT, protocol)).toEqual(isAnything ? [] : [rule]);
  });
});

describe('another protocol on the documented port', () => {
  const judged = ENTRIES.filter(({ row }) => !(row.protocols as readonly string[]).includes('unknown'));

  it.each(named(judged))('%s', (_, entry) => {
    const { row, protocol, host, port } = entry;
    const rows = host === undefined ? [row] : CATALOGUE.matchHost(nameOf(host, row)).map((match) => match.row);
    const known = new Set<string>(rows.flatMap(({ protocols }) => protocols));
    const others = ['ssh', 'mysql', 'memcached'].filter((other) => !known.has(other));
    for (const other of others)
      expect(rulesBroken(row, host, port, other), other).toEqual([
        isRetired(entry) ? 'ports/retired' : 'ports/protocol-mismatch',
      ]);
    expect(others, protocol).not.toEqual([]);
  });
});

describe('in clear where TLS is documented', () => {
  const clear = (row: ServiceRow) =>
    row.protocols.find((protocol) => ['ldap', 'smtp', 'mqtt'].includes(protocol)) ?? 'http';
  const secured = ENTRIES.filter(({ protocol }) => protocol === 'tls');

  it.each(named(secured))('%s', (_, entry) => {
    const { row, host, port } = entry;
    expect(rulesBroken(row, host, port, clear(row))).toEqual([isRetired(entry) ? 'ports/retired' : 'ports/cleartext']);
  });
});

describe('rows with a word of their own', () => {
  const row = (ref: string) => CATALOGUE.row(ref)!;
  const cloud = createCatalogue({ ...SITE, hosting: 'jamf-cloud' });
  const onPremises = createCatalogue({ ...SITE, hosting: 'on-premises' });

  it('a password in clear to the directory', () => {
    const bind: Said[] = [
      { from: 'originator', bytes: LDAP_SAMPLES.simpleBind },
      { from: 'responder', bytes: LDAP_SAMPLES.bindSuccess },
    ];
    for (const ref of ['S14', 'S36'])
      expect(rulesBroken(row(ref), undefined, 389, 'ldap', { exchange: bind })).toEqual(['ports/discouraged']);
    const upgraded: Said[] = [
      { from: 'originator', bytes: LDAP_SAMPLES.startTls },
      { from: 'responder', bytes: LDAP_SAMPLES.startTlsSuccess },
      ...SPOKEN.tls('10.30.0.1'),
    ];
    expect(rulesBroken(row('S14'), undefined, 389, 'ldap', { exchange: upgraded })).toEqual([]);
    expect(rulesBroken(row('S14'), undefined, 636, 'ldap', { exchange: upgraded })).toEqual([]);
  });

  it('port 25 and port 2197 from Jamf Cloud', () => {
    const host = row('S4').hosts[0];
    expect(rulesBroken(row('S15'), undefined, 25, 'smtp', { catalogue: cloud })).toEqual(['ports/discouraged']);
    expect(rulesBroken(row('S15'), undefined, 587, 'smtp', { catalogue: cloud })).toEqual([]);
    expect(rulesBroken(row('S4'), host, 2197, 'tls', { catalogue: cloud })).toEqual(['ports/discouraged']);
    expect(rulesBroken(row('S4'), host, 443, 'tls', { catalogue: cloud })).toEqual([]);
    for (const catalogue of [onPremises, CATALOGUE]) {
      expect(rulesBroken(row('S15'), undefined, 25, 'smtp', { catalogue })).toEqual([]);
      expect(rulesBroken(row('S4'), host, 2197, 'tls', { catalogue })).toEqual([]);
    }
  });

  it('plain HTTP of the web that is sent on', () => {
    const exchange: Said[] = [
      { from: 'originator', bytes: 'GET / HTTP/1.1\r\nHost: acme.jamfcloud.com\r\n\r\n' },
      {
        from: 'responder',
        bytes: 'HTTP/1.1 301 Moved\r\nLocation: https://acme.jamfcloud.com/\r\nContent-Length: 0\r\n\r\n',
      },
    ];
    for (const port of [80, 443, 8443])
      expect(rulesBroken(row('S21'), row('S21').hosts[0], port, 'http', { exchange })).toEqual([]);
  });

  it('a port that the site declares', () => {
    const catalogue = createCatalogue({
      hosts: SITE.hosts.map((host) => (host.role === 'ldap' ? { ...host, ports: [OTHER_PORT] } : host)),
    });
    expect(rulesBroken(row('S14'), undefined, OTHER_PORT, 'ldap', { catalogue })).toEqual([]);
  });
});

/** Ports of practice (S16, S27), and time (Apple 101555). */
describe('over UDP', () => {
  const time = CATALOGUE.row('A:device-setup')!.hosts.find(({ name }) => name === 'time.apple.com')!;
  const client = ADDRESSES.get('managed-computer')!;
  const jamfPro = ADDRESSES.get('jamf-pro')!;

  function rulesBrokenBy(from: string, to: string, port: number, ...said: readonly Said[]) {
    const asked = to === INTERNET ? lookup(time.name, to, { client: from }) : [];
    const datagrams = said.map(({ from: side, bytes }, index) => {
      const out = side === 'originator';
      const [sourcePort, destinationPort] = out ? [50_000, port] : [port, 50_000];
      const sender = packet()
        .ethernet()
        .ipv4(out ? { from, to } : { from: to, to: from });
      const payload = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
      return { bytes: sender.udp({ sourcePort, destinationPort }).payload(payload).bytes(), time: 1e8 + index * 1e6 };
    });
    const { findings } = runEngine([...asked, ...datagrams], { catalogue: CATALOGUE });
    return findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('ports/'));
  }

  const syslog: Said = { from: 'originator', bytes: '<34>Oct 11 22:14:15 jss jamf: change management' };
  const names: Said[] = [
    { from: 'originator', bytes: NAME_QUERY },
    { from: 'responder', bytes: NAME_RESPONSE },
  ];
  const clock: Said[] = [
    { from: 'originator', bytes: concat(hex`23`, new Uint8Array(39), hex`ee03b0bd6b1a2b3c`) },
    {
      from: 'responder',
      bytes: concat(
        hex`24 01 03 e9 00000000 0000000f 47505300 ee03b0a000000000 ee03b0bd6b1a2b3c ee03b0bd70000000 ee03b0bd70010000`,
      ),
    },
  ];

  it('each on its port', () => {
    expect(rulesBrokenBy(jamfPro, ADDRESSES.get('syslog')!, 514, syslog)).toEqual([]);
    expect(rulesBrokenBy(client, ADDRESSES.get('distribution-point')!, 137, ...names)).toEqual([]);
    expect(rulesBrokenBy(client, INTERNET, 123, ...clock)).toEqual([]);
  });

  it('each on another port', () => {
    const misplaced = ['ports/undocumented-port'];
    expect(rulesBrokenBy(jamfPro, ADDRESSES.get('syslog')!, OTHER_PORT, syslog)).toEqual(misplaced);
    expect(rulesBrokenBy(client, ADDRESSES.get('distribution-point')!, OTHER_PORT, ...names)).toEqual(misplaced);
    expect(rulesBrokenBy(client, INTERNET, OTHER_PORT, ...clock)).toEqual(misplaced);
  });

  it('another on the port', () => {
    const mismatch = ['ports/protocol-mismatch'];
    expect(rulesBrokenBy(jamfPro, ADDRESSES.get('syslog')!, 514, ...clock)).toEqual(mismatch);
    expect(rulesBrokenBy(client, ADDRESSES.get('distribution-point')!, 137, ...clock)).toEqual(mismatch);
    expect(rulesBrokenBy(client, INTERNET, 123, ...names)).toEqual(mismatch);
  });
});
