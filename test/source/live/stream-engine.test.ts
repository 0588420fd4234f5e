import { expect, test } from 'vitest';
import { isStream, openStream } from '../../../src/source/live/stream-engine.ts';
import { pcapFile } from '../../support/capture-bytes.ts';
import { sampleBytes } from '../../support/chunks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

test.each([
  ['-', true],
  ['/run/capture.fifo', true],
  ['./capture.fifo', true],
  ['en0', false],
  ['pktap,en0', false],
])('%s is a stream: %s', (name, expected) => {
  expect(isStream(name)).toBe(expected);
});

test('a stream is read until it is stopped', async () => {
  const path = folder.write('stream.pcap', pcapFile([{ bytes: sampleBytes(100), seconds: 0 }]));
  const live = await openStream(path, new AbortController().signal);
  expect(live).toMatchObject({ engine: 'stream', interfaceName: path, counts: {} });
  expect(live.source.format).toBe('pcap');
  await live.stop();
  expect(live.source.isAborted).toBe(true);
  expect((await live.source.chunks().next()).done).toBe(true);
});
