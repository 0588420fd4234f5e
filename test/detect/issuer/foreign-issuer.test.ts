import { describe, expect, it } from 'vitest';
import { expectedIssuer } from '../../../src/catalogue/expected-issuers.ts';
import { foreignIssuer, judgement } from '../../../src/detect/issuer/foreign-issuer.ts';
import {
  AMAZON_ISSUER,
  APPLE_ISSUER,
  COMPANY_ISSUER,
  certificate,
  type Names,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { reached } from '../../support/flow-facts.ts';

const of = (serverName: string | undefined, issuer: Names) =>
  foreignIssuer(reached({ serverName, observations: presented(0.04, certificate(issuer)) }));

describe('foreignIssuer', () => {
  it('is one that is neither the owner nor a public authority', () => {
    expect(of('gdmf.apple.com', COMPANY_ISSUER)).toMatchObject({ expected: { id: 'apple' } });
    expect(of('acme.jamfcloud.com', COMPANY_ISSUER)).toMatchObject({
      leaf: { issuerText: 'CN=Example Corp Inspection CA,O=Example Corp,C=US' },
    });
  });

  it.each([
    ['the owner', 'gdmf.apple.com', APPLE_ISSUER],
    ['a public authority', 'acme.jamfcloud.com', AMAZON_ISSUER],
    ['a public authority where it is unusual', 'gdmf.apple.com', AMAZON_ISSUER],
    ['a known product, which is another rule', 'gdmf.apple.com', ZSCALER_ISSUER],
    ['a host of nobody in particular', 'www.example.org', COMPANY_ISSUER],
    ['no name', undefined, COMPANY_ISSUER],
  ])('is not %s', (_, name, issuer) => {
    expect(of(name, issuer)).toBeUndefined();
  });

  it('is unknown without a certificate', () => {
    expect(foreignIssuer(reached())).toBeUndefined();
  });
});

describe('judgement', () => {
  it('is that of the table, for each kind of host', () => {
    const leaf = certificate(AMAZON_ISSUER);
    for (let again = 0; again < 2; again++) {
      expect(judgement(expectedIssuer('gdmf.apple.com')!, leaf)).toBe('public');
      expect(judgement(expectedIssuer('acme.jamfcloud.com')!, leaf)).toBe('expected');
    }
  });
});
