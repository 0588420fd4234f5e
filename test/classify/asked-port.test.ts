import { describe, expect, it } from 'vitest';
import { askedPort, askedProtocol, isProxied } from '../../src/classify/asked-port.ts';
import { reached, seen } from '../support/flow-facts.ts';

const request = (form: string, port?: number) =>
  reached({ port: 3128, protocol: 'http', observations: [seen('http-request', 0, 0.1, { form, port })] });

const INSIDE = [seen('tls-client-hello', 0, 0.2, { via: 'connect', hello: { alpn: [] } })];

describe('askedPort', () => {
  it.each([
    ['a server', reached({ port: 8443 }), 8443],
    ['a web server, whatever its Host field says', request('origin', 80), 3128],
    ['CONNECT', request('authority', 443), 443],
    ['CONNECT without a port', request('authority'), undefined],
    ['an absolute target', request('absolute', 8080), 8080],
    ['an absolute target without a port', request('absolute'), 80],
    [
      'a tunnel whose CONNECT was not captured',
      reached({ port: 3128, protocol: 'http', observations: INSIDE }),
      undefined,
    ],
    ['no request seen', reached({ port: 3128, protocol: 'http' }), 3128],
  ])('%s', (_, flow, port) => {
    expect(askedPort({ ...flow, port: flow.responder.port })).toBe(port);
  });
});

describe('isProxied', () => {
  it('is told by what the client asks', () => {
    expect(isProxied(request('authority', 443))).toBe(true);
    expect(isProxied(request('absolute'))).toBe(true);
    expect(isProxied(request('origin'))).toBe(false);
    expect(isProxied(reached())).toBe(false);
    expect(isProxied({ protocol: 'http', observations: INSIDE })).toBe(true);
  });
});

describe('askedProtocol', () => {
  const tunnel = (...inside: ReturnType<typeof seen>[]) =>
    askedProtocol({
      protocol: 'http',
      observations: [seen('http-request', 0, 0.1, { form: 'authority', port: 443 }), ...inside],
    });

  it('is what is inside a tunnel, and what was recognised elsewhere', () => {
    expect(tunnel(seen('tls-client-hello', 0, 0.2, { hello: { alpn: [] } }))).toBe('tls');
    expect(askedProtocol({ protocol: 'http', observations: INSIDE })).toBe('tls');
    expect(tunnel()).toBe('unknown');
    expect(askedProtocol(request('absolute'))).toBe('http');
    expect(askedProtocol({ protocol: 'ldap', observations: [] })).toBe('ldap');
    expect(askedProtocol({ protocol: 'socks', observations: [] })).toBe('unknown');
  });
});

describe('SOCKS', () => {
  const socks = [seen('socks-request', 0, 0.1, { host: 'acme.jamfcloud.com', port: 443 })];
  it('leads to the port that is asked of it', () => {
    expect(askedPort({ protocol: 'socks', observations: socks, port: 1080 })).toBe(443);
    expect(askedPort({ protocol: 'socks', observations: [], port: 1080 })).toBeUndefined();
    expect(isProxied({ protocol: 'socks', observations: socks })).toBe(true);
  });
});
