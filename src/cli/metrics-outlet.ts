/** Where metrics are to be had: at an address of this machine, or in a file that another program collects. */
import { once } from 'node:events';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { OutputError, refusal } from '../evidence/output-error.ts';
import type { Metrics } from './metrics.ts';
import type { MetricsPlace } from './metrics-place.ts';

/** ms between two writings of the file. */
export const WRITE_EVERY = 15_000;
/** Readers at a time. */
const MAX_READERS = 16;

export interface MetricsOutlet {
  /** `http://127.0.0.1:9464/metrics`, or the file. */
  readonly place: string;
  /** The file is written a last time. */
  end(): Promise<void>;
}

/**
 * Rejects with `OutputError` when the address cannot be listened on, or the file cannot be written. `told` hears, in words for the user, that
 * it cannot be written any more.
 */
export function openOutlet(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  place: MetricsPlace,
  told: (text: string) => void,
): Promise<MetricsOutlet> {
  return 'file' in place ? openFile(metrics, place.file, told) : listen(metrics, place);
}

/** Rejects with `OutputError` when the address cannot be listened on: nobody does from then on. */
export async function tryAddress(address: Address): Promise<void> {
  await closed(await listening(createServer(), address));
}

type Address = Exclude<MetricsPlace, { readonly file: string }>;

async function listen(metrics: Pick<Metrics, 'text' | 'contentType'>, address: Address): Promise<MetricsOutlet> {
  const server = createServer((request, response) => void answer(metrics, request.url, request.method, response));
  server.maxConnections = MAX_READERS;
  server.requestTimeout = 10_000;
  await listening(server, address);
  server.on('error', () => {});
  return { place: placeOf(server), end: () => closed(server) };
}

const LISTEN_REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'this user may not listen there',
};

async function listening(server: Server, { host, port }: Address): Promise<Server> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return server;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = LISTEN_REFUSALS[code ?? ''] ?? code;
    const message = `metrics cannot be given at ${host}, port ${port}: ${reason}`;
    throw new OutputError(message, 'Name another address or port, or a file.');
  }
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
async function openFile(
  metrics: Pick<Metrics, 'text'>,
  path: string,
  told: (text: string) => void,
): Promise<MetricsOutlet> {
  let said = '';
  const write = async () => {
    const unfinished = `${path}.${process.pid}.part`;
    try {
      await writeFile(unfinished, await metrics.text());
      await rename(unfinished, path);
      return undefined;
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      return refusal(path, error);
    }
  };
  const refused = await write();
  if (refused !== undefined) throw refused;
  let writing = Promise.resolve();
  const next = async () => {
    const message = (await write())?.message ?? '';
    if (message !== '' && message !== said) told(`metrics cannot be written: ${message}`);
    said = message;
  };
  const timer = setInterval(() => {
    writing = writing.then(next);
  }, WRITE_EVERY).unref();
  return {
    place: path,
    async end() {
      clearInterval(timer);
      await writing;
      await next();
    },
  };
}
