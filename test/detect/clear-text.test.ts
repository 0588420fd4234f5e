import { describe, expect, it } from 'vitest';
import type { SiteHost } from '../../src/catalogue/site.ts';
import { clearTextStanding, isSentToHttps, staysInClear } from '../../src/detect/clear-text.ts';
import { type FlowSketch, reached, seen } from '../support/flow-facts.ts';

const DIRECTORY = '10.30.0.5';
const SHARE = '10.30.0.7';
const site = [
  { role: 'ldap', host: DIRECTORY },
  { role: 'distribution-point', host: SHARE },
  { role: 'mysql', host: '10.30.0.6' },
  { role: 'syslog', host: '10.30.0.8' },
  { role: 'jamf-pro', host: '10.30.0.10' },
] as const;
const own = (sketch: FlowSketch) => reached({ serverName: undefined, site, ...sketch });
const fromJamfPro = (server: string, port: number, protocol: string, more: readonly SiteHost[] = site) =>
  own({ client: '10.30.0.10', originatorRole: 'jamf-pro', server, port, protocol, site: more });

/** By Jamf's article and Apple 101555: S1, S14, S16, S25, S3, S2, A:device-setup. */
describe('what the documents say of clear text', () => {
  it.each([
    ['HTTP to a tenant on 443', reached({ protocol: 'http' }), 'forbidden'],
    [
      'HTTP/2 without TLS to the provider API',
      reached({ serverName: 'api.push.apple.com', port: 2197, protocol: 'http2' }),
      'forbidden',
    ],
    [
      'HTTP on 443 where the host has 80 as well',
      reached({ serverName: 'captive.apple.com', protocol: 'http' }),
      'forbidden',
    ],
    ['HTTP on 80 of that host', reached({ serverName: 'captive.apple.com', port: 80, protocol: 'http' }), 'normal'],
    ['LDAP on the port of LDAPS', fromJamfPro(DIRECTORY, 636, 'ldap'), 'forbidden'],
    [
      'LDAP on a port that the site declares',
      fromJamfPro(DIRECTORY, 10389, 'ldap', [{ ...site[0], ports: [10389] }]),
      'discouraged',
    ],
    [
      'HTTP on such a port of a server that knows TLS alone',
      own({
        originatorRole: 'jamf-pro',
        server: '10.30.0.40',
        port: 9443,
        protocol: 'http',
        site: [{ role: 'adcs-connector', host: '10.30.0.40', ports: [9443] }],
      }),
      'forbidden',
    ],
    ['LDAP on its own', fromJamfPro(DIRECTORY, 389, 'ldap'), 'discouraged'],
    ['syslog', fromJamfPro('10.30.0.8', 514, 'syslog'), 'normal'],
    [
      'packages over HTTP',
      own({ originatorRole: 'managed-computer', server: SHARE, port: 80, protocol: 'http' }),
      'discouraged',
    ],
    [
      'the leg behind a load balancer',
      own({ originatorRole: 'load-balancer', server: '10.30.0.10', port: 8080, protocol: 'http' }),
      'normal',
    ],
    [
      'that leg where it is encrypted',
      own({ originatorRole: 'load-balancer', server: '10.30.0.10', port: 443, protocol: 'http' }),
      'forbidden',
    ],
  ])('%s', (_, flow, standing) => {
    expect(clearTextStanding(flow)).toBe(standing);
  });

  it.each([
    ['TLS', reached()],
    ['SSH on a port of TLS, which is another protocol and not this one in clear', reached({ protocol: 'ssh' })],
    ['LDAP where the web is', reached({ protocol: 'ldap' })],
    ['MySQL, which has no port of its own for TLS', fromJamfPro('10.30.0.6', 3306, 'mysql')],
    [
      'a proxy that is asked',
      reached({ protocol: 'http', observations: [seen('http-request', 0, 0.1, { form: 'authority' })] }),
    ],
    ['a port that nothing documents', reached({ port: 8080, protocol: 'http' })],
    ['a retired service', reached({ serverName: 'gateway.push.apple.com', port: 2195, protocol: 'http' })],
  ])('nothing: %s', (_, flow) => {
    expect(clearTextStanding(flow)).toBeUndefined();
  });
});

it('ends with StartTLS, and with a security layer of SASL', () => {
  const bind = seen('ldap-bind', 0, 0.1, { method: 'simple', cleartextCredentials: true });
  expect(staysInClear(reached({ observations: [bind] }))).toBe(true);
  expect(
    staysInClear(
      reached({ observations: [bind, seen('tls-client-hello', 0, 0.2, { via: 'starttls', hello: { alpn: [] } })] }),
    ),
  ).toBe(false);
  expect(staysInClear(reached({ observations: [bind, seen('ldap-security-layer', 0, 0.2)] }))).toBe(false);
});

it('is no service where every answer sends on to HTTPS', () => {
  const to = (location?: string) => seen('http-response', 1, 0.2, { status: 301, location });
  expect(isSentToHttps(reached({ observations: [to('https://a.example/')] }))).toBe(true);
  expect(isSentToHttps(reached({ observations: [to('https://a.example/'), to()] }))).toBe(false);
  expect(isSentToHttps(reached({ observations: [to('http://a.example/')] }))).toBe(false);
  expect(isSentToHttps(reached())).toBe(false);
});
