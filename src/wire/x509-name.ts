/** Distinguished names of X.509 (RFC 5280 4.1.2.4) and their text form (RFC 4514). */
import { asciiText, printable, utf8Text } from '../bytes/text.ts';
import { DER, type DerReader, oidText } from './der.ts';
import { ATTRIBUTE_NAMES } from './x509-names.ts';

/** One attribute of a name. Names stand in the order of the certificate: the most general first, as a rule. */
export interface Rdn {
  readonly oid: string;
  /** `CN`, `O`, `emailAddress` …; the object identifier itself when it has no short name. */
  readonly name: string;
  /** Printable. */
  readonly value: string;
  /** Belongs to the same RDN as the attribute before it (a multi-valued RDN). */
  readonly joined: boolean;
}

/** Attributes read of one name. */
const MAX_RDNS = 64;

/** The attributes of the Name whose RDNSequence content `reader` walks; as many as make sense. */
export function decodeName(reader: DerReader): Rdn[] {
  const rdns: Rdn[] = [];
  while (reader.nextIs(DER.set)) {
    const set = reader.inside();
    for (let joined = false; set.nextIs(DER.sequence) && rdns.length < MAX_RDNS; joined = true) {
      const attribute = set.inside();
      if (!attribute.nextIs(DER.oid)) continue;
      const oid = oidText(attribute.content());
      if (!attribute.next()) continue;
      const value = directoryString(attribute.tag, attribute.content());
      rdns.push({ oid, name: ATTRIBUTE_NAMES[oid] ?? oid, value, joined });
    }
  }
  return rdns;
}

/**
 * RFC 4514 text: most specific RDN first, `+` between the attributes of one RDN, special characters escaped. Attributes
 * without a short name are `1.2.3=value` with the value as text, which people read more easily than `#hex`.
 */
export function nameText(rdns: readonly Rdn[]): string {
  let text = '';
  let group = '';
  for (const rdn of rdns) {
    const own = `${rdn.name}=${escaped(rdn.value)}`;
    if (rdn.joined) group += `+${own}`;
    else {
      text = prepended(group, text);
      group = own;
    }
  }
  return prepended(group, text);
}

function prepended(group: string, text: string): string {
  return group === '' ? text : text === '' ? group : `${group},${text}`;
}

/** RFC 4514 2.4. */
function escaped(value: string): string {
  return value.replace(/[,+"\\<>;]|^[ #]| $/g, '\\$&');
}

/** The printable text of a DirectoryString or whatever stands in its place. */
export function directoryString(tag: number, bytes: Uint8Array): string {
  switch (tag) {
    case DER.utf8String:
      return utf8Text(bytes);
    case DER.bmpString:
      return wideText(bytes, 2);
    case DER.universalString:
      return wideText(bytes, 4);
    default:
      // T61String is used for Latin-1 in practice, and PrintableString for whatever its writer had.
      return asciiText(bytes);
  }
}

function wideText(bytes: Uint8Array, width: 2 | 4): string {
  let text = '';
  for (let at = 0; at + width <= bytes.length; at += width) {
    let code = 0;
    for (let index = 0; index < width; index++) code = code * 256 + bytes[at + index];
    text += width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
  }
  return printable(text);
}
