import { expect, it } from 'vitest';
import { isGenuinePublic, isOwnServer } from '../../../src/detect/trust/own-server.ts';
import { AMAZON_ISSUER, APPLE_ISSUER, COMPANY_ISSUER, certificate } from '../../support/certificates.ts';
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

const genuine = (flow: ReturnType<typeof reached>, leaf: ReturnType<typeof certificate>) =>
  isGenuinePublic(flow, { certificates: [leaf], at: at(0) });

it('takes a public host for genuine by the issuer that it should have, or by any public one', () => {
  const other = reached({ serverName: 'webapi.teamviewer.com', server: '185.188.32.10' });
  expect(genuine(reached(), certificate(APPLE_ISSUER))).toBe(true);
  expect(genuine(reached(), certificate(AMAZON_ISSUER))).toBe(true);
  expect(genuine(reached(), certificate(COMPANY_ISSUER))).toBe(false);
  expect(genuine(other, certificate(AMAZON_ISSUER))).toBe(true);
  expect(genuine(other, certificate(COMPANY_ISSUER))).toBe(false);
  expect(genuine(wentThrough(), ownCertificate())).toBe(false);
});
