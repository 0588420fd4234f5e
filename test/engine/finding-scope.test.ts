import { describe, expect, it } from 'vitest';
import { MAX_SCOPE, scopeOf } from '../../src/engine/finding-scope.ts';
import { COURIER_ADDRESS, unanswered } from '../support/flow-facts.ts';
import { answered, connect, PROXY, proxied, viaProxy } from '../support/web.ts';

describe('scopeOf', () => {
  const tcp = unanswered([0], { server: COURIER_ADDRESS, port: 5223, serverName: undefined });

  it('has the distinct ends, and the transport when there is one only', () => {
    expect(scopeOf([tcp, tcp])).toEqual({
      transport: 'tcp',
      clients: ['10.20.0.15'],
      servers: [COURIER_ADDRESS],
      ports: [5223],
      serverNames: [],
    });
    expect(scopeOf([tcp, { ...tcp, transport: 'udp' }]).transport).toBeUndefined();
    expect(scopeOf([]).transport).toBeUndefined();
  });

  it('is bounded', () => {
    const many = Array.from({ length: 40 }, (_, index) => unanswered([0], { server: `17.0.0.${index}` }));
    expect(scopeOf(many).servers).toHaveLength(MAX_SCOPE);
  });

  it('tells what proxies were asked for from who they are', () => {
    const tunnel = proxied('acme.jamfcloud.com', [connect('acme.jamfcloud.com'), answered(403)]);
    const plain = proxied('swcdn.apple.com', [viaProxy('swcdn.apple.com')], { server: 'fd00::8' });
    expect(scopeOf([tunnel, plain])).toMatchObject({
      servers: [PROXY, 'fd00::8'],
      ports: [3128],
      proxied: {
        proxies: ['10.20.0.8:3128', '[fd00::8]:3128'],
        asked: ['acme.jamfcloud.com:443', 'swcdn.apple.com:80'],
        servers: [],
        ports: [443, 80],
      },
    });
    expect(scopeOf([tunnel, tcp]).proxied).toMatchObject({ servers: [COURIER_ADDRESS], ports: [443, 5223] });
  });

  it('names nothing where a proxy is asked for what has no name', () => {
    const unnamed = proxied('x', [], { protocol: 'socks', serverName: undefined, port: 1080 });
    expect(scopeOf([unnamed]).proxied).toEqual({ proxies: ['10.20.0.8:1080'], asked: [], servers: [], ports: [] });
  });
});
