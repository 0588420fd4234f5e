/** The certificates of a file, whatever holds them: PEM (RFC 7468), DER, or PKCS #12 behind a password. */
import { type Certificate, decodeCertificate } from '../wire/x509.ts';

/** Larger files are none of certificates. */
export const MAX_CERTIFICATE_FILE = 1 << 20;
const MAX_CERTIFICATES = 64;

export interface CertificateFile {
  readonly leaf: Certificate;
  /** The private key is in the file, and is the leaf's. */
  readonly hasKey: boolean;
}

/** A password for a file that is locked; `undefined` when there is none to be had. */
export type AskPassword = () => Promise<string | undefined>;

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
/** SEQUENCE, version 3: so begins a PFX and no certificate. */
const PFX_VERSION = [0x02, 0x01, 0x03];

export async function readCertificateFile(bytes: Uint8Array, ask: AskPassword): Promise<CertificateFile | string> {
  const text = new TextDecoder('latin1').decode(bytes);
  if (text.includes('-----BEGIN ')) return fromPem(text);
  const single = decodeCertificate(bytes);
  if (single !== undefined) return chosen([single], false);
  return isPfx(bytes) ? fromPkcs12(bytes, ask) : NOT_ONE;
}

const NOT_ONE = 'is no certificate: neither PEM nor DER nor PKCS #12';

function fromPem(text: string): CertificateFile | string {
  const blocks = [...text.matchAll(BLOCK)].slice(0, MAX_CERTIFICATES);
  const ders = blocks.flatMap(([, label, body]) => (CERTIFICATE.test(label) ? [Buffer.from(body, 'base64')] : []));
  const labels = blocks.map(([, label]) => label);
  if (ders.length === 0) {
    const held = labels.length === 0 ? 'nothing that is whole' : `only ${[...new Set(labels)].join(', ')}`;
    return `holds no certificate (${held})`;
  }
  const certificates = ders.map((der) => decodeCertificate(der));
  if (certificates.includes(undefined)) return 'holds a certificate that cannot be read: the file is damaged';
  return chosen(
    certificates as Certificate[],
    labels.some((label) => label.endsWith('PRIVATE KEY')),
  );
}

const CERTIFICATE = /^(?:X509 |TRUSTED )?CERTIFICATE$/;

async function fromPkcs12(bytes: Uint8Array, ask: AskPassword): Promise<CertificateFile | string> {
  const { openPkcs12 } = await import('./pkcs12.ts');
  const password = await ask();
  if (password === undefined) return NEEDS_PASSWORD;
  const opened = openPkcs12(bytes, password);
  if (opened === 'password') return WRONG_PASSWORD;
  if (opened === 'malformed') return 'is damaged, or no PKCS #12 file after all';
  if (opened.certificates.length === 0) return 'holds no certificate';
  if (opened.keys === 0) return 'holds no private key: Jamf Pro cannot use it. Export certificate and key together';
  const certificates = opened.certificates.map((der) => decodeCertificate(der));
  const own = opened.keyOf === undefined ? undefined : certificates[opened.keyOf];
  if (own !== undefined) return { leaf: own, hasKey: true };
  if (certificates.includes(undefined)) return 'holds a certificate that cannot be read: the file is damaged';
  return chosen(certificates as Certificate[], true);
}

export const NEEDS_PASSWORD = 'is locked with a password, and none was given';
export const WRONG_PASSWORD = 'cannot be opened with this password';

/** The one that no authority is; of several such nobody knows which is meant. */
function chosen(certificates: readonly Certificate[], hasKey: boolean): CertificateFile | string {
  const leaves = certificates.length === 1 ? certificates : certificates.filter(({ isCa }) => !isCa);
  const distinct = [...new Map(leaves.map((leaf) => [leaf.sha256, leaf])).values()];
  if (distinct.length === 1) return { leaf: distinct[0], hasKey };
  if (distinct.length === 0) return 'holds certificates of authorities only';
  const names = distinct.map(({ subjectText }) => subjectText || 'one without a name').join('; ');
  return `holds ${distinct.length} certificates, and which is meant cannot be told: ${names}`;
}

function isPfx(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const content = bytes[1] < 0x80 ? 2 : 2 + (bytes[1] & 0x7f);
  return PFX_VERSION.every((byte, index) => bytes[content + index] === byte);
}
