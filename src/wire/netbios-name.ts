/** NetBIOS names (RFC 1001 14, 17.1): 15 characters, and a 16th byte that says what stands behind the name. */
import type { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';
import { decodeDnsName } from './dns-name.ts';

export interface NetbiosName {
  /** Without the blanks that fill it up; the character set is the sender's own, read as Latin-1. */
  readonly name: string;
  /** The 16th byte: 0x00 workstation or group, 0x20 file server, 0x1d master browser, … */
  readonly suffix: number;
}

const NAME_LENGTH = 16;
/** First-level encoding: half a byte is a letter from A; a scope may follow as further labels (RFC 1001 14.1). */
const ENCODED = /^[a-p]{32}(?:\.|$)/;
const LETTER_A = 0x61;

/**
 * A name in both encodings of RFC 1001 14, the cursor ends behind it; `start` is the message's offset in the bytes.
 * Undefined when it is cut or no NetBIOS name.
 */
export function decodeNetbiosName(cursor: ByteCursor, start: number): NetbiosName | undefined {
  const label = decodeDnsName(cursor, start);
  if (cursor.overrun || !ENCODED.test(label)) return undefined;
  const bytes = new Uint8Array(NAME_LENGTH);
  for (let at = 0; at < NAME_LENGTH; at++) bytes[at] = (half(label, 2 * at) << 4) | half(label, 2 * at + 1);
  return netbiosNameOf(bytes);
}

/** The 16 bytes of a name as they are listed in a status response. */
export function netbiosNameOf(bytes: Uint8Array): NetbiosName {
  let end = NAME_LENGTH - 1;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
  return { name: asciiText(bytes, 0, end), suffix: bytes[NAME_LENGTH - 1] };
}

function half(label: string, at: number): number {
  return label.charCodeAt(at) - LETTER_A;
}
