/** Names of certificates in the catalogue's form. */
import type { NameAttribute } from '../../catalogue/issuer-name.ts';
import type { Rdn } from '../../wire/x509-name.ts';

export function attributesOf(name: readonly Rdn[]): NameAttribute[] {
  return name.map((rdn) => ({ type: rdn.name, value: rdn.value }));
}
