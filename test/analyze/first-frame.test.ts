import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firstFrameTime } from '../../src/analyze/first-frame.ts';
import { openSource } from '../../src/source/open-source.ts';
import { interfaceBlock, packetBlock, pcapFile, pcapngFile } from '../support/capture-bytes.ts';
import { chunksOf } from '../support/chunks.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const frame = (seconds: number) => ({ bytes: new Uint8Array(60), seconds });
const LATER = [frame(30), frame(20), frame(40)];

describe('firstFrameTime', () => {
  it.each([
    ['pcap', pcapFile(LATER), 30_000_000_000n],
    [
      'pcapng',
      pcapngFile([
        interfaceBlock(),
        ...LATER.map(({ bytes, seconds }) => packetBlock({ bytes, timestamp: BigInt(seconds) * 1_000_000n })),
      ]),
      30_000_000_000n,
    ],
    ['gzip', gzipSync(pcapFile(LATER)), 30_000_000_000n],
    ['no frame', pcapFile([]), undefined],
    ['a frame that is cut', pcapFile(LATER).subarray(0, 30), undefined],
  ])('%s', async (name, bytes, time) => {
    expect(await firstFrameTime(await openSource(folder.write(name, bytes)))).toBe(time);
  });

  it('reads no further than the first frame, and closes', async () => {
    let read = 0;
    let closed = false;
    async function* chunks() {
      try {
        for await (const chunk of chunksOf(pcapFile(LATER), 50)) {
          read += chunk.end - chunk.start;
          yield chunk;
        }
      } finally {
        closed = true;
      }
    }
    expect(await firstFrameTime({ chunks })).toBe(30_000_000_000n);
    // 24 bytes of file header, 16 of record header, 60 of the frame.
    expect([read, closed]).toEqual([100, true]);
  });
});
