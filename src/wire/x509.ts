/**
 * X.509 certificates (RFC 5280), read for their names, dates, key and a few extensions. Takes what real certificates
 * hold, standard or not; checks no signature. `node:crypto` costs 121 µs a certificate, throws, and flattens the names.
 */
import { sha256 } from '../bytes/crypto.ts';
import { ipAddressText } from '../bytes/ip-address.ts';
import { asciiText, hexText } from '../bytes/text.ts';
import { DER, DerReader, derTime, oidText } from './der.ts';
import { decodeName, nameText, type Rdn } from './x509-name.ts';
import {
  CERTIFICATE_EXTENSION,
  CURVES,
  HASHES,
  KEY_ALGORITHMS,
  type KeyType,
  SIGNATURE_ALGORITHMS,
  type SignatureHash,
} from './x509-names.ts';

export interface SubjectAltNames {
  /** As written, lower case. */
  readonly dns: readonly string[];
  /** RFC 5952 text. */
  readonly ip: readonly string[];
  /** Names beyond `MAX_ALT_NAMES`, not kept. */
  readonly omitted: number;
}

export interface Certificate {
  readonly subject: readonly Rdn[];
  readonly issuer: readonly Rdn[];
  /** RFC 4514. */
  readonly subjectText: string;
  readonly issuerText: string;
  /** Hexadecimal as in the certificate, with a leading 00 where it has one. */
  readonly serial: string;
  /** Milliseconds since 1970; `undefined` when it is no date. */
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  readonly subjectAltNames: SubjectAltNames;
  readonly isCa: boolean;
  /** `undefined`: an algorithm that we do not know. */
  readonly keyType: KeyType | undefined;
  /** Modulus or field size in bits; 0 when unknown. */
  readonly keyBits: number;
  readonly curve: string | undefined;
  /** Usual name, or the object identifier. */
  readonly signatureAlgorithm: string;
  readonly signatureHash: SignatureHash | undefined;
  /** Signed certificate timestamps are embedded: it was logged as public CAs must. */
  readonly hasSct: boolean;
  readonly hasAia: boolean;
  readonly hasCrl: boolean;
  /** Object identifiers of the extended key usages. */
  readonly extendedKeyUsages: readonly string[];
  /** Bytes of the whole certificate. */
  readonly length: number;
  /** Fingerprint in hexadecimal, computed when first asked for. */
  readonly sha256: string;
}

/** Alternative names kept of one certificate; CDNs fill about 100. */
export const MAX_ALT_NAMES = 256;

const MAX_USAGES = 32;
const MAX_EXTENSIONS = 128;

/** Reads one certificate. Keeps `der`. `undefined` when not even names and dates can be found. */
export function decodeCertificate(der: Uint8Array): Certificate | undefined {
  const outer = new DerReader(der);
  if (!outer.nextIs(DER.sequence)) return undefined;
  const certificate = outer.inside();
  if (!certificate.nextIs(DER.sequence)) return undefined;
  const fields = certificate.inside();
  fields.nextIf(VERSION);
  if (!fields.nextIs(DER.integer)) return undefined;
  const serial = hexText(fields.content());
  if (!fields.nextIs(DER.sequence)) return undefined;
  const signature = signatureAlgorithm(fields.inside());
  if (!fields.nextIs(DER.sequence)) return undefined;
  const issuer = decodeName(fields.inside());
  if (!fields.nextIs(DER.sequence)) return undefined;
  const [notBefore, notAfter] = validity(fields.inside());
  if (!fields.nextIs(DER.sequence)) return undefined;
  const subject = decodeName(fields.inside());
  const key = fields.nextIf(DER.sequence) ? publicKey(fields.inside()) : UNKNOWN_KEY;
  const extensions = readExtensions(fields);
  let fingerprint: string | undefined;
  return {
    subject,
    issuer,
    subjectText: nameText(subject),
    issuerText: nameText(issuer),
    serial,
    notBefore,
    notAfter,
    ...extensions,
    ...key,
    ...signature,
    length: der.length,
    get sha256() {
      fingerprint ??= hexText(sha256(der));
      return fingerprint;
    },
  };
}

/** Context tags of TBSCertificate. */
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

function validity(reader: DerReader): [number | undefined, number | undefined] {
  const time = () => (reader.next() ? derTime(reader.tag, reader.content()) : undefined);
  return [time(), time()];
}

function signatureAlgorithm(reader: DerReader): Pick<Certificate, 'signatureAlgorithm' | 'signatureHash'> {
  const oid = nextOid(reader);
  const known = SIGNATURE_ALGORITHMS[oid];
  const name = known?.name ?? oid;
  return { signatureAlgorithm: name, signatureHash: name === 'RSASSA-PSS' ? pssHash(reader) : known?.hash };
}

/** The hash in RSASSA-PSS-params, SHA-1 by default (RFC 4055 3.1). */
function pssHash(reader: DerReader): SignatureHash | undefined {
  if (!reader.nextIf(DER.sequence)) return 'sha1';
  const parameters = reader.inside();
  if (!parameters.nextIf(0xa0)) return 'sha1';
  const algorithm = parameters.inside();
  return algorithm.next() ? HASHES[nextOid(algorithm.inside())] : undefined;
}

type Key = Pick<Certificate, 'keyType' | 'keyBits' | 'curve'>;

