import { expect, it } from 'vitest';
import { refusedOf } from '../../../src/detect/inspection/refused.ts';
import { AMAZON_ISSUER, COMPANY_ISSUER, certificate, presented } from '../../support/certificates.ts';
import { at, type FlowSketch, greeted, seen, TENANT } from '../../support/flow-facts.ts';
import { connect } from '../../support/web.ts';

const alert = seen('tls-alert', 0, 0.06, { level: 2, code: 48 });
const refusing = (issuer: Readonly<Record<string, string>>, sketch: FlowSketch = {}) =>
  greeted({
    bytes: [600, 3000],
    observations: [...presented(0.04, certificate(issuer)), alert],
    ...sketch,
    tcp: { firstData: [at(0.021), at(0.04)], firstDataAcked: [true, true], ...sketch.tcp },
  });

it('keeps what the flow tells of the path', () => {
  expect(refusedOf(refusing(COMPANY_ISSUER))).toMatchObject({
    client: '10.20.0.15',
    name: TENANT,
    refusal: { how: 'alert', alertCode: 48 },
    chain: { certificates: [{ issuerText: expect.stringContaining('Inspection CA') }] },
    astray: false,
    delays: { synAck: 20e6, hello: 19e6 },
  });
  const resent = refusing(COMPANY_ISSUER, { tcp: { firstDataResent: [[at(0.03)], []] } });
  expect(refusedOf(resent)?.delays).toBeUndefined();
});

it('takes no proxy for somebody else', () => {
  const push = { server: '10.20.0.8', port: 3128, serverName: '1-courier.push.apple.com' };
  expect(refusedOf(refusing(COMPANY_ISSUER, push))).toMatchObject({ astray: true, delays: {} });
  const tunnel = [connect(push.serverName), ...presented(0.04, certificate(COMPANY_ISSUER)), alert];
  const tunnelled = refusing(COMPANY_ISSUER, { ...push, protocol: 'http', nameFrom: 'connect', observations: tunnel });
  expect(refusedOf(tunnelled)).toMatchObject({ astray: false, delays: undefined });
});

it.each([
  ['the genuine certificate', refusing(AMAZON_ISSUER)],
  ["the customer's own host", refusing(COMPANY_ISSUER, { serverName: 'jamf.example.org', server: '10.1.2.3' })],
  ['a flow without a name', refusing(COMPANY_ISSUER, { serverName: undefined })],
  ['no refusal', greeted()],
])('leaves out %s', (_, flow) => expect(refusedOf(flow)).toBeUndefined());
