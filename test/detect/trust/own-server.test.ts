import { expect, it } from 'vitest';
import { isAnsweredInBetween, isOwnServer } from '../../../src/detect/trust/own-server.ts';
import { AMAZON_ISSUER, COMPANY_ISSUER, certificate, ZSCALER_ISSUER } from '../../support/certificates.ts';
import { at, flowFacts, reached } from '../../support/flow-facts.ts';
import { ownCertificate, wentThrough } from '../../support/own-server.ts';

it('is the customer’s where a role tells it, not where a public name or a range does', () => {
  expect(isOwnServer(wentThrough())).toBe(true);
  expect(isOwnServer(reached())).toBe(false);
  expect(isOwnServer(flowFacts({ server: '17.57.144.20', serverName: undefined, port: 5223 }))).toBe(false);
  expect(isOwnServer(wentThrough([], { services: [] }))).toBe(false);
});

it('is the customer’s where an endpoint pack names it', () => {
  const [match] = wentThrough().services;
  const packed = (serverName: string) =>
    isOwnServer(
      wentThrough([], { serverName, services: [{ ...match, by: 'name', row: { ...match.row, ref: 'X:own' } }] }),
    );
  expect(packed('print.corp.example')).toBe(true);
  expect(packed('acme.jamfcloud.com')).toBe(false);
});

const inBetween = (flow: ReturnType<typeof reached>, leaf: ReturnType<typeof certificate>) =>
  isAnsweredInBetween(flow, { certificates: [leaf], at: at(0) });

it('tells a product that inspects, and on public hosts whoever does not sign for them', () => {
  expect(inBetween(reached(), certificate(ZSCALER_ISSUER))).toBe(true);
  expect(inBetween(wentThrough(), ownCertificate({}, ZSCALER_ISSUER))).toBe(true);
  expect(inBetween(reached(), certificate(COMPANY_ISSUER))).toBe(true);
  expect(inBetween(reached(), certificate(AMAZON_ISSUER))).toBe(false);
  expect(inBetween(wentThrough(), ownCertificate())).toBe(false);
});
