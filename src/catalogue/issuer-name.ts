/** Matching the distinguished name of a certificate's issuer, attribute by attribute. */

/** One attribute of a name, in RFC 4514's short names (`CN`, `O`, `OU`, …) and `emailAddress` (PKCS #9). */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

export type MatchedType = 'CN' | 'O' | 'OU' | 'emailAddress';

/** Patterns that must all hold, each for at least one attribute of its type. */
export type NamePattern = { readonly [Type in MatchedType]?: RegExp };

/** Every pattern finds an attribute. A type may occur several times: the vendor is often in the second OU. */
export function matchesName(pattern: NamePattern, name: readonly NameAttribute[]): boolean {
  return Object.entries(pattern).every(([type, expected]) =>
    name.some((attribute) => attribute.type === type && expected.test(attribute.value)),
  );
}

/** One of the patterns matches. */
export function matchesAny(patterns: readonly NamePattern[], name: readonly NameAttribute[]): boolean {
  return patterns.some((pattern) => matchesName(pattern, name));
}
