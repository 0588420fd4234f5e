import { expect, it } from 'vitest';
import { serverChain } from '../../../src/detect/server-chain.ts';
import { UnknownIssuers, unknownIssuer } from '../../../src/detect/survey/unknown-issuers.ts';
import {
  AMAZON_ISSUER,
  COMPANY_ISSUER,
  certificate,
  type Names,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { CLIENT, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';

const ISSUER = 'CN=Example Corp Inspection CA,O=Example Corp,C=US';
const shown = (serverName: string, issuer: Names = COMPANY_ISSUER, sketch: FlowSketch = {}) =>
  reached({
    ...{ serverName, server: '203.0.113.80', ...sketch },
    observations: presented(0.04, certificate(issuer, { CN: serverName })),
  });
const issuerOf = (flow: ReturnType<typeof reached>) => unknownIssuer(flow, serverChain(flow)!);

it.each([
  ['a host of Apple', shown('gdmf.apple.com'), ISSUER],
  ['a host that nothing documents', shown('www.example.org'), ISSUER],
  ['a public authority', shown('www.example.org', AMAZON_ISSUER), undefined],
  ['a known product', shown('www.example.org', ZSCALER_ISSUER), undefined],
  ['a host inside', shown('www.example.org', COMPANY_ISSUER, { server: '10.1.2.3' }), undefined],
  ['what signed itself', shown('www.example.org', { CN: 'www.example.org' }), undefined],
])('judges %s', (_, flow, issuer) => expect(issuerOf(flow)).toBe(issuer));

it('takes timestamps in the handshake for a logged certificate', () => {
  const hello = { version: 0x0303, helloRetryRequest: false, certificateTimestamps: true };
  const flow = shown('www.example.org');
  const [, certificates] = flow.observations;
  const logged = {
    ...flow,
    observations: [seen('tls-server-hello', 1, 0.04, { hello, resumed: false }), certificates],
  };
  expect(issuerOf(logged)).toBeUndefined();
});

it('knows the hosts of an issuer, and for whom a client met somebody else', () => {
  const issuers = new UnknownIssuers(() => {});
  for (const flow of [
    shown('gdmf.apple.com'),
    shown('mdmenrollment.apple.com'),
    shown('www.example.org'),
    shown('acme.jamfcloud.com', ZSCALER_ISSUER),
  ])
    issuers.note(flow);
  expect(issuers.sharedWith(ISSUER, 'iprofiles.apple.com')).toEqual(['www.example.org']);
  expect(issuers.sharedWith(ISSUER, 'www.example.net')).toEqual([
    'gdmf.apple.com',
    'mdmenrollment.apple.com',
    'www.example.org',
  ]);
  expect(issuers.sharedWith('CN=Nobody', 'www.example.net')).toEqual([]);
  expect(issuers.inspectedNames(CLIENT, new Set(['gdmf.apple.com', 'www.example.org'])).sort()).toEqual([
    'acme.jamfcloud.com',
    'mdmenrollment.apple.com',
  ]);
  expect(issuers.inspectedNames('10.20.0.99', new Set())).toEqual([]);
});

it('keeps the latest hosts of an issuer', () => {
  const issuers = new UnknownIssuers(() => {});
  const flows = Array.from({ length: 65 }, (_, n) => shown(`h.example${n}.org`));
  for (const flow of flows) issuers.note(flow);
  const [{ certificates }] = flows.map((flow) => serverChain(flow)!);
  const hosts = issuers.sharedWith(certificates[0].issuerText, 'www.example.com');
  expect([hosts.length, hosts.includes('h.example0.org'), hosts.includes('h.example64.org')]).toEqual([
    64,
    false,
    true,
  ]);
});
