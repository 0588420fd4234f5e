/** Whether bytes begin an LDAP message (RFC 4511): for recognition, by the elements that each operation begins with. */
import { ByteCursor } from '../bytes/cursor.ts';
import { berLength, decodeLdapHead, LDAP, type LdapHead } from './ldap.ts';

/** `more`: it may, if the rest fits. */
export type LdapStart = 'match' | 'reject' | 'more';

export function matchLdapStart(bytes: Uint8Array, from = 0): LdapStart {
  const head = decodeLdapHead(bytes, from);
  if (head === undefined) return 'reject';
  if (head === 'more') return 'more';
  // Only the notice of disconnection answers no request (RFC 4511 4.4).
  if (head.id === 0 && head.operation !== LDAP.extendedResponse) return 'reject';
  const elements = ELEMENTS.get(head.operation);
  if (elements !== undefined) return matchElements(bytes, head, elements);
  return matchBare(bytes, head);
}

const INTEGER = 0x02;
const OCTETS = 0x04;
const ENUMERATED = 0x0a;
const SEQUENCE = 0x30;
const RESULT = [[ENUMERATED], [OCTETS], [OCTETS]];
const NAMED_LIST = [[OCTETS], [SEQUENCE]];

/** Identifier octets that may stand at each place. Of the last element the content need not be there. */
const ELEMENTS: ReadonlyMap<number, readonly (readonly number[])[]> = new Map([
  [LDAP.bindRequest, [[INTEGER], [OCTETS], [0x80, 0x89, 0x8a, 0x8b, 0xa3]]],
  [LDAP.bindResponse, RESULT],
  [LDAP.searchRequest, [[OCTETS], [ENUMERATED], [ENUMERATED], [INTEGER]]],
  [LDAP.searchResultEntry, NAMED_LIST],
  [LDAP.searchResultDone, RESULT],
  [LDAP.modifyRequest, NAMED_LIST],
  [LDAP.modifyResponse, RESULT],
  [LDAP.addRequest, NAMED_LIST],
  [LDAP.addResponse, RESULT],
  [LDAP.deleteResponse, RESULT],
  [LDAP.modifyDnRequest, [[OCTETS], [OCTETS], [0x01]]],
  [LDAP.modifyDnResponse, RESULT],
  [LDAP.compareRequest, NAMED_LIST],
  [LDAP.compareResponse, RESULT],
  [LDAP.extendedResponse, RESULT],
]);

function matchElements(
  bytes: Uint8Array,
  { start, end }: LdapHead,
  elements: readonly (readonly number[])[],
): LdapStart {
  const cursor = new ByteCursor(bytes, start);
  for (const tags of elements) {
    const tag = cursor.u8();
    if (cursor.overrun) return start < end ? 'more' : 'reject';
    if (!tags.includes(tag)) return 'reject';
    const length = berLength(cursor);
    if (cursor.overrun) return 'more';
    if (length < 0 || cursor.position + length > end || !isPlausible(tag, length)) return 'reject';
    cursor.skip(length);
    if (cursor.overrun) return tags === elements.at(-1) ? 'match' : 'more';
  }
  return 'match';
}

function isPlausible(tag: number, length: number): boolean {
  return tag === INTEGER || tag === ENUMERATED ? length >= 1 && length <= 4 : tag !== 0x01 || length === 1;
}

/** Operations whose content is no list of elements, or one of text alone. */
function matchBare(bytes: Uint8Array, { operation, start, end }: LdapHead): LdapStart {
  const length = end - start;
  switch (operation) {
    case LDAP.unbindRequest:
      return length === 0 ? 'match' : 'reject';
    case LDAP.abandonRequest:
      return length >= 1 && length <= 4 ? 'match' : 'reject';
    case LDAP.deleteRequest:
      return matchText(bytes, start, end, /^[a-z0-9.-]+=/i);
    case LDAP.searchResultReference:
      return matchText(bytes, start, end, /^\x04.{1,5}ldaps?:\/\//is);
    case LDAP.extendedRequest:
      return matchText(bytes, start, end, /^\x80.[0-2]\.\d/s);
    default:
      return matchText(bytes, start, end, /^[\x80\x81]/);
  }
}

/** Enough for the type of a name's first part, or the scheme of a reference. */
const MAX_TEXT = 32;

function matchText(bytes: Uint8Array, start: number, end: number, pattern: RegExp): LdapStart {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + MAX_TEXT)));
  if (pattern.test(text)) return 'match';
  return text.length < Math.min(end - start, MAX_TEXT) ? 'more' : 'reject';
}
