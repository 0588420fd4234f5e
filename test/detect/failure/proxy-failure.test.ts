import { describe, expect, it } from 'vitest';
import { proxyFailure } from '../../../src/detect/failure/proxy-failure.ts';
import type { Observation } from '../../../src/probe/registry.ts';
import { at, type FlowSketch, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, asked, connect, proxied, viaProxy, webFlow } from '../../support/web.ts';

const judged = (observations: readonly Observation[], sketch?: FlowSketch) =>
  proxyFailure(proxied(TENANT, observations, sketch));
const socks = (reply: object | undefined, sketch: FlowSketch = {}) =>
  judged(
    [
      seen('socks-request', 0, 0.03, { version: 5, command: 'connect', host: TENANT, port: 443 }),
      ...(reply === undefined ? [] : [seen('socks-reply', 1, 0.05, { version: 5, granted: false, ...reply })]),
    ],
    { protocol: 'socks', ...sketch },
  );
const silent: FlowSketch = { bytes: [60, 0] };

describe('proxyFailure', () => {
  it.each([
    [403, 'proxy-refused'],
    [451, 'proxy-refused'],
    [302, 'proxy-refused'],
    [405, 'proxy-refused'],
    [407, 'proxy-authentication'],
    [408, 'proxy-error'],
    [429, 'proxy-error'],
    [502, 'proxy-error'],
    [503, 'proxy-error'],
    [504, 'proxy-error'],
    [200, undefined],
  ])('takes %i to CONNECT for %s', (status, outcome) => {
    expect(judged([connect(TENANT), answered(status)])?.outcome).toBe(outcome);
  });

  it('tells what was asked and answered', () => {
    const reply = answered(407, { reason: 'Proxy Authentication Required', proxyAuthenticate: 'Negotiate, NTLM' });
    expect(judged([connect(TENANT, 443, { proxyAuthorization: 'NTLM' }), reply])).toEqual({
      outcome: 'proxy-authentication',
      method: 'CONNECT',
      host: TENANT,
      port: 443,
      answer: '407 Proxy Authentication Required',
      reason: undefined,
      challenges: 'Negotiate, NTLM',
      offered: 'NTLM',
      frames: [at(0.03), at(0.05)],
      waited: 0.02e9,
    });
  });

  it('takes the last answer of a flow that is kept', () => {
    const again = connect(TENANT, 443, { index: 1 });
    expect(judged([connect(TENANT), answered(407), again, answered(403, { requestIndex: 1 })])?.outcome).toBe(
      'proxy-refused',
    );
  });

  it.each([
    ['the server, perhaps', 403, undefined, undefined],
    ['the server, perhaps', 503, undefined, undefined],
    ['the proxy, by its own word', 403, 'ERR_ACCESS_DENIED 0', 'proxy-refused'],
    ['the proxy, by its own word', 503, 'ERR_DNS_FAIL 0', 'proxy-error'],
    ['the proxy, by RFC 9209', 502, 'http_request_denied', 'proxy-refused'],
    ['the proxy, as only a proxy can', 407, undefined, 'proxy-authentication'],
  ])('takes a plain request to be answered by %s: %i', (_, status, proxyError, outcome) => {
    expect(judged([viaProxy(TENANT), answered(status, { proxyError })])).toMatchObject(
      outcome ? { outcome, port: 80 } : {},
    );
    if (outcome === undefined) expect(judged([viaProxy(TENANT), answered(status)])).toBeUndefined();
  });

  it('says nothing of a flow that leads to no proxy', () => {
    expect(proxyFailure(webFlow(TENANT, [asked(TENANT), answered(403)]))).toBeUndefined();
  });

  it.each([
    [2, 'not-allowed', 'proxy-refused'],
    [1, 'general-failure', 'proxy-error'],
    [5, 'connection-refused', 'proxy-error'],
  ])('reads reply %i of SOCKS', (code, codeName, outcome) => {
    expect(socks({ code, codeName })).toMatchObject({
      outcome,
      method: 'SOCKS',
      host: TENANT,
      port: 443,
      answer: codeName,
    });
  });

  it('reads SOCKS that is granted, or that asked for nothing yet', () => {
    expect(socks({ code: 0, granted: true })).toBeUndefined();
    expect(judged([seen('socks-greeting', 0, 0.03, { methods: ['none'] })], { protocol: 'socks' })).toBeUndefined();
  });

  it('knows silence, and a proxy that hangs up', () => {
    expect(judged([connect(TENANT)], silent)).toMatchObject({
      outcome: 'proxy-error',
      answer: 'silence',
      frames: [at(0.03)],
    });
    expect(socks(undefined, { bytes: [30, 2] })).toMatchObject({ outcome: 'proxy-error', answer: 'silence' });
    const hungUp = { ...silent, tcp: { fin: [undefined, at(1)] } } as const;
    expect(judged([connect(TENANT)], hungUp)).toMatchObject({ answer: 'closed', frames: [at(0.03), at(1)] });
  });

  it.each<[string, FlowSketch]>([
    ['it was not watched for long', { ...silent, until: 2 }],
    ['the client gave up at once', { ...silent, tcp: { fin: [at(1), at(1.02)] } }],
    ['the request never arrived', { ...silent, tcp: { firstDataAcked: [false, false] } }],
    ['something came that was not read', { bytes: [60, 300] }],
  ])('is not sure of silence when %s', (_, sketch) => {
    expect(judged([connect(TENANT)], sketch)).toBeUndefined();
  });

  it('goes on behind a tunnel that was opened', () => {
    const hello = seen('tls-client-hello', 0, 0.06, { via: 'connect', hello: { alpn: [] } });
    const failure = judged([connect(TENANT), answered(200, { headBytes: 39 }), hello], { bytes: [634, 39] });
    expect(failure).toMatchObject({ outcome: 'proxy-error', host: TENANT, port: 443, answer: 'tunnel-silence' });
  });

  it('blames nobody for silence after a plain request, which the server may owe', () => {
    expect(judged([viaProxy(TENANT)], silent)).toBeUndefined();
  });
});
