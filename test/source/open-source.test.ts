import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { openSource } from '../../src/source/open-source.ts';
import { hex, interfaceBlock, packetBlock, pcapFile, pcapngFile } from '../support/capture-bytes.ts';
import { sampleBytes } from '../support/chunks.ts';

const directory = mkdtempSync(join(tmpdir(), 'open-source-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

const FRAMES = Array.from({ length: 200 }, (_, index) => ({ bytes: sampleBytes(100 + index), seconds: index }));
const PCAP = pcapFile(FRAMES);
const PCAPNG = pcapngFile([interfaceBlock(), ...FRAMES.map(packetBlock)]);
/** A Zstandard frame of one raw block (RFC 8878), for a capture below 128 KiB. */
function zstd(bytes: Uint8Array): Uint8Array {
  const header = (bytes.length << 3) | 1;
  return Buffer.concat([hex('28b52ffd 00 38'), Uint8Array.of(header, header >> 8, header >> 16), bytes]);
}

/** Opens the input and reads it through, as whoever analyses it does. */
async function read(path: string) {
  const source = await openSource(path);
  const reader = new CaptureReader({ frame: () => {} }, new TimeBase());
  for await (const { bytes, start, end } of source.chunks()) reader.push(bytes, start, end);
  reader.end(source.problem);
  return { source, reader };
}

describe.each([
  ['pcap', PCAP],
  ['pcapng', PCAPNG],
] as const)('a %s file', (format, bytes) => {
  test.each([
    ['none', bytes],
    ['gzip', gzipSync(bytes)],
    ['zstd', zstd(bytes)],
  ] as const)('compression %s', async (compression, stored) => {
    const { source, reader } = await read(file(`whole.${format}.${compression}`, stored));
    expect(source).toMatchObject({
      format,
      compression,
      size: stored.length,
      bytesRead: stored.length,
      problem: undefined,
    });
    expect(reader).toMatchObject({ format, packets: 200, complete: true });
  });
});

describe('what can be read of a damaged one is read', () => {
  test('a file that ends early', async () => {
    const { source, reader } = await read(file('cut.pcap', PCAP.subarray(0, PCAP.length - 10)));
    expect(source.problem).toBeUndefined();
    expect(reader).toMatchObject({ packets: 199, problems: [{ code: 'cut', frame: 200 }] });
  });

  test('gzip that ends early', async () => {
    const stored = gzipSync(PCAP);
    const { source, reader } = await read(file('cut.pcap.gz', stored.subarray(0, stored.length - 100)));
    expect(source.problem).toMatchObject({ code: 'compression-cut', offset: expect.any(Number) });
    expect(reader.packets).toBeGreaterThan(180);
    expect(reader.problems).toMatchObject([{ ...source.problem }]);
  });

  test('gzip whose checksum is wrong', async () => {
    const stored = gzipSync(PCAP);
    stored[stored.length - 5] ^= 1;
    const { reader } = await read(file('corrupt.pcap.gz', stored));
    expect(reader).toMatchObject({ packets: 200, problems: [{ code: 'compression-corrupt', offset: PCAP.length }] });
  });

  test('zstd that ends early', async () => {
    const stored = Buffer.concat([zstd(PCAP), zstd(PCAP).subarray(0, 50)]);
    const { reader } = await read(file('cut.pcap.zst', stored));
    expect(reader).toMatchObject({ packets: 200, problems: [{ code: 'compression-cut', offset: PCAP.length }] });
  });
});

describe('what is no capture is refused, with a reason and advice', () => {
  test.each([
    ['empty', '', 'empty', 'is empty'],
    ['three', hex('d4c3b2'), 'not-a-capture', 'is no more than the first bytes of a pcap, not a capture'],
    ['text', 'IP 10.0.0.1 > 10.0.0.2', 'not-a-capture', 'is plain text, not a capture'],
    ['zip', 'PK\x03\x04', 'not-a-capture', 'is a ZIP archive, not a capture'],
    [
      'text.gz',
      gzipSync('hello, world of text'),
      'not-a-capture',
      'is plain text inside its gzip compression, not a capture',
    ],
    ['nothing.gz', gzipSync(''), 'empty', 'is empty'],
    ['cut.gz', gzipSync(PCAP).subarray(0, 8), 'not-a-capture', 'gives no bytes: the gzip data end early'],
  ] as const)('%s', async (name, bytes, code, says) => {
    const path = file(name, bytes);
    const refused = { name: 'CaptureError', code, message: `${path} ${says}`, advice: expect.stringMatching(/\.$/) };
    await expect(openSource(path)).rejects.toMatchObject(refused);
  });

  test('a path that leads nowhere, and a directory', async () => {
    await expect(openSource(join(directory, 'none'))).rejects.toMatchObject({ code: 'no-such-file' });
    mkdirSync(join(directory, 'empty-directory'));
    await expect(openSource(join(directory, 'empty-directory'))).rejects.toMatchObject({ code: 'is-a-directory' });
  });

  test.skipIf(process.getuid?.() === 0)('a file of somebody else', async () => {
    const path = file('secret.pcap', PCAP);
    chmodSync(path, 0);
    await expect(openSource(path)).rejects.toMatchObject({ code: 'permission' });
  });
});

test('a short head is a capture cut in its header, not something else', async () => {
  expect((await read(file('head.pcap', PCAP.subarray(0, 10)))).reader.problems).toMatchObject([
    { code: 'cut', offset: 0 },
  ]);
});

describe.skipIf(process.platform === 'win32')('a FIFO', () => {
  function fifo(name: string): string {
    const path = join(directory, name);
    execFileSync('mkfifo', [path]);
    return path;
  }

  test('is read as its writer writes, and has no size', async () => {
    const path = fifo('fifo');
    const reading = read(path);
    const writer = spawn('sh', ['-c', `cat "${file('piped.pcap', gzipSync(PCAP))}" > "${path}"`], { stdio: 'ignore' });
    const { source, reader } = await reading;
    writer.kill();
    expect(source).toMatchObject({ size: undefined, compression: 'gzip' });
    expect(reader).toMatchObject({ packets: 200, complete: true });
  });

  test('does not keep a signal waiting', async () => {
    const controller = new AbortController();
    const opening = openSource(fifo('silent'), controller.signal);
    setImmediate(() => controller.abort());
    await expect(opening).rejects.toMatchObject({ code: 'empty' });
  });
});

test('a signal ends the reading, without a problem', async () => {
  const controller = new AbortController();
  const path = file('long.pcap', pcapFile(Array.from({ length: 20_000 }, () => ({ bytes: sampleBytes(100) }))));
  const source = await openSource(path, controller.signal);
  let chunks = 0;
  for await (const _ of source.chunks()) {
    chunks++;
    controller.abort();
  }
  expect([chunks, source.problem]).toEqual([1, undefined]);
  await (await openSource(path)).close();
});
