/** Starts an engine, waits until it captures, and makes a live source of it. */

import type { Chunks } from '../chunk.ts';
import { EngineEnded } from '../engine-ended.ts';
import { openChunks, type Source } from '../open-source.ts';
import { streamChunks } from '../stream-chunks.ts';
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import { endedText, engineFailure } from './engine-failure.ts';
import { EngineProcess } from './engine-process.ts';
import type { LiveEffects } from './live-effects.ts';
import type { EngineCounts, LiveSource } from './live-source.ts';

/** ms between two questions for counts. */
export const COUNTS_EVERY = 2000;

/**
 * Resolves when the engine has given the head of its capture: so it has its rights, its interface and its filter. Rejects with a
 * `CaptureError` that says what was missing. `signal` ends it, as `stop` does, and the reading too.
 */
export async function openEngine(
  engine: ChildEngine,
  request: CaptureRequest & { readonly signal: AbortSignal },
  why: string,
  effects: LiveEffects,
): Promise<LiveSource> {
  const counts: EngineCounts = {};
  const process = new EngineProcess(engine.program, engine.parameters, effects, (line) => {
    Object.assign(counts, engine.countsOf(line));
  });
  const stop = () => process.stop();
  request.signal.addEventListener('abort', stop, { once: true });
  void process.ended.then(() => request.signal.removeEventListener('abort', stop));
  if (request.signal.aborted) void stop();
  const source = await opened(engine, process, request, effects);
  askForCounts(engine, process, effects);
  return {
    engine: engine.name,
    interfaceName: request.interface,
    why,
    source,
    counts,
    stop: () => process.stop(effects.pause(engine.lag)),
  };
}

async function opened(
  engine: ChildEngine,
  process: EngineProcess,
  request: CaptureRequest & { readonly signal: AbortSignal },
  effects: LiveEffects,
): Promise<Source> {
  try {
    return await openChunks(
      captured(engine, process, request),
      `${engine.name} on ${request.interface}`,
      request.signal,
    );
  } catch {
    await process.stop();
    throw engineFailure(engine, await process.ended, process.lines, request, effects);
  }
}

/** What it writes. Throws when it ended by itself, or had to be killed; ends it when nobody reads on. */
async function* captured(
  engine: ChildEngine,
  process: EngineProcess,
  { interface: name, signal }: CaptureRequest & { readonly signal: AbortSignal },
): Chunks {
  try {
    yield* streamChunks(process.output, signal);
    const ended = await process.ended;
    // One that a signal ended may have broken off in the middle of a record, whoever sent it.
    if (!process.isStopped || ended.signal !== null)
      throw new EngineEnded(endedText(engine, ended, process.lines, name));
  } finally {
    await process.stop();
  }
}

function askForCounts({ asks }: ChildEngine, process: EngineProcess, effects: LiveEffects): void {
  if (asks === undefined) return;
  const end = effects.every(COUNTS_EVERY, () => process.signal(asks));
  void process.ended.then(end);
}
