/** Standard input or a FIFO: somebody else captures. */
import { STANDARD_INPUT } from '../input-file.ts';
import { openSource } from '../open-source.ts';
import type { LiveSource } from './live-source.ts';

/** Whether the words name a stream rather than an interface. */
export function isStream(name: string): boolean {
  return name === STANDARD_INPUT || name.includes('/');
}

/** Resolves with the first bytes; throws `CaptureError` as `openSource` does. What the stream's writer loses, it does not say. */
export async function openStream(path: string, signal: AbortSignal): Promise<LiveSource> {
  const ending = new AbortController();
  const source = await openSource(path, AbortSignal.any([signal, ending.signal]));
  return {
    engine: 'stream',
    interfaceName: path === STANDARD_INPUT ? 'standard input' : path,
    why: 'a stream that another program writes: what that program loses is not known here',
    source,
    counts: {},
    stop: async () => ending.abort(),
  };
}
