/** A live source that a test feeds by hand. */
import { PassThrough } from 'node:stream';
import type { EngineCounts, LiveSource } from '../../src/source/live/live-source.ts';
import { openChunks } from '../../src/source/open-source.ts';
import { streamChunks } from '../../src/source/stream-chunks.ts';

export interface FedSource {
  readonly live: LiveSource;
  readonly counts: EngineCounts;
  give(bytes: Uint8Array): void;
  /** As when the engine's process is gone. */
  end(): void;
  /** As when it ended by itself. */
  breakOff(error: Error): void;
}

/** `head`: the first bytes of a capture, by which its format is known. */
export async function fedSource(head: Uint8Array, interfaceName = 'en0'): Promise<FedSource> {
  const stream = new PassThrough();
  stream.write(head);
  const source = await openChunks(streamChunks(stream), interfaceName);
  const counts: EngineCounts = {};
  const live: LiveSource = {
    engine: 'tcpdump',
    interfaceName,
    why: 'a test',
    source,
    counts,
    stop: async () => void stream.end(),
  };
  return {
    live,
    counts,
    give: (bytes) => void stream.write(bytes),
    end: () => void stream.end(),
    breakOff: (error) => void stream.destroy(error),
  };
}
