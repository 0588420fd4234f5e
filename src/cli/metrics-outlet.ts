/** Where metrics are to be had: at an address of this machine, or in a file that another program collects. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { OutputError } from '../analyze/output-error.ts';
import type { Metrics } from './metrics.ts';
import { writeRefusal } from './write-pieces.ts';

/** ms between two writings of the file. */
export const WRITE_EVERY = 15_000;
/** Readers at a time. */
const MAX_READERS = 16;

export interface OutletOptions {
  /** `127.0.0.1:9464`, `[::1]:9464`, `localhost:9464`; anything else is a file. */
  readonly where: string;
  /** Others than this machine may be let in. */
  readonly anywhere: boolean;
  /** Hears, in words for the user, that the file cannot be written. */
  readonly told: (text: string) => void;
}

export interface MetricsOutlet {
  /** `http://127.0.0.1:9464/metrics`, or the file. */
  readonly place: string;
  /** The file is written a last time. */
  end(): Promise<void>;
}

/** Rejects with `OutputError` when the address may not be listened on or cannot be, or the file cannot be written. */
export function openOutlet(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  options: OutletOptions,
): Promise<MetricsOutlet> {
  const address = addressOf(options.where);
  return address === undefined ? openFile(metrics, options) : listen(metrics, address, options);
}

interface Address {
  readonly host: string;
  readonly port: number;
}

function addressOf(where: string): Address | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]/]+)\]|([^:/\\]+)):(\d{1,5})$/.exec(where) ?? [];
  if (port === undefined) return undefined;
  // No name is resolved.
  const host = plain === 'localhost' ? '127.0.0.1' : (bracketed ?? plain);
  return { host, port: Number(port) };
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

async function listen(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  { host, port }: Address,
  { where, anywhere }: OutletOptions,
): Promise<MetricsOutlet> {
  if (isIP(host) === 0 || port > 65_535) throw new OutputError(`${where} is no address`, 'Such as 127.0.0.1:9464.');
  if (!anywhere && !isLoopback(host)) {
    throw new OutputError(
      `${host} can be reached by others: metrics are given to this machine only`,
      'Take 127.0.0.1, or add --metrics-anywhere.',
    );
  }
  const server = createServer((request, response) => void answer(metrics, request.url, request.method, response));
  server.maxConnections = MAX_READERS;
  server.requestTimeout = 10_000;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OutputError(`metrics cannot be given at ${where} (${code})`, 'Name another port, or a file.');
  }
  server.on('error', () => {});
  return { place: placeOf(server), end: () => closed(server) };
}

async function answer(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  url: string | undefined,
  method: string | undefined,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') response.writeHead(405).end();
  else if (url?.split('?')[0] !== '/metrics') response.writeHead(404).end('metrics are at /metrics\n');
  else {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType });
    response.end(method === 'HEAD' ? undefined : text);
  }
}

function placeOf(server: Server): string {
  const { address, port, family } = server.address() as { address: string; port: number; family: string };
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A file is whole whenever it is read: it gets its name when it is complete. */
async function openFile(metrics: Pick<Metrics, 'text'>, { where, told }: OutletOptions): Promise<MetricsOutlet> {
  let said = '';
  const write = async () => {
    const unfinished = `${where}.${process.pid}.part`;
    try {
      await writeFile(unfinished, await metrics.text());
      await rename(unfinished, where);
      return undefined;
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      return writeRefusal(error as NodeJS.ErrnoException);
    }
  };
  const refused = await write();
  if (refused !== undefined)
    throw new OutputError(`metrics cannot be written to ${where}: ${refused}`, 'Name another file.');
  let writing = Promise.resolve();
  const next = async () => {
    const refusal = await write();
    if (refusal !== undefined && refusal !== said) told(`metrics cannot be written to ${where}: ${refusal}`);
    said = refusal ?? '';
  };
  const timer = setInterval(() => {
    writing = writing.then(next);
  }, WRITE_EVERY).unref();
  return {
    place: where,
    async end() {
      clearInterval(timer);
      await writing;
      await next();
    },
  };
}
