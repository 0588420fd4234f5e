/** Names of certificates in one form: `CN=www.example.com / O=Example`, unescaped, the most specific attribute first. */

export function nameLine(attributes: readonly (readonly [name: string, value: string])[]): string {
  return attributes.map(([name, value]) => `${name}=${value}`).join(' / ');
}

/** The same of RFC 4514 text. Attributes of one RDN (`+`) are listed like any others. */
export function nameLineOf4514(text: string): string {
  const attributes = text.match(/(?:\\.|[^\\,+])+/gs) ?? [];
  return nameLine(
    attributes.map((attribute) => {
      const equals = attribute.indexOf('=');
      return [attribute.slice(0, equals), attribute.slice(equals + 1).replace(/\\(.)/gs, '$1')];
    }),
  );
}
