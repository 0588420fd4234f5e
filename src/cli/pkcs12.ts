/**
 * PKCS #12 (RFC 7292), opened with a password. By node-forge, which reads what OpenSSL 3 and Keychain write (PBES2) and what older ones
 * wrote (RC2-40, 3DES); pkijs knows PBES2 only. Loaded on demand: half a megabyte that hardly anybody needs.
 */
import forge from 'node-forge';

export interface OpenedPkcs12 {
  /** DER, in the order of the file. */
  readonly certificates: readonly Uint8Array[];
  /** Index of the one that a private key of the file belongs to; `undefined` when none is said to. */
  readonly keyOf: number | undefined;
  readonly keys: number;
}

/** `password`: it does not open the file. `malformed`: it is no PKCS #12. */
export function openPkcs12(bytes: Uint8Array, password: string): OpenedPkcs12 | 'password' | 'malformed' {
  let file: forge.asn1.Asn1;
  try {
    file = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'));
  } catch {
    return 'malformed';
  }
  try {
    return contentsOf(forge.pkcs12.pkcs12FromAsn1(file, true, password));
  } catch (error) {
    return /password|MAC/i.test(String(error)) ? 'password' : 'malformed';
  }
}

function contentsOf(opened: forge.pkcs12.Pkcs12Pfx): OpenedPkcs12 {
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
  const keys = bags.filter(({ type }) => type === KEY || type === SHROUDED_KEY);
  const ids = keys.flatMap(localKeyId);
  const own = bags.filter(({ type }) => type === CERTIFICATE);
  const index = own.findIndex((bag) => localKeyId(bag).some((id) => ids.includes(id)));
  return { certificates: own.map(derOf), keyOf: index < 0 ? undefined : index, keys: keys.length };
}

const { certBag: CERTIFICATE, keyBag: KEY, pkcs8ShroudedKeyBag: SHROUDED_KEY } = forge.pki.oids;

function localKeyId({ attributes }: forge.pkcs12.Bag): string[] {
  return (attributes as { localKeyId?: string[] } | undefined)?.localKeyId ?? [];
}

/** Of a certificate whose key is no RSA, forge keeps the bytes only. */
function derOf({ cert, asn1 }: forge.pkcs12.Bag): Uint8Array {
  const tree = cert === undefined || cert === null ? asn1 : forge.pki.certificateToAsn1(cert);
  return Buffer.from(forge.asn1.toDer(tree).getBytes(), 'latin1');
}
