/** TLS alert protocol, as far as it travels in clear (RFC 8446 6, RFC 5246 7.2). Names are in `tls-names.ts`. */

export interface TlsAlert {
  /** 1 warning, 2 fatal; any other number as sent. */
  readonly level: number;
  readonly code: number;
}

/** A clear alert is a record of exactly this length; an encrypted one is longer. */
export const ALERT_LENGTH = 2;

/** `undefined` unless the bytes are one alert. */
export function decodeAlert(bytes: Uint8Array, start = 0, end = bytes.length): TlsAlert | undefined {
  return end - start === ALERT_LENGTH ? { level: bytes[start], code: bytes[start + 1] } : undefined;
}

/** `warning`, `fatal`, or `level 7`. */
export function alertLevelName(level: number): string {
  return level === 1 ? 'warning' : level === 2 ? 'fatal' : `level ${level}`;
}