const UNKNOWN_KEY: Key = { keyType: undefined, keyBits: 0, curve: undefined };

function publicKey(reader: DerReader): Key {
  if (!reader.nextIs(DER.sequence)) return UNKNOWN_KEY;
  const algorithm = reader.inside();
  const known = KEY_ALGORITHMS[nextOid(algorithm)];
  if (known === undefined || !reader.nextIs(DER.bitString)) return UNKNOWN_KEY;
  // The first content octet of a BIT STRING counts its unused bits.
  const inner = new DerReader(reader.bytes, reader.start + 1, reader.end);
  switch (known.type) {
    case 'RSA':
    case 'RSA-PSS':
      return { keyType: known.type, keyBits: inner.next() ? firstIntegerBits(inner.inside()) : 0, curve: undefined };
    case 'DSA':
      return { keyType: 'DSA', keyBits: algorithm.next() ? firstIntegerBits(algorithm.inside()) : 0, curve: undefined };
    case 'EC':
      return ellipticKey(nextOid(algorithm), reader.end - reader.start - 1);
    default:
      return { keyType: known.type, keyBits: known.bits ?? 0, curve: undefined };
  }
}

/** A curve that we do not know is measured by its point, two coordinates behind one octet. */
function ellipticKey(oid: string, pointLength: number): Key {
  const curve = CURVES[oid];
  return {
    keyType: 'EC',
    keyBits: curve?.bits ?? Math.max(0, (pointLength - 1) >> 1) * 8,
    curve: curve?.name ?? (oid || undefined),
  };
}

function firstIntegerBits(reader: DerReader): number {
  if (!reader.nextIs(DER.integer)) return 0;
  let at = reader.start;
  while (at < reader.end && reader.bytes[at] === 0) at++;
  return at === reader.end ? 0 : (reader.end - at) * 8 - (Math.clz32(reader.bytes[at]) - 24);
}

type Extensions = {
  -readonly [Field in
    | 'subjectAltNames'
    | 'isCa'
    | 'hasSct'
    | 'hasAia'
    | 'hasCrl'
    | 'extendedKeyUsages']: Certificate[Field];
};

/** What is left of TBSCertificate: unique identifiers, which nobody uses, and the extensions. */
function readExtensions(fields: DerReader): Extensions {
  const found: Extensions = {
    subjectAltNames: NO_ALT_NAMES,
    isCa: false,
    hasSct: false,
    hasAia: false,
    hasCrl: false,
    extendedKeyUsages: [],
  };
  while (fields.next() && fields.tag !== EXTENSIONS);
  if (fields.tag !== EXTENSIONS) return found;
  const wrapper = fields.inside();
  const list = wrapper.next() ? wrapper.inside() : wrapper;
  for (let count = 0; count < MAX_EXTENSIONS && list.next(); count++) readExtension(list.inside(), found);
  return found;
}

const NO_ALT_NAMES: SubjectAltNames = { dns: [], ip: [], omitted: 0 };

function readExtension(reader: DerReader, found: Extensions): void {
  const oid = nextOid(reader);
  reader.nextIf(DER.boolean); // critical
  if (!reader.nextIs(DER.octetString)) return;
  const value = reader.inside();
  switch (oid) {
    case CERTIFICATE_EXTENSION.subjectAltName:
      if (value.next()) found.subjectAltNames = altNames(value.inside());
      break;
    case CERTIFICATE_EXTENSION.basicConstraints:
      found.isCa = value.next() && isTrue(value.inside());
      break;
    case CERTIFICATE_EXTENSION.extendedKeyUsage:
      if (value.next()) found.extendedKeyUsages = oids(value.inside());
      break;
    case CERTIFICATE_EXTENSION.certificateTimestamps:
      found.hasSct = true;
      break;
    case CERTIFICATE_EXTENSION.authorityInfoAccess:
      found.hasAia = true;
      break;
    case CERTIFICATE_EXTENSION.crlDistributionPoints:
      found.hasCrl = true;
      break;
  }
}

/** Context tags of GeneralName (RFC 5280 4.2.1.6). */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

function altNames(reader: DerReader): SubjectAltNames {
  const dns: string[] = [];
  const ip: string[] = [];
  let omitted = 0;
  while (reader.next()) {
    if (reader.tag !== DNS_NAME && reader.tag !== IP_ADDRESS) continue;
    if (dns.length + ip.length >= MAX_ALT_NAMES) omitted++;
    else if (reader.tag === DNS_NAME) dns.push(asciiText(reader.content()).toLowerCase());
    else ip.push(...addressText(reader));
  }
  return { dns, ip, omitted };
}

function addressText(reader: DerReader): string[] {
  const length = reader.end - reader.start;
  if (length !== 4 && length !== 16) return [];
  return [ipAddressText(reader.bytes, reader.start, length === 4 ? 4 : 6)];
}

function isTrue(reader: DerReader): boolean {
  return reader.nextIf(DER.boolean) && reader.bytes[reader.start] !== 0;
}

function oids(reader: DerReader): string[] {
  const found: string[] = [];
  while (found.length < MAX_USAGES && reader.nextIs(DER.oid)) found.push(oidText(reader.content()));
  return found;
}

/** The next element as an object identifier; '' when it is none. */
function nextOid(reader: DerReader): string {
  return reader.nextIs(DER.oid) ? oidText(reader.content()) : '';
}
