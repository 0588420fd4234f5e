import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue/match.ts';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { failedLookups, queriesFor } from '../../../src/detect/blocked/dns-lookups.ts';
import { Documents } from '../../../src/detect/documented.ts';
import { dnsFlow, dnsQuery, dnsResponse, lookup } from '../../support/dns-observations.ts';
import { at, TENANT } from '../../support/flow-facts.ts';

const documents = new Documents(createCatalogue());

function read(flow: FlowFacts) {
  const resolved: string[] = [];
  const failed = failedLookups(flow, documents, (name) => resolved.push(name));
  return { resolved, failed };
}

describe('failedLookups', () => {
  it('tells of an answer', () => {
    expect(read(lookup(TENANT, 0, { addresses: ['54.93.120.41'] }))).toEqual({ resolved: [TENANT], failed: [] });
  });

  it('tells of a response that denies the name', () => {
    const { failed } = read(lookup(TENANT, 1, { code: 3 }));
    expect(failed).toEqual([{ name: TENANT, type: 1, at: at(1.01), failure: { outcome: 'nxdomain', answers: [] } }]);
  });

  it('tells of a query without an answer', () => {
    const { failed } = read(dnsFlow([dnsQuery(TENANT, 1)], { until: 5 }));
    expect(failed).toEqual([{ name: TENANT, type: 1, at: at(1), failure: undefined }]);
  });

  it.each([
    ['a name that nothing documents', lookup('www.example.org', 0, { code: 3 })],
    ['a name behind a search suffix', lookup(`${TENANT}.corp.example.org`, 0, { code: 3 })],
    ['no data', lookup(TENANT, 0, { type: 28 })],
    ['another type', lookup(TENANT, 0, { type: 65, code: 2 })],
    ['multicast DNS', dnsFlow([dnsQuery(TENANT, 0, { multicast: true })])],
    ['a truncated response, asked again over TCP', lookup(TENANT, 0, { truncated: true, code: 2 })],
    ['Private Relay, which administrators turn off this way', lookup('mask-h2.icloud.com', 0, { code: 3 })],
    ['the name of a service that was switched off', lookup('gateway.push.apple.com', 0, { code: 3 })],
  ])('is silent on %s', (_, flow) => {
    expect(read(flow)).toEqual({ resolved: [], failed: [] });
  });

  it.each([
    ['answers that could not be read', dnsFlow([dnsQuery(TENANT, 0)], { packets: [1, 1] })],
    ['more answers than are kept', dnsFlow([dnsQuery(TENANT, 0)], { omitted: new Map([['dns-response', 3]]) })],
  ])('takes %s for an address', (_, flow) => {
    expect(read(flow)).toEqual({ resolved: [TENANT], failed: [] });
  });

  it('keeps A and AAAA apart', () => {
    const both = [dnsQuery(TENANT, 0), dnsQuery(TENANT, 0, { type: 28 }), dnsResponse(TENANT, 0.01, { type: 28 })];
    expect(read(dnsFlow(both)).failed).toMatchObject([{ type: 1, failure: undefined }]);
  });
});

describe('queriesFor', () => {
  it('counts the queries of the names', () => {
    const flow = dnsFlow([dnsQuery(TENANT, 0), dnsQuery('www.example.org', 1), dnsQuery(TENANT, 2, { type: 28 })]);
    expect(queriesFor(flow, new Set([TENANT]))).toBe(2);
  });
});
