/** DSI, which carries AFP over TCP (Apple, "AFP over TCP", and AFP 3.4 reference, "Data Stream Interface"): a header of 16 bytes. */
import { ByteCursor } from '../bytes/cursor.ts';

export const DSI_HEADER = 16;

export const DSI_COMMAND = {
  closeSession: 1,
  command: 2,
  getStatus: 3,
  openSession: 4,
  tickle: 5,
  write: 6,
  attention: 8,
} as const;

const COMMANDS: readonly number[] = Object.values(DSI_COMMAND);

export interface DsiHeader {
  readonly reply: boolean;
  readonly command: number;
  readonly requestId: number;
  /** Result of a reply: 0, or negative. Of a request the offset of the data that it writes. */
  readonly code: number;
  /** Of what follows the header. */
  readonly length: number;
}

/** The header at `at`; undefined when it is cut, or no header of DSI. */
export function decodeDsiHeader(bytes: Uint8Array, at: number): DsiHeader | undefined {
  if (!isDsiHeaderStart(bytes, at)) return undefined;
  const cursor = new ByteCursor(bytes, at);
  const reply = cursor.u8() === 1;
  const command = cursor.u8();
  const requestId = cursor.u16();
  const code = cursor.u32() | 0;
  const length = cursor.u32();
  const reserved = cursor.u32();
  if (cursor.overrun || reserved !== 0) return undefined;
  const isPossible = reply ? code <= 0 : code === 0 || (command === DSI_COMMAND.write && code > 0 && code <= length);
  return isPossible ? { reply, command, requestId, code, length } : undefined;
}

/** As much as there is of the first two bytes. */
export function isDsiHeaderStart(bytes: Uint8Array, at: number): boolean {
  if (at < bytes.length && bytes[at] > 1) return false;
  return at + 1 >= bytes.length || COMMANDS.includes(bytes[at + 1]);
}

/** Options of an OpenSession, each a type, a length and as many bytes, fill the whole of `start` to `end`. */
export function areSessionOptions(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at + 2 <= end && bytes[at] <= LAST_OPTION) at += 2 + bytes[at + 1];
  return at === end;
}

/** Server quantum, attention quantum, replay cache size. */
const LAST_OPTION = 2;
