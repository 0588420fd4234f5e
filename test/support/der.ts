/** Builds DER (X.690) element by element. */
import { concat } from './hex.ts';

/** One element: tag, shortest length, content. */
export function der(tag: number, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  const body = concat(...content);
  if (body.length < 0x80) return concat(Uint8Array.of(tag, body.length), body);
  const length = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return concat(Uint8Array.of(tag, ...length), body);
}

export const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
export const set = (...content: readonly Uint8Array[]) => der(0x31, ...content);

/** An object identifier whose arcs are below 2^31. */
export function oid(text: string): Uint8Array {
  const [first, second, ...arcs] = text.split('.').map(Number);
  return der(0x06, Uint8Array.from([first * 40 + second, ...arcs].flatMap(base128)));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let rest = arc >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

/** An RDN of one attribute. */
export const rdn = (type: string, tag: number, value: Uint8Array | string) => set(sequence(oid(type), der(tag, value)));
