/** A folder in which another program rotates captures, as the sources of a live analysis. */
import { type FolderOptions, folderSources } from '../source/live/folder-source.ts';
import type { FeedItem } from './live-analysis.ts';

/** Throws `CaptureError` when the folder cannot be listed at first. Waits for a first capture until `signal` ends it. */
export async function* folderFeed(folder: string, options: FolderOptions): AsyncGenerator<FeedItem, void, undefined> {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  const about = { engine: 'folder', interfaceName: folder, why: WHY, counts: {} } as const;
  const stop = async () => ending.abort();
  for await (const source of folderSources(folder, { ...options, signal })) {
    // What was captured meanwhile is in the files.
    yield { live: { ...about, source, stop }, endsInGap: false };
  }
}

const WHY = 'captures that another program writes there: what that program loses is known where its files say it';
