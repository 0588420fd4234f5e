import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { tunnelFailure } from '../../../src/detect/failure/tunnel-failure.ts';
import type { Observation } from '../../../src/probe/registry.ts';
import { at, type FlowSketch, rst, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied } from '../../support/web.ts';

const hello = seen('tls-client-hello', 0, 0.06, { via: 'connect', hello: { alpn: [] } });
const opened = [connect(TENANT), answered(200, { headBytes: 39 })];

/** `fin`: when the client and the proxy closed. */
function judged(
  fin: readonly (number | undefined)[],
  sketch: FlowSketch = {},
  inside: readonly Observation[] = [hello],
) {
  const [client, proxy] = fin.map((time) => (time === undefined ? undefined : at(time)));
  const tcp = { fin: [client, proxy], ...sketch.tcp } as FlowFacts['tcp'];
  return tunnelFailure(proxied(TENANT, [...opened, ...inside], { bytes: [634, 39], until: 30, ...sketch, tcp: tcp! }));
}

describe('tunnelFailure', () => {
  it('knows a proxy that hangs up at the hello', () => {
    expect(judged([1.1, 1.06])).toEqual({ answer: 'tunnel-closed', waited: 1e9, frames: [at(0.06), at(1.06)] });
    expect(judged([], { tcp: { resets: [rst(1.06)] } })).toMatchObject({ answer: 'tunnel-closed', waited: 1e9 });
  });

  it('knows silence, whoever ends it', () => {
    expect(judged([5.06, 5.1])).toMatchObject({ answer: 'tunnel-silence', waited: 5e9 });
    expect(judged([undefined, 9.06])).toMatchObject({ answer: 'tunnel-silence', waited: 9e9 });
    expect(judged([], { until: 4.06 })).toMatchObject({ answer: 'tunnel-silence', waited: 4e9, frames: [at(0.06)] });
  });

  it('reads SOCKS alike', () => {
    const socks = [
      seen('socks-request', 0, 0.03, { version: 5, host: TENANT, port: 443 }),
      seen('socks-reply', 1, 0.05, { version: 5, code: 0, granted: true }),
      seen('tls-client-hello', 0, 0.06, { via: 'socks', hello: { alpn: [] } }),
    ];
    expect(tunnelFailure(proxied(TENANT, socks, { protocol: 'socks', bytes: [530, 12] }))).toMatchObject({
      answer: 'tunnel-silence',
    });
    expect(tunnelFailure(proxied(TENANT, socks, { protocol: 'socks', bytes: [530, 112] }))).toBeUndefined();
  });

  it('counts what the proxy said before it opened the tunnel', () => {
    const login = [answered(407, { headBytes: 200, contentLength: 300 }), connect(TENANT, 443, { index: 1 })];
    const observations = [connect(TENANT), ...login, answered(200, { headBytes: 39, requestIndex: 1 }), hello];
    const flow = (bytes: number) => proxied(TENANT, observations, { bytes: [900, bytes], until: 30 });
    expect(tunnelFailure(flow(539))).toMatchObject({ answer: 'tunnel-silence' });
    expect(tunnelFailure(flow(600))).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof judged>]>([
    ['the client gives up early', judged([2, 2.1])],
    ['it was watched for too short', judged([], { until: 2 })],
    ['no hello was sent', judged([5, 5.1], {}, [])],
    ['the client went on', judged([5, 5.1], {}, [hello, seen('tls-protected-record', 0, 0.2, { via: 'connect' })])],
    ['an alert came', judged([5, 5.1], {}, [hello, seen('tls-alert', 1, 0.2, { via: 'connect' })])],
    ['something came that was not read', judged([5, 5.1], { bytes: [634, 239] })],
    ['what came was not captured', judged([5, 5.1], { history: 'ShADadgFf' })],
    ['the hello was sent again, and may have got lost', judged([5, 5.1], { retransmissions: [2, 0] })],
    ['the proxy had closed before', judged([1.2, 0.055])],
  ])('says nothing where %s', (_, failure) => {
    expect(failure).toBeUndefined();
  });

  it('leaves a RST of somebody between client and proxy to another rule', () => {
    const late = { resets: [rst(1)], dataAfterReset: at(1.5) };
    expect(judged([], { tcp: late })).toBeUndefined();
  });
});
