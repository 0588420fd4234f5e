/** DER as certificates use it (X.690): tag, length, content. Lengths in long form are taken even where DER forbids them. */

/** Universal tags with their class and form bits, as one byte. */
export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Walks the elements of one level, one after another; `tag`, `start` and `end` tell of the one reached by `next`. */
export class DerReader {
  readonly bytes: Uint8Array;
  /** Identifier octet of the element; -1 before the first, at the end, and where the bytes make no sense. */
  tag = -1;
  /** First byte of the element's content. */
  start = 0;
  /** Byte after the element's content. */
  end = 0;
  #next: number;
  readonly #limit: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#next = start;
    this.#limit = Math.min(end, bytes.length);
  }

  /** Moves to the next element. False at the end, and for good where an element does not fit. */
  next(): boolean {
    const at = this.#next;
    this.tag = -1;
    this.#next = this.#limit;
    if (at + 2 > this.#limit) return false;
    const identifier = this.bytes[at];
    // Tag numbers above 30 have longer identifiers; no certificate field has one.
    if ((identifier & 0x1f) === 0x1f) return false;
    const first = this.bytes[at + 1];
    const octets = first < 0x80 ? 0 : first & 0x7f;
    // Four octets address more than any message holds; 0x80 is BER's indefinite length.
    if (first === 0x80 || octets > 4 || at + 2 + octets > this.#limit) return false;
    let length = octets === 0 ? first : 0;
    for (let index = 0; index < octets; index++) length = length * 256 + this.bytes[at + 2 + index];
    const start = at + 2 + octets;
    if (length > this.#limit - start) return false;
    this.tag = identifier;
    this.start = start;
    this.end = start + length;
    this.#next = this.end;
    return true;
  }

  /** Moves to the next element if it has this tag; else stays in front of it, for optional fields. */
  nextIf(tag: number): boolean {
    return this.bytes[this.#next] === tag && this.#next < this.#limit && this.next();
  }

  /** Moves to the next element and says whether it has this tag. */
  nextIs(tag: number): boolean {
    return this.next() && this.tag === tag;
  }

  /** A reader over the content of the element reached. */
  inside(): DerReader {
    return new DerReader(this.bytes, this.start, this.end);
  }

  /** A view of the content of the element reached. */
  content(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }
}

/** Arcs read of one object identifier; the longest in use have about 20. */
const MAX_ARCS = 64;

/** `2.5.4.3` for the content octets of an object identifier; '' when there are none. */
export function oidText(bytes: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytes) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    // The first two arcs share one number (X.690 8.19.4).
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
    if (arcs.length >= MAX_ARCS) break;
  }
  return arcs.join('.');
}

/**
 * UTCTime or GeneralizedTime as milliseconds since 1970. Takes what real certificates hold: seconds left out, fractions,
 * an offset instead of `Z`. `undefined` when it is no time.
 */
export function derTime(tag: number, bytes: Uint8Array): number | undefined {
  if (tag !== DER.utcTime && tag !== DER.generalizedTime) return undefined;
  if (bytes.length > 30) return undefined;
  const match = TIME.exec(String.fromCharCode(...bytes));
  if (match === null || (tag === DER.utcTime) !== (match[1].length === 2)) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((text) => Number(text ?? 0));
  const full = tag === DER.utcTime ? (year < 50 ? 2000 + year : 1900 + year) : year;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return undefined;
  const offset = match[7] === undefined ? 0 : Number(`${match[7]}1`) * (Number(match[8]) * 60 + Number(match[9]));
  return utc(full, month, day) + ((hour * 60 + minute - offset) * 60 + second) * 1000;
}

const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(?:Z|([+-])(\d{2})(\d{2}))?$/;

/** Years below 100 would mean 19xx to `Date.UTC`. */
function utc(year: number, month: number, day: number): number {
  return new Date(Date.UTC(2000, month - 1, day)).setUTCFullYear(year);
}
