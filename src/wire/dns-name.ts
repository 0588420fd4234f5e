/** DNS domain names and their compression (RFC 1035 3.1, 4.1.4). */
import type { ByteCursor } from '../bytes/cursor.ts';

/** Octets of a name on the wire, length octets and root included (RFC 1035 2.3.4). */
export const MAX_NAME_LENGTH = 255;

const HEADER_LENGTH = 12;
const MAX_LABEL_LENGTH = 63;

/**
 * Reads a name in RFC 1035 5.1 presentation form, lower-cased for comparison, the root as `.`; the cursor ends behind it.
 * A name that cannot be read leaves the cursor overrun and yields `''`. `start` is the message's offset in the bytes.
 *
 * A pointer may only lead before the run of labels that holds it, and from there reading stops short of that run: no
 * byte is read twice, so that hostile pointers end by themselves.
 */
export function decodeDnsName(cursor: ByteCursor, start: number): string {
  const { bytes } = cursor;
  let position = cursor.position;
  let run = position;
  let limit = cursor.end;
  let resume = 0;
  let length = 1;
  let name = '';
  while (position < limit) {
    const size = bytes[position++];
    if (size === 0) {
      cursor.position = resume || position;
      return name || '.';
    }
    if (size >= 0xc0 && position < limit) {
      const target = start + (((size & 0x3f) << 8) | bytes[position]);
      if (target >= run || target < start + HEADER_LENGTH) break;
      resume ||= position + 1;
      limit = run;
      run = position = target;
      continue;
    }
    length += size + 1;
    if (size > MAX_LABEL_LENGTH || length > MAX_NAME_LENGTH || position + size > limit) break;
    if (name !== '') name += '.';
    for (const end = position + size; position < end; position++) name += CHARACTERS[bytes[position]];
  }
  cursor.skip(cursor.remaining + 1);
  return '';
}

/** Each octet's text inside a label: harmless by construction, and faster than `printable` over the whole name. */
const CHARACTERS = Array.from({ length: 256 }, (_, code) => {
  if (code < 0x20 || code > 0x7e) return `\\${code.toString().padStart(3, '0')}`;
  const character = String.fromCharCode(code).toLowerCase();
  return character === '.' || character === '\\' ? `\\${character}` : character;
});
