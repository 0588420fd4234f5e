import { expect, it } from 'vitest';
import { isAnsweredInBetween } from '../../../src/detect/issuer/answered-in-between.ts';
import { AMAZON_ISSUER, COMPANY_ISSUER, certificate, ZSCALER_ISSUER } from '../../support/certificates.ts';
import { at, reached } from '../../support/flow-facts.ts';
import { ownCertificate, wentThrough } from '../../support/own-server.ts';

const inBetween = (flow: ReturnType<typeof reached>, leaf: ReturnType<typeof certificate>) =>
  isAnsweredInBetween(flow, { certificates: [leaf], at: at(0) });

it('tells a product that inspects, and on public hosts whoever does not sign for them', () => {
  expect(inBetween(reached(), certificate(ZSCALER_ISSUER))).toBe(true);
  expect(inBetween(wentThrough(), ownCertificate({}, ZSCALER_ISSUER))).toBe(true);
  expect(inBetween(reached(), certificate(COMPANY_ISSUER))).toBe(true);
  expect(inBetween(reached(), certificate(AMAZON_ISSUER))).toBe(false);
  expect(inBetween(wentThrough(), ownCertificate())).toBe(false);
});
