import { describe, expect, it } from 'vitest';
import { describeRequest, describeResponse, MAX_VALUE } from '../../src/probe/http-observations.ts';
import { decodeHttpHead, type HttpRequestHead, type HttpResponseHead } from '../../src/wire/http.ts';
import { concat } from '../support/hex.ts';

describe('describeRequest', () => {
  const describeText = (text: string) => describeRequest(decodeHttpHead(concat(text)) as HttpRequestHead);

  it('says whom and what the request is for', () => {
    expect(
      describeText('GET http://captive.apple.com/ HTTP/1.1\r\nHost: b\r\nUser-Agent: CaptiveNetworkSupport\r\n\r\n'),
    ).toEqual({
      method: 'GET',
      target: 'http://captive.apple.com/',
      form: 'absolute',
      host: 'captive.apple.com',
      port: undefined,
      path: '/',
      userAgent: 'CaptiveNetworkSupport',
      cut: false,
    });
  });

  it('keeps the scheme of credentials for a proxy, and nothing of them', () => {
    const said = describeText('CONNECT a:443 HTTP/1.1\r\nProxy-Authorization: Basic c2VjcmV0\r\n\r\n');
    expect(said.proxyAuthorization).toBe('Basic');
    expect(JSON.stringify(said)).not.toContain('c2VjcmV0');
  });

  it('knows what is asked of a SCEP server', () => {
    expect(describeText('GET /scep?operation=GetCACert HTTP/1.1\r\n\r\n').scep).toBe('GetCACert');
    expect(describeText('GET /scep HTTP/1.1\r\n\r\n').scep).toBeUndefined();
  });

  it('keeps values short', () => {
    const long = 'a'.repeat(2 * MAX_VALUE);
    const said = describeText(`GET /${long} HTTP/1.1\r\nHost: ${long}\r\nUser-Agent: ${long}\r\n`);
    for (const value of [said.target, said.path, said.host, said.userAgent]) expect(value).toHaveLength(MAX_VALUE);
    expect(said.cut).toBe(true);
  });
});

describe('describeResponse', () => {
  const describeText = (text: string) => describeResponse(decodeHttpHead(concat(text)) as HttpResponseHead);

  it('lists all challenges of a proxy', () => {
    const fields = 'Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n';
    expect(describeText(`HTTP/1.1 407 No\r\n${fields}\r\n`).proxyAuthenticate).toBe('Negotiate, NTLM');
  });

  it.each([
    ['X-Squid-Error: ERR_ACCESS_DENIED 0', 'ERR_ACCESS_DENIED 0'],
    ['Proxy-Status: proxy.corp.example; error=http_request_denied; details="x"', 'http_request_denied'],
    ['Proxy-Status: cdn.example; hit', undefined],
  ])('takes the proxy at its word: %s', (field, proxyError) => {
    expect(describeText(`HTTP/1.1 403 No\r\n${field}\r\n\r\n`).proxyError).toBe(proxyError);
  });

  it('says who answers and what', () => {
    const text =
      'HTTP/1.1 407 No\r\nServer: squid\r\nProxy-Authenticate: NTLM\r\nVia: 1.1 p\r\nLocation: /b\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n';
    expect(describeText(text)).toEqual({
      status: 407,
      reason: 'No',
      server: 'squid',
      contentType: 'text/html',
      contentLength: 12,
      location: '/b',
      viaHeader: '1.1 p',
      proxyAuthenticate: 'NTLM',
      cut: false,
    });
  });

  it('leaves out what is not there', () => {
    const said = describeText('HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n');
    expect([said.server, said.location, said.contentLength]).toEqual([undefined, undefined, undefined]);
  });
});
