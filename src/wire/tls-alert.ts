/** TLS alert protocol, as far as it travels in clear (RFC 8446 6, RFC 5246 7.2). Names are in `tls-names.ts`. */

/** A clear alert is a record of exactly this length; an encrypted one is longer. */
export const ALERT_LENGTH = 2;

/** `warning`, `fatal`, or `level 7`. */
export function alertLevelName(level: number): string {
  return level === 1 ? 'warning' : level === 2 ? 'fatal' : `level ${level}`;
}
