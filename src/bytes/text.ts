/** Text from the wire, made harmless: what is printed, stored or compared never carries control characters. */

// C0 and C1 controls, line and paragraph separators, and the marks that reorder or hide text (Unicode Cf of UAX #9).
const HARMFUL =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/gu;

/** Replaces every harmful character by its escape, such as `\x1b` or `\u{202e}`. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

const utf8 = new TextDecoder('utf-8');

/** UTF-8 bytes as printable text; ill-formed sequences become U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  return printable(utf8.decode(bytes));
}

/**
 * One character a byte (Latin-1), printable. For protocols whose text is ASCII by their standard. Appended one by one, characters make
 * a chain that V8 keeps, 1.7 kB for 64 of them: eight at a time take half as long, and looking through the text makes it flat.
 */
export function asciiText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  let at = start;
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      bytes[at],
      bytes[at + 1],
      bytes[at + 2],
      bytes[at + 3],
      bytes[at + 4],
      bytes[at + 5],
      bytes[at + 6],
      bytes[at + 7],
    );
  }
  for (; at < end; at++) text += String.fromCharCode(bytes[at]);
  return BEYOND_ASCII.test(text) ? printable(text) : text;
}

const BEYOND_ASCII = /[^ -~]/;

/** UTF-16, low byte first (a last odd byte is left out), as printable text; surrogates without their other half are escaped. */
export function utf16leText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  for (let at = start; at + 1 < end; at += 2) text += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
  return printable(text);
}

/** Lower-case hexadecimal, two digits a byte. */
export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
