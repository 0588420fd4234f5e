import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { MAX_GRANTS, Proxies, proxyOf, targetOf } from '../../../src/detect/survey/proxies.ts';
import { CLIENT, COURIER, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied, viaProxy, webFlow } from '../../support/web.ts';

const opened = (host: string, port: number, sketch = {}) => proxied(host, [connect(host, port), answered(200)], sketch);
const refused = (host: string, port: number) => proxied(host, [connect(host, port), answered(403)]);

function seenBy(...flows: FlowFacts[]): Proxies {
  const proxies = new Proxies(() => {});
  for (const flow of flows) proxies.note(flow);
  return proxies;
}

describe('what proxies let through', () => {
  it('names a proxy and what it is asked for', () => {
    expect(proxyOf(refused(COURIER, 5223))).toBe('10.20.0.8:3128');
    expect(targetOf(refused(COURIER, 5223))).toBe(`10.20.0.8:3128 ${COURIER}:5223`);
  });

  it('knows the ports of a host, where all couriers are one', () => {
    const proxies = seenBy(opened('7-courier.push.apple.com', 443), refused(COURIER, 5223));
    expect(proxies.portsOf(refused(COURIER, 5223))).toEqual([443]);
    expect(proxies.portsOf(refused(TENANT, 443))).toEqual([]);
  });

  it('knows the hosts at a port, documented or not', () => {
    const proxies = seenBy(opened('www.example.org', 443), refused(TENANT, 443));
    expect(proxies.hostsAt(refused(TENANT, 443), 443)).toEqual(['www.example.org']);
    expect(proxies.hostsAt(refused(TENANT, 443), 5223)).toEqual([]);
  });

  it('knows what is behind a proxy, and whom it let through at all', () => {
    const proxies = seenBy(opened('www.example.org', 443, { start: 5 }), opened(TENANT, 443), refused(COURIER, 5223));
    expect(proxies.hostsBehind('10.20.0.8:3128')).toEqual(['www.example.org', TENANT]);
    expect(proxies.servicesBehind('10.20.0.8:3128')).toContain('jamf-pro-https');
    expect(proxies.servicesBehind('10.20.0.9:3128')).toEqual([]);
    expect(proxies.letThroughSince('10.20.0.8:3128', CLIENT, 4e9)).toBe(true);
    expect(proxies.letThroughSince('10.20.0.8:3128', CLIENT, 6e9)).toBe(false);
  });

  it('tells hosts that are open to all from those behind a login', () => {
    const login = { index: 1, proxyAuthorization: 'NTLM' };
    const behind = proxied(COURIER, [connect(COURIER, 443, login), answered(200, { requestIndex: 1 })]);
    const socks = proxied(
      'www.example.com',
      [
        seen('socks-authentication', 1, 0.02, { accepted: true }),
        seen('socks-request', 0, 0.03, { host: 'www.example.com', port: 443 }),
        seen('socks-reply', 1, 0.05, { granted: true }),
      ],
      { protocol: 'socks' },
    );
    const proxies = seenBy(opened('www.example.org', 443), behind, socks);
    expect(proxies.openHostsAt(behind, 443)).toEqual(['www.example.org']);
    expect(proxies.loginHostsAt(behind, 443)).toEqual([COURIER, 'www.example.com']);
    expect(proxies.hostsAt(behind, 443)).toHaveLength(3);
  });

  it('knows the hosts that answered, not only those to which it opened', () => {
    const proxies = seenBy(opened('www.example.org', 443, { succeeded: true }), opened('www.example.com', 443));
    expect(proxies.reachedAt(refused(TENANT, 443), 443)).toEqual(['www.example.org']);
    expect(proxies.hostsAt(refused(TENANT, 443), 443)).toHaveLength(2);
  });

  it('knows when a client was let through', () => {
    const proxies = seenBy(opened(TENANT, 443, { start: 10 }));
    const target = targetOf(refused(TENANT, 443));
    expect([0, 10e9, 11e9].map((time) => proxies.letThroughSince(target, CLIENT, time))).toEqual([true, true, false]);
    expect(proxies.letThroughSince(target, '10.20.0.16', 0)).toBe(false);
    expect(proxies.letThroughBetween(target, CLIENT, 9e9, 12e9)).toBe(true);
    expect(proxies.letThroughBetween(target, CLIENT, 20e9, 30e9)).toBe(false);
  });

  it('takes SOCKS and plain requests alike, and errors of the proxy for no permission', () => {
    const host = 'swcdn.apple.com';
    const socks = [
      seen('socks-request', 0, 0.03, { host: TENANT, port: 443 }),
      seen('socks-reply', 1, 0.05, { granted: true }),
    ];
    const plain = (more: object) => proxied(host, [viaProxy(host), answered(200, more)]);
    const denied = plain({ proxyError: 'ERR_ACCESS_DENIED 0' });
    const proxies = seenBy(proxied(TENANT, socks, { protocol: 'socks' }), denied, webFlow(host, [answered(200)]));
    expect(proxies.hostsAt(refused(TENANT, 443), 443)).toEqual([TENANT]);
    expect(proxies.hostsAt(denied, 80)).toEqual([]);
    expect(seenBy(plain({})).hostsAt(denied, 80)).toEqual([host]);
  });

  it('is bounded, and says when', () => {
    let lost = 0;
    const proxies = new Proxies(() => lost++);
    for (let port = 0; port <= 2 * MAX_GRANTS; port++) proxies.note(opened('www.example.org', port));
    expect(lost).toBeGreaterThan(0);
  });
});
