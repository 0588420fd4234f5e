/** Object identifiers that certificates name things by (RFC 5280, RFC 4519, RFC 5480, RFC 8410; checked 2026-11-21). */

/** Attribute types with the short name that RFC 4514 or OpenSSL gives them. */
export const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.13': 'description',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.44': 'generationQualifier',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

export type KeyType = 'RSA' | 'RSA-PSS' | 'DSA' | 'EC' | 'Ed25519' | 'Ed448' | 'ML-DSA';

/** Public key algorithms; bits where the algorithm alone tells. */
export const KEY_ALGORITHMS: Readonly<Record<string, { readonly type: KeyType; readonly bits?: number }>> = {
  '1.2.840.113549.1.1.1': { type: 'RSA' },
  '1.2.840.113549.1.1.10': { type: 'RSA-PSS' },
  '1.2.840.10040.4.1': { type: 'DSA' },
  '1.2.840.10045.2.1': { type: 'EC' },
  '1.3.101.112': { type: 'Ed25519', bits: 256 },
  '1.3.101.113': { type: 'Ed448', bits: 448 },
  '2.16.840.1.101.3.4.3.17': { type: 'ML-DSA', bits: 10_496 },
  '2.16.840.1.101.3.4.3.18': { type: 'ML-DSA', bits: 15_616 },
  '2.16.840.1.101.3.4.3.19': { type: 'ML-DSA', bits: 20_736 },
};

/** Named curves, with the size of their field in bits. */
export const CURVES: Readonly<Record<string, { readonly name: string; readonly bits: number }>> = {
  '1.2.840.10045.3.1.1': { name: 'P-192', bits: 192 },
  '1.3.132.0.33': { name: 'P-224', bits: 224 },
  '1.2.840.10045.3.1.7': { name: 'P-256', bits: 256 },
  '1.3.132.0.34': { name: 'P-384', bits: 384 },
  '1.3.132.0.35': { name: 'P-521', bits: 521 },
  '1.3.132.0.10': { name: 'secp256k1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.7': { name: 'brainpoolP256r1', bits: 256 },
  '1.3.36.3.3.2.8.1.1.11': { name: 'brainpoolP384r1', bits: 384 },
  '1.3.36.3.3.2.8.1.1.13': { name: 'brainpoolP512r1', bits: 512 },
};

export type SignatureHash = 'md2' | 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** Signature algorithms by their usual names; no hash where the algorithm has its own. */
export const SIGNATURE_ALGORITHMS: Readonly<Record<string, { readonly name: string; readonly hash?: SignatureHash }>> =
  {
    '1.2.840.113549.1.1.2': { name: 'md2WithRSAEncryption', hash: 'md2' },
    '1.2.840.113549.1.1.4': { name: 'md5WithRSAEncryption', hash: 'md5' },
    '1.2.840.113549.1.1.5': { name: 'sha1WithRSAEncryption', hash: 'sha1' },
    '1.3.14.3.2.29': { name: 'sha1WithRSASignature', hash: 'sha1' },
    '1.2.840.113549.1.1.14': { name: 'sha224WithRSAEncryption', hash: 'sha224' },
    '1.2.840.113549.1.1.11': { name: 'sha256WithRSAEncryption', hash: 'sha256' },
    '1.2.840.113549.1.1.12': { name: 'sha384WithRSAEncryption', hash: 'sha384' },
    '1.2.840.113549.1.1.13': { name: 'sha512WithRSAEncryption', hash: 'sha512' },
    '1.2.840.113549.1.1.10': { name: 'RSASSA-PSS' },
    '1.2.840.10040.4.3': { name: 'dsaWithSHA1', hash: 'sha1' },
    '2.16.840.1.101.3.4.3.2': { name: 'dsaWithSHA256', hash: 'sha256' },
    '1.2.840.10045.4.1': { name: 'ecdsa-with-SHA1', hash: 'sha1' },
    '1.2.840.10045.4.3.1': { name: 'ecdsa-with-SHA224', hash: 'sha224' },
    '1.2.840.10045.4.3.2': { name: 'ecdsa-with-SHA256', hash: 'sha256' },
    '1.2.840.10045.4.3.3': { name: 'ecdsa-with-SHA384', hash: 'sha384' },
    '1.2.840.10045.4.3.4': { name: 'ecdsa-with-SHA512', hash: 'sha512' },
    '1.3.101.112': { name: 'Ed25519' },
    '1.3.101.113': { name: 'Ed448' },
    '2.16.840.1.101.3.4.3.17': { name: 'ML-DSA-44' },
    '2.16.840.1.101.3.4.3.18': { name: 'ML-DSA-65' },
    '2.16.840.1.101.3.4.3.19': { name: 'ML-DSA-87' },
  };

/** Digests, as the parameters of RSASSA-PSS name them. */
export const HASHES: Readonly<Record<string, SignatureHash>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Extensions that the decoder reads or notes. */
export const CERTIFICATE_EXTENSION = {
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  certificateTimestamps: '1.3.6.1.4.1.11129.2.4.2',
} as const;
