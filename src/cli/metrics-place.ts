/** Where metrics are to be had, as it is named on the command line. */
import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';

export type MetricsPlace =
  | { readonly host: string; readonly port: number }
  /** A path. */
  | { readonly file: string };

/** `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464`; or a file. Throws `InvalidArgumentError` for what is neither. */
export function metricsPlace(text: string): MetricsPlace {
  const [, bracketed, plain, digits] = /^(?:\[([^\]/]+)\]|([^:/\\]*)):(\d+)$/.exec(text) ?? [];
  if (digits === undefined && text !== '' && !/^\d+$|:\/\//.test(text)) return { file: text };
  // No name is resolved.
  const host = plain === 'localhost' ? '127.0.0.1' : (bracketed ?? plain ?? '');
  const port = Number(digits);
  if (isIP(host) === 0 || !(port <= 65_535)) {
    throw new InvalidArgumentError('Write an address and a port, such as 127.0.0.1:9464, or the path of a file.');
  }
  return { host, port };
}

/** Whether nobody but this machine can reach it. */
export function isLocal(place: MetricsPlace): boolean {
  return 'file' in place || place.host === '::1' || (isIP(place.host) === 4 && place.host.startsWith('127.'));
}
