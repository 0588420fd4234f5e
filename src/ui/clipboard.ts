/** The clipboard of the terminal, also over ssh: xterm's OSC 52. A terminal that does not know it ignores it. */

/** Bytes of text at most: terminals refuse what makes a sequence of more than some 100,000 characters. */
export const MAX_COPIED = 74_000;

/** Puts the beginning of the text, up to `MAX_COPIED` bytes and whole characters, on the clipboard. */
export function clipboardSequence(text: string): string {
  const bytes = Buffer.from(text);
  let end = Math.min(bytes.length, MAX_COPIED);
  // Not within a character: its later bytes begin with the bits 10.
  while (end > 0 && end < bytes.length && (bytes[end] & 0xc0) === 0x80) end--;
  return `\x1b]52;c;${bytes.toString('base64', 0, end)}\x07`;
}
