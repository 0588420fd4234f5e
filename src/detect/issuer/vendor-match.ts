/** The inspection product that a certificate chain names, and the words by which it does. */
import { type InspectionVendor, inspectionVendor } from '../../catalogue/inspection-vendors.ts';
import { matchesName, type NameAttribute } from '../../catalogue/issuer-name.ts';
import type { Certificate } from '../../wire/x509.ts';
import type { Rdn } from '../../wire/x509-name.ts';
import { attributesOf } from './issuer-attributes.ts';

export interface VendorMatch {
  readonly vendor: InspectionVendor;
  /** RFC 4514 text of the name that matched. */
  readonly issuer: string;
  /** The attribute that matched, such as `O=Zscaler Inc.`. */
  readonly matched: string;
}

/** Certificates are shared between flows: each is judged once. */
const known = new WeakMap<Certificate, { readonly match: VendorMatch | undefined }>();

/** Every issuer of the chain counts, and the names of the authorities in it; a strong match before a weak one. */
export function vendorOf(chain: readonly Certificate[]): VendorMatch | undefined {
  let weak: VendorMatch | undefined;
  for (const certificate of chain) {
    const match = vendorOfCertificate(certificate);
    if (match?.vendor.strength === 'strong') return match;
    weak ??= match;
  }
  return weak;
}

function vendorOfCertificate(certificate: Certificate): VendorMatch | undefined {
  const before = known.get(certificate);
  if (before !== undefined) return before.match;
  const match =
    matchOf(certificate.issuer, certificate.issuerText) ??
    (certificate.isCa ? matchOf(certificate.subject, certificate.subjectText) : undefined);
  known.set(certificate, { match });
  return match;
}

function matchOf(name: readonly Rdn[], issuer: string): VendorMatch | undefined {
  const attributes = attributesOf(name);
  const vendor = inspectionVendor(attributes);
  return vendor && { vendor, issuer, matched: matchedAttribute(vendor, attributes) };
}

function matchedAttribute(vendor: InspectionVendor, name: readonly NameAttribute[]): string {
  const pattern = vendor.issuer.find((each) => matchesName(each, name))!;
  const [type, expected] = Object.entries(pattern)[0];
  const { value } = name.find((attribute) => attribute.type === type && expected.test(attribute.value))!;
  return `${type}=${value}`;
}

const KINDS: Readonly<Record<InspectionVendor['kind'], string>> = {
  proxy: '',
  endpoint: ' (security software on the device)',
  debug: ' (debugging proxy)',
  'block-page': '',
};

/** What to call it: the vendor of a box in the network, the product where that says more. */
export function vendorName({ vendor, product, kind }: InspectionVendor): string {
  return kind === 'proxy' ? vendor : `${product}${KINDS[kind]}`;
}
