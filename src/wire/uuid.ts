/** UUIDs as DCE/RPC writes them (C706 appendix A): the first three fields in the sender's byte order. */
import { hexText } from '../bytes/text.ts';

export const UUID_LENGTH = 16;

/** Lower case, such as `e1af8308-5d1f-11c9-91a4-08002b14a0fa`; undefined past the end. */
export function uuidText(bytes: Uint8Array, at: number, littleEndian = true): string | undefined {
  if (at < 0 || at + UUID_LENGTH > bytes.length) return undefined;
  const field = (offset: number, length: number, swapped: boolean) => {
    const part = bytes.slice(at + offset, at + offset + length);
    return hexText(swapped ? part.reverse() : part);
  };
  const fields = [field(0, 4, littleEndian), field(4, 2, littleEndian), field(6, 2, littleEndian)];
  return [...fields, field(8, 2, false), field(10, 6, false)].join('-');
}
