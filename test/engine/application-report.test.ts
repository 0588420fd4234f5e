import { describe, expect, it } from 'vitest';
import { dnsReport, httpReport } from '../../src/engine/application-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const asked = { id: 7, name: 'acme.jamfcloud.com', type: 1, typeName: 'A' };
const query = (more: object = {}) => seen('dns-query', 0, 1, { ...asked, ...more });
const answer = (more: object = {}) =>
  seen('dns-response', 1, 2, { ...asked, codeName: 'NOERROR', answers: ['192.0.2.1'], extendedErrors: [], ...more });

describe('dnsReport', () => {
  const dns = (observations: readonly Observation[], omitted?: ReadonlyMap<string, number>) =>
    dnsReport(flowFacts({ transport: 'udp', protocol: 'dns', observations, omitted }));

  it('is nothing on other flows', () => {
    expect(dnsReport(flowFacts({ protocol: 'tls' }))).toBeUndefined();
  });

  it('puts answers to their questions', () => {
    const other = { id: 8, name: 'gdmf.apple.com', type: 28, typeName: 'AAAA' };
    expect(dns([query(), query(other), answer({ ...other, answers: [], codeName: 'NXDOMAIN' }), answer()])).toEqual({
      queries: [
        { name: 'acme.jamfcloud.com', type: 'A', code: 'NOERROR', answers: ['192.0.2.1'] },
        { name: 'gdmf.apple.com', type: 'AAAA', code: 'NXDOMAIN', answers: [] },
      ],
    });
  });

  it('tells one message number from another question under it', () => {
    expect(dns([query(), answer({ name: 'other.example' })])?.queries.map(({ code }) => code)).toEqual([
      null,
      'NOERROR',
    ]);
  });

  it('counts a question that is sent again as one, until it was answered', () => {
    expect(dns([query(), query(), query()])?.queries).toHaveLength(1);
    expect(
      dns([query(), answer(), query(), answer({ codeName: 'SERVFAIL' })])?.queries.map(({ code }) => code),
    ).toEqual(['NOERROR', 'SERVFAIL']);
  });

  it('shows an answer whose question was not captured, and a question without answer', () => {
    expect(dns([answer()])?.queries).toHaveLength(1);
    expect(dns([query()])?.queries).toEqual([{ name: asked.name, type: 'A', code: null, answers: [] }]);
  });

  it('names the first extended error', () => {
    const errors = [
      { code: 15, name: 'Blocked' },
      { code: 17, name: 'Filtered' },
    ];
    expect(dns([query(), answer({ extendedErrors: errors })])?.queries[0].extendedError).toBe('Blocked');
  });

  it('lists 64 questions and counts the rest', () => {
    const many = Array.from({ length: 70 }, (_, id) => query({ id }));
    const report = dns(
      many,
      new Map([
        ['dns-query', 5],
        ['dns-response', 9],
      ]),
    );
    expect([report?.queries.length, report?.omitted]).toEqual([64, 11]);
  });
});

describe('httpReport', () => {
  it('tells who answered: fields of the answer, and the page', () => {
    const fields = {
      location: 'https://login.guest.example/',
      server: 'portal',
      viaHeader: '1.1 proxy',
      proxyError: 'ERR_DNS_FAIL 0',
    };
    const observations = [
      seen('http-request', 0, 1, { index: 0, method: 'GET', host: 'captive.apple.com', path: '/' }),
      seen('http-response', 1, 2, { requestIndex: 0, status: 302, ...fields }),
      seen('http-page', 1, 2, { requestIndex: 0, title: '302 Found', leadsTo: undefined, whole: true }),
    ];
    expect(httpReport(flowFacts({ protocol: 'http', observations }))?.requests[0]).toEqual({
      ...{ method: 'GET', host: 'captive.apple.com', path: '/', status: 302, location: 'https://login.guest.example/' },
      ...{ server: 'portal', via: '1.1 proxy', proxyError: 'ERR_DNS_FAIL 0', title: '302 Found' },
      at: { input: 0, frame: 1001 },
    });
  });

  const request = (index: number, more: object = {}) =>
    seen('http-request', 0, index, { index, method: 'GET', host: 'swcdn.apple.com', path: '/a', ...more });
  const response = (requestIndex: number | undefined, status: number) =>
    seen('http-response', 1, 5, { requestIndex, status });
  const http = (observations: readonly Observation[], omitted?: ReadonlyMap<string, number>) =>
    httpReport(flowFacts({ protocol: 'http', observations, omitted }));

  it('is nothing without a request', () => {
    expect(http([response(undefined, 200)])).toBeUndefined();
  });

  it('puts the status to its request', () => {
    expect(http([request(0), request(1, { path: '/b' }), response(1, 404), response(0, 200)])?.requests).toEqual([
      { method: 'GET', host: 'swcdn.apple.com', path: '/a', status: 200, at: { input: 0, frame: 1 } },
      { method: 'GET', host: 'swcdn.apple.com', path: '/b', status: 404, at: { input: 0, frame: 1001 } },
    ]);
  });

  it('lets the final status replace an interim one', () => {
    expect(http([request(0), response(0, 100), response(0, 200)])?.requests[0].status).toBe(200);
  });

  it('leaves out what is not known', () => {
    const [only] = http([request(0, { host: undefined }), response(undefined, 200)])!.requests;
    expect(only).toEqual({ method: 'GET', host: null, path: '/a', at: { input: 0, frame: 1 } });
  });

  it('tells whether a SCEP server answered, or somebody else', () => {
    const asked = request(0, { path: '/scep?operation=GetCACert', scep: 'GetCACert' });
    const answered = (contentType: string) =>
      seen('http-response', 1, 5, { requestIndex: 0, status: 200, contentType });
    const scep = (...observations: Observation[]) => http(observations)?.requests[0].scep;
    expect(scep(asked)).toEqual({ operation: 'GetCACert', answered: false });
    expect(scep(asked, answered('application/x-x509-ca-cert'))).toEqual({ operation: 'GetCACert', answered: true });
    expect(scep(asked, answered('text/html'))).toEqual({ operation: 'GetCACert', answered: false });
  });

  it('lists 64 requests and counts the rest', () => {
    const report = http(
      Array.from({ length: 66 }, (_, index) => request(index)),
      new Map([['http-request', 3]]),
    );
    expect([report?.requests.length, report?.omitted]).toEqual([64, 5]);
  });
});
