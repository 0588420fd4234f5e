/** NTP headers of versions 1 to 4 (RFC 5905 7.3), and the codes of servers that refuse to tell the time (7.4). */
import { ByteCursor } from '../bytes/cursor.ts';

const MODES = [undefined, 'symmetric-active', 'symmetric-passive', 'client', 'server', 'broadcast'] as const;
export type NtpMode = Exclude<(typeof MODES)[number], undefined>;

export interface NtpMessage {
  readonly version: number;
  readonly mode: NtpMode;
  /** 0 is unspecified or a refusal, 1 a server with a clock of its own, 16 unsynchronised. */
  readonly stratum: number;
  /** The sender's clock has a source. */
  readonly synchronised: boolean;
  /** Of a refusal: four letters such as `RATE` or `DENY` (RFC 5905 7.4). */
  readonly kissCode: string | undefined;
  /** The sender's clock when it sent this, ms since 1970; `undefined` where it is left out. Clients may write anything. */
  readonly transmitted: number | undefined;
}

/**
 * `undefined` for what cannot be NTP: every field is held to what its kind of sender may write. What follows the header
 * (RFC 7822, RFC 5905 7.3) has whole words.
 */
export function decodeNtp(bytes: Uint8Array): NtpMessage | undefined {
  // Nearly every datagram of other protocols comes here.
  if (bytes.length < HEADER_LENGTH || bytes.length % 4 !== 0) return undefined;
  const cursor = new ByteCursor(bytes);
  const first = cursor.u8();
  const version = (first >> 3) & 7;
  const mode = MODES[first & 7];
  const stratum = cursor.u8();
  const poll = signed(cursor.u8());
  const precision = signed(cursor.u8());
  const rootDelay = cursor.u32();
  const rootDispersion = cursor.u32();
  const reference = cursor.take(4);
  cursor.skip(24);
  const transmitted = cursor.u32();
  const fraction = cursor.u32();
  if (mode === undefined || version < 1 || version > 4) return undefined;
  if (stratum > UNSYNCHRONISED || poll < -6 || poll > 17 || precision < -32) return undefined;
  if (precision >= 0 && (mode !== 'client' || !isBlank(precision, rootDelay, rootDispersion))) return undefined;
  if (!isShort(rootDelay) || rootDispersion > MAX_ROOT) return undefined;
  if ((mode === 'server' || mode === 'broadcast') && !isPlausible(transmitted)) return undefined;
  const leap = first >> 6;
  const synchronised = leap !== UNKNOWN_LEAP && stratum > 0 && stratum < UNSYNCHRONISED;
  return {
    version,
    mode,
    stratum,
    synchronised,
    kissCode: stratum === 0 && mode === 'server' ? letters(reference) : undefined,
    transmitted: transmitted === 0 && fraction === 0 ? undefined : unixTime(transmitted, fraction),
  };
}

const HEADER_LENGTH = 48;
const UNSYNCHRONISED = 16;
const UNKNOWN_LEAP = 3;
/** Seconds with 16 bits behind the point: more than 16 s away from its source, a server has none (RFC 5905, MAXDISP). */
const MAX_ROOT = 17 << 16;

/** Version 3 had it signed (RFC 1305 3.2.1). */
function isShort(delay: number): boolean {
  return Math.abs(delay | 0) <= MAX_ROOT;
}

/**
 * Clients that tell nothing of themselves send zeros (RFC 4330 5), or the precision of chrony, which is no precision. A DNS
 * query would pass for such a header but for the number of its questions.
 */
function isBlank(precision: number, delay: number, dispersion: number): boolean {
  return (precision === 0 || precision === 32) && delay === 0 && dispersion === 0;
}

/** Seconds since 1900 of the years 1990 to 2036, or of the era that follows up to 2070. A client may send anything. */
function isPlausible(seconds: number): boolean {
  return seconds >= FIRST_PLAUSIBLE || seconds < 0x4000_0000;
}

/** The first era began in 1900; what is too early for NTP to have been there is of the second (RFC 5905 6). */
function unixTime(seconds: number, fraction: number): number {
  const ofEra = seconds >= FIRST_PLAUSIBLE ? seconds : seconds + 2 ** 32;
  return (ofEra - UNIX_EPOCH) * 1000 + Math.round((fraction / 2 ** 32) * 1000);
}

/** 1970 and 1990 in seconds since 1900. */
const UNIX_EPOCH = 2_208_988_800;
const FIRST_PLAUSIBLE = 0xa949_1c00;

function letters(reference: Uint8Array): string | undefined {
  const text = String.fromCharCode(...reference);
  return /^[A-Z]{3}[A-Z0-9]$/.test(text) ? text : undefined;
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}
