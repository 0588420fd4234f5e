import { expect, it } from 'vitest';
import { expectedIssuer } from '../../../src/catalogue/expected-issuers.ts';
import { type Issued, issuedOf, issuerSignals } from '../../../src/detect/inspection/issuer-signals.ts';
import { COMPANY_ISSUER, certificate } from '../../support/certificates.ts';
import { at, reached, seen } from '../../support/flow-facts.ts';

const DAY = 24 * 3600 * 1000;
const START = Date.UTC(2026, 10, 21, 9);
const issued = (
  more: Partial<Issued> = {},
  dates: { notBefore?: number; notAfter?: number; hasSct?: boolean } = {},
) => {
  const leaf = { ...certificate(COMPANY_ISSUER), notBefore: START - 90 * DAY, notAfter: START + 90 * DAY, ...dates };
  const chain = { certificates: [leaf] as const, at: at(0.04) };
  const expected = expectedIssuer('gdmf.apple.com')!;
  return { chain, leaf, expected, lowered: false, timestamps: false, time: 60e9, ...more };
};
const names = (one: Issued, sharedWith: string[] = [], startedAt: string | undefined = new Date(START).toISOString()) =>
  issuerSignals([one], { sharedWith, startedAt }).map(({ name, strength }) => `${strength} ${name}`);
const ALONE = 'strong foreign-issuer';

it.each([
  ['a certificate that was logged', issued({}, { hasSct: true }), [ALONE]],
  ['timestamps in the handshake', issued({ timestamps: true }), [ALONE]],
  ['none', issued(), [ALONE, 'weak no-timestamps']],
  ['a courier, whose chain is private', issued({ expected: expectedIssuer('1-courier.push.apple.com')! }), [ALONE]],
  ['made two hours before', issued({ timestamps: true }, { notBefore: START - DAY / 12 }), [ALONE, 'weak fresh']],
  ['made after', issued({ timestamps: true }, { notBefore: START + DAY }), [ALONE]],
  [
    'valid for two weeks',
    issued({ timestamps: true }, { notBefore: START - 7 * DAY, notAfter: START + 7 * DAY }),
    [ALONE, 'weak short-lived'],
  ],
  ['a lower version', issued({ timestamps: true, lowered: true }), [ALONE, 'moderate lower-version']],
])('weighs %s', (_, one, expected) => expect(names(one)).toEqual(expected));

it('takes an issuer shared with strangers for proof', () => {
  expect(names(issued({ timestamps: true }), ['www.example.org'])).toEqual([ALONE, 'conclusive shared-issuer']);
});

it('does not know the age without a clock', () => {
  const fresh = issued({ timestamps: true }, { notBefore: START });
  expect(issuerSignals([fresh], { sharedWith: [], startedAt: undefined })).toHaveLength(1);
});

it('reads from a flow what was offered and answered', () => {
  const { chain, leaf, expected } = issued();
  const flow = reached({
    observations: [
      seen('tls-client-hello', 0, 0.02, { hello: { alpn: [], highestVersion: 0x0304 } }),
      seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0303, certificateTimestamps: true }, resumed: false }),
    ],
  });
  expect(issuedOf(flow, { chain, leaf, expected })).toMatchObject({ lowered: true, timestamps: true, time: 0.04e9 });
  expect(issuedOf(reached(), { chain, leaf, expected })).toMatchObject({ lowered: false, timestamps: false });
});
