import { describe, expect, it } from 'vitest';
import { INSPECTION_VENDORS, type InspectionVendor } from '../../../src/catalogue/inspection-vendors.ts';
import { vendorName, vendorOf } from '../../../src/detect/issuer/vendor-match.ts';
import { AMAZON_ISSUER, COMPANY_ISSUER, certificate, ZSCALER_ISSUER } from '../../support/certificates.ts';

const vendors: readonly InspectionVendor[] = INSPECTION_VENDORS;
const weak = vendors.find((row) => row.strength === 'weak')!;

describe('vendorOf', () => {
  it.each(vendors.map((row) => [row.id, row] as const))('%s by its example', (_, row) => {
    const match = vendorOf([certificate(row.example)]);
    expect(match?.vendor.vendor).toBe(row.vendor);
    const [type, value] = match!.matched.split('=');
    expect(row.example[type as 'CN']).toBe(value);
  });

  it('reads every certificate of the chain, and the names of authorities in it', () => {
    const leaf = certificate({ O: 'Example Corp', CN: 'Issuing CA' });
    const below = certificate(ZSCALER_ISSUER, { O: 'Example Corp', CN: 'Issuing CA' }, true);
    expect(vendorOf([leaf, below])?.vendor.id).toBe('zscaler');
    expect(vendorOf([leaf, certificate(COMPANY_ISSUER, ZSCALER_ISSUER, true)])?.vendor.id).toBe('zscaler');
  });

  it('does not read the name of a leaf: a vendor has web sites of its own', () => {
    expect(vendorOf([certificate(AMAZON_ISSUER, ZSCALER_ISSUER)])).toBeUndefined();
  });

  it('prefers a strong match', () => {
    const chain = [certificate(weak.example), certificate(ZSCALER_ISSUER)];
    expect(vendorOf(chain)?.vendor.id).toBe('zscaler');
    expect(vendorOf(chain.slice(0, 1))?.vendor.strength).toBe('weak');
  });

  it('finds none in public and private issuers', () => {
    expect(vendorOf([certificate(AMAZON_ISSUER), certificate(COMPANY_ISSUER)])).toBeUndefined();
  });
});

describe('vendorName', () => {
  it('names the vendor of a box, and says of others what they are', () => {
    const names = new Map(vendors.map((row) => [row.id, vendorName(row)]));
    expect(names.get('zscaler')).toBe('Zscaler');
    expect(names.get('mitmproxy')).toBe('mitmproxy (debugging proxy)');
    expect(names.get('fortiguard-block-page')).toBe('FortiGuard block page');
    for (const row of vendors) {
      if (row.kind === 'endpoint') expect(vendorName(row)).toMatch(/\(security software on the device\)$/);
    }
  });
});
