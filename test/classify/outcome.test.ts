import { describe, expect, it } from 'vitest';
import { succeeded } from '../../src/classify/outcome.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { seen } from '../support/flow-facts.ts';
import { answered, asked, connect, page } from '../support/web.ts';

const established = seen('tls-established', 1, 1);
const response = (status: number, from: 0 | 1 = 1) => seen('http-response', from, 1, { status });
const bind = (code: number) => seen('ldap-result', 1, 1, { operation: 'bind', code });
const inside = (observation: Observation): Observation => ({ ...observation, via: 'connect' });

describe('a flow reached its service', () => {
  it.each<[boolean, string, string, readonly Observation[], readonly [number, number]]>([
    [true, 'when TLS was established', 'tls', [established], [900, 4000]],
    [false, 'not by a hello alone', 'tls', [seen('tls-client-hello', 0, 1)], [517, 0]],
    [false, 'not by bytes that are no answer to it', 'tls', [seen('tls-alert', 1, 1)], [517, 7]],
    [true, 'when HTTP answered', 'http', [response(200)], [80, 900]],
    [true, 'when it was sent elsewhere', 'http', [response(301)], [80, 90]],
    [true, 'when it asks who is there', 'http', [response(401)], [80, 90]],
    [
      false,
      'not by the page of a filter',
      'http',
      [asked('swcdn.apple.com'), answered(200), page('Web Filter Violation')],
      [80, 90],
    ],
    [false, 'not when a proxy sends elsewhere', 'http', [connect('acme.jamfcloud.com'), answered(302)], [80, 90]],
    [false, 'not by a refusal', 'http', [response(403)], [80, 90]],
    [false, 'not when a proxy wants to know who is there', 'http', [response(407)], [80, 90]],
    [false, 'not by a failure', 'http', [response(502)], [80, 90]],
    [true, 'when one of several requests was answered', 'http', [response(404), response(200)], [80, 90]],
    [false, 'not by a response of the client', 'http', [response(200, 0)], [80, 90]],
    [true, 'through a tunnel when TLS was established in it', 'http', [response(200), inside(established)], [9, 9]],
    [false, 'not by a tunnel alone', 'http', [response(200), inside(seen('tls-client-hello', 0, 1))], [900, 90]],
    [true, 'through SOCKS too', 'socks', [inside(established)], [9, 9]],
    [false, 'not by SOCKS alone', 'socks', [seen('socks-reply', 1, 1, { granted: true })], [9, 9]],
    [
      false,
      'not when a file server lets nobody in',
      'smb',
      [seen('smb-session', 1, 1, { status: 0xc000006d })],
      [9, 9],
    ],
    [false, 'not by a refusal in another protocol', 'ldap', [bind(49)], [90, 20]],
    [true, 'by TLS behind StartTLS', 'ldap', [bind(0), { ...established, via: 'starttls' }], [90, 20]],
    [false, 'not when TLS fails behind it', 'smtp', [{ ...seen('tls-client-hello', 0, 1), via: 'starttls' }], [90, 20]],
    [false, 'not when AFP refuses the log-on', 'afp', [seen('afp-login', 1, 1, { code: -5023 })], [9, 9]],
    [true, 'when syslog was sent, which nobody answers', 'syslog', [], [90, 0]],
    [true, 'when both sides spoke another protocol', 'ssh', [], [20, 20]],
    [false, 'not when one side spoke', 'dns', [], [40, 0]],
    [false, 'not when nobody spoke', 'unknown', [], [0, 0]],
  ])('%s: %s', (expected, _, protocol, observations, bytes) => {
    expect(succeeded({ protocol, observations, bytes, refused: false, abandoned: false })).toBe(expected);
  });

  it.each([
    ['syslog', [90, 0], false],
    ['ntp', [48, 48], true],
  ] as const)('where ICMP refused the latest of %s only by an answer', (protocol, bytes, expected) => {
    expect(succeeded({ protocol, observations: [], bytes, refused: true, abandoned: false })).toBe(expected);
  });

  it('not by an answer that the client no longer took', () => {
    const late = { protocol: 'http', observations: [response(200)], bytes: [80, 900], refused: false } as const;
    expect(succeeded({ ...late, abandoned: true })).toBe(false);
  });
});
