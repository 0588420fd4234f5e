/** Bytes written as hexadecimal, for tests: hex`16 0301 ${length}` with spaces, line breaks and `// remarks` where they help. */

/** Numbers in between are one byte each, byte arrays go in as they are. Throws on anything that is not hexadecimal. */
export function hex(strings: TemplateStringsArray, ...values: readonly (number | Uint8Array)[]): Uint8Array {
  return concat(...strings.flatMap((text, index) => [fromHex(text), piece(values[index])]));
}

/** The bytes of hexadecimal text. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replace(/\/\/.*$/gm, '').replace(/\s+/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new Error(`not hexadecimal: ${text}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Byte arrays and texts (UTF-8) one after another. */
export function concat(...pieces: readonly (Uint8Array | string)[]): Uint8Array {
  const bytes = pieces.map((each) => (typeof each === 'string' ? new TextEncoder().encode(each) : each));
  const joined = new Uint8Array(bytes.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of bytes) {
    joined.set(each, at);
    at += each.length;
  }
  return joined;
}

function piece(value: number | Uint8Array | undefined): Uint8Array {
  return typeof value === 'number' ? Uint8Array.of(value) : (value ?? new Uint8Array(0));
}
