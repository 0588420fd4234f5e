import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderFeed } from '../../src/analyze/folder-feed.ts';
import { captured } from '../support/captured.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

it('gives the captures of a folder until it is stopped', async () => {
  const path = folder.write('one/a.pcap', captured(tcpFlow()));
  const { signal } = new AbortController();
  const feed = folderFeed(join(folder.path, 'one'), { told() {}, signal, now: () => 0 });
  const first = await feed.next();
  expect(first).toMatchObject({
    value: { endsInGap: false, live: { engine: 'folder', source: { path, format: 'pcap' } } },
  });
  const { live } = first.value!;
  const chunks = live.source.chunks();
  expect((await chunks.next()).value).toMatchObject({ start: 0 });
  setTimeout(() => live.stop(), 20);
  expect([(await chunks.next()).done, live.source.isAborted]).toEqual([true, true]);
  expect(await feed.next()).toEqual({ done: true, value: undefined });
});

it('refuses a folder that is not there, and stops waiting for a capture', async () => {
  const { signal } = new AbortController();
  const none = folderFeed(join(folder.path, 'none'), { told() {}, signal, now: () => 0 });
  await expect(none.next()).rejects.toThrow('none');
  const stopping = new AbortController();
  folder.write('two/notes.txt', 'no capture');
  const empty = folderFeed(join(folder.path, 'two'), { told() {}, signal: stopping.signal, now: () => 0 }).next();
  stopping.abort();
  expect(await empty).toMatchObject({ done: true });
});
