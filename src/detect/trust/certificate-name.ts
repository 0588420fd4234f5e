/** Whether a certificate is for the name that the client asked for (RFC 9525 6.3; RFC 6125 6.4.4 for the common name). */
import { addressBytes } from '../../catalogue/address-bytes.ts';
import type { Certificate } from '../../wire/x509.ts';

/** The names that it is for: alternative names, or where it has none the common name of old. */
export function namesOf({ subjectAltNames: { dns, ip }, subject }: Certificate): string[] {
  const alternatives = [...dns, ...ip];
  if (alternatives.length > 0) return alternatives;
  return subject.flatMap(({ name, value }) => (name === 'CN' ? value.toLowerCase() : []));
}

/** True also where it cannot be told: not every name was kept. */
export function isFor(certificate: Certificate, name: string): boolean {
  if (certificate.subjectAltNames.omitted > 0) return true;
  const asked = name.toLowerCase().replace(/\.$/, '');
  const exact = addressBytes(asked) !== undefined;
  return namesOf(certificate).some((own) => own === asked || (!exact && isWildcardFor(own, asked)));
}

/** `*` stands for the whole leftmost label, and for that alone. */
function isWildcardFor(own: string, asked: string): boolean {
  return own.startsWith('*.') && asked.indexOf('.') > 0 && asked.slice(asked.indexOf('.')) === own.slice(1);
}
