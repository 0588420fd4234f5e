/**
 * HL7 version 2 messages (chapter 2) and the block that carries them (MLLP): what kind they are and how they are
 * acknowledged. Everything else in them is about patients, and is not read.
 */
import { asciiText } from '../bytes/text.ts';

/** The bytes around a block; a carriage return follows the last. */
export const MLLP = { start: 0x0b, end: 0x1c } as const;

/** Bytes of a message that are read: header, software and acknowledgement segments come first. */
export const MAX_HL7_HEAD = 1024;

export interface Hl7Head {
  /** MSH-9, message and trigger event: `ADT^A01`. */
  readonly messageType: string | undefined;
  /** MSH-12: `2.3`. */
  readonly version: string | undefined;
  /** MSA-1: `AA` accepted, `AE` error, `AR` rejected; `CA`, `CE`, `CR` in enhanced mode. Release 2 of MLLP: `ACK`, `NAK`. */
  readonly acknowledgement: string | undefined;
}

/** The header segment begins so: `MSH|^~\&|`. `more` while it may. */
export function matchHl7Start(bytes: Uint8Array, start: number): 'match' | 'reject' | 'more' {
  for (let at = 0; at < SEGMENT.length; at++) {
    if (start + at >= bytes.length) return 'more';
    if (bytes[start + at] !== SEGMENT.charCodeAt(at)) return 'reject';
  }
  const separatorAt = start + SEGMENT.length;
  if (separatorAt >= bytes.length) return 'more';
  const separator = bytes[separatorAt];
  if (!isPunctuation(separator)) return 'reject';
  for (let at = separatorAt + 1; at <= separatorAt + MOST_CHARACTERS + 1; at++) {
    if (at >= bytes.length) return 'more';
    if (bytes[at] === separator) return at - separatorAt > FEWEST_CHARACTERS ? 'match' : 'reject';
    if (!isPunctuation(bytes[at])) return 'reject';
  }
  return 'reject';
}

/** From the first byte behind the block's start; `end` is that of the block, or of what is at hand of it. */
export function decodeHl7Head(bytes: Uint8Array, start: number, end: number): Hl7Head | undefined {
  if (end === start + 1 && (bytes[start] === ACK || bytes[start] === NAK))
    return { messageType: undefined, version: undefined, acknowledgement: bytes[start] === ACK ? 'ACK' : 'NAK' };
  if (matchHl7Start(bytes.subarray(start, end), 0) !== 'match') return undefined;
  const limit = Math.min(end, start + MAX_HL7_HEAD);
  const separator = String.fromCharCode(bytes[start + SEGMENT.length]);
  const component = String.fromCharCode(bytes[start + SEGMENT.length + 1]);
  const header = segment(bytes, start, limit).split(separator);
  const [type, event] = (header[8] ?? '').split(component);
  return {
    messageType: CODE.test(type) ? (CODE.test(event ?? '') ? `${type}^${event}` : type) : undefined,
    version: /^\d(\.\d){1,2}$/.exec((header[11] ?? '').split(component)[0])?.[0],
    acknowledgement: acknowledgement(bytes, start, limit, separator),
  };
}

function segment(bytes: Uint8Array, start: number, limit: number): string {
  const end = bytes.indexOf(CARRIAGE_RETURN, start);
  return asciiText(bytes, start, end < 0 || end > limit ? limit : end);
}

function acknowledgement(bytes: Uint8Array, start: number, limit: number, separator: string): string | undefined {
  let at = bytes.indexOf(CARRIAGE_RETURN, start) + 1;
  while (at > start && at < limit) {
    if (asciiText(bytes, at, Math.min(at + 3, limit)) === 'MSA') {
      const [, code] = segment(bytes, at, limit).split(separator, 2);
      return ACKNOWLEDGEMENTS.find((known) => known === code);
    }
    at = bytes.indexOf(CARRIAGE_RETURN, at) + 1 || limit;
  }
  return undefined;
}

const SEGMENT = 'MSH';
/** Component, repetition, escape and subcomponent separator, and since 2.7 one for truncation; old systems send fewer. */
const FEWEST_CHARACTERS = 2;
const MOST_CHARACTERS = 5;
/** Table 0076 and 0003: nothing else is taken for a type, so that no field which slipped there is kept. */
const CODE = /^[A-Z][A-Z0-9]{2}$/;
/** Table 0008. */
const ACKNOWLEDGEMENTS = ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'];
const CARRIAGE_RETURN = 0x0d;
const ACK = 0x06;
const NAK = 0x15;

function isPunctuation(code: number): boolean {
  return (
    (code > 0x20 && code < 0x30) ||
    (code > 0x39 && code < 0x41) ||
    (code > 0x5a && code < 0x61) ||
    (code > 0x7a && code < 0x7f)
  );
}
