import { readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeFilePieces, writePieces } from '../../src/cli/write-pieces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** A reader that takes its time: at most `room` bytes wait. */
function slow(room: number, onWrite: (text: string, done: (error?: Error) => void) => void): Writable {
  return new Writable({
    highWaterMark: room,
    decodeStrings: false,
    write: (chunk, _, done) => setImmediate(() => onWrite(String(chunk), done)),
  });
}

describe('writePieces', () => {
  it('writes all, at the pace of the reader', async () => {
    let written = '';
    let asked = 0;
    const stream = slow(4, (text, done) => {
      written += text;
      done();
    });
    function* pieces() {
      for (const piece of ['one ', 'two ', 'three ', 'four']) {
        // Nothing is made before there is room for it.
        expect(stream.writableLength).toBeLessThan(8);
        asked++;
        yield piece;
      }
    }
    const listeners = () => ['drain', 'close'].map((event) => stream.listenerCount(event));
    const before = listeners();
    await writePieces(stream, pieces());
    expect([written, asked]).toEqual(['one two three four', 4]);
    // It waited several times, and nobody listens on.
    expect(listeners()).toEqual(before);
  });

  it('takes a reader that goes away for the end, and no error', async () => {
    let asked = 0;
    const stream = slow(4, (_, done) => done(Object.assign(new Error('EPIPE'), { code: 'EPIPE' })));
    function* pieces() {
      for (; asked < 1000; asked++) yield 'a line that nobody reads\n';
    }
    await writePieces(stream, pieces());
    expect(asked).toBeLessThan(10);
  });
});

describe('writeFilePieces', () => {
  it('makes the file anew', async () => {
    const path = folder.write('report.txt', 'what was there before, and was longer');
    await writeFilePieces(path, ['one ', 'two']);
    expect(readFileSync(path, 'utf8')).toBe('one two');
  });

  it('writes more than fits at once', async () => {
    const path = `${folder.path}/long.txt`;
    await writeFilePieces(
      path,
      Array.from({ length: 100 }, () => 'x'.repeat(10_000)),
    );
    expect(readFileSync(path).length).toBe(1_000_000);
  });

  it('rejects with what the system says', async () => {
    writeFileSync(`${folder.path}/plain`, '');
    await expect(writeFilePieces(`${folder.path}/missing/report.txt`, ['x'])).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'open',
    });
    await expect(writeFilePieces(`${folder.path}/plain/report.txt`, ['x'])).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
