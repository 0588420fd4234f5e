import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAtInputs } from '../../src/analyze/look-at-inputs.ts';
import type { Pieces } from '../../src/source/file-chunks.ts';
import { pcapFile } from '../support/capture-bytes.ts';
import { openFilesBelow, tellsOpenFiles } from '../support/open-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const pieces: Pieces = [new Uint8Array(4096), new Uint8Array(4096)];
const frames = (...seconds: readonly number[]) =>
  pcapFile(seconds.map((second) => ({ bytes: new Uint8Array(60), seconds: second })));
const file = (name: string, bytes: Uint8Array | string) => ({ path: folder.write(name, bytes) });

describe('a look at several inputs', () => {
  const late = file('late.pcap', frames(30, 20));
  const early = file('early.pcap', frames(10));
  const none = file('none.pcap', frames());

  it('tells what each is and when its first frame came, and closes it', async () => {
    const { known, failures } = await lookAtInputs([late, early, none], pieces);
    expect(known.map(({ about, begins, open }) => [about.path, about.format, begins, open])).toEqual([
      [late.path, 'pcap', 30_000_000_000n, undefined],
      [early.path, 'pcap', 10_000_000_000n, undefined],
      [none.path, 'pcap', undefined, undefined],
    ]);
    expect(failures).toEqual([]);
    if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(0);
  });

  it('names what could not be opened, and whether that counts', async () => {
    const notes = { ...file('notes.txt', 'no capture'), directory: folder.path };
    const { known, failures } = await lookAtInputs([notes, early, { path: join(folder.path, 'missing') }], pieces);
    expect(known.map(({ about }) => about.path)).toEqual([early.path]);
    expect(failures.map(({ error, counts }) => [error.code, counts])).toEqual([
      ['not-a-capture', false],
      ['no-such-file', true],
    ]);
  });

  it('is heard of after each', async () => {
    const counts: number[] = [];
    const inputs = [early, { path: join(folder.path, 'missing') }, late];
    await lookAtInputs(inputs, pieces, undefined, (count) => counts.push(count));
    expect(counts).toEqual([1, 2, 3]);
  });

  it.runIf(process.platform === 'linux' || process.platform === 'darwin')('keeps a pipe open', async () => {
    const path = join(folder.path, 'pipe');
    execFileSync('mkfifo', [path]);
    const writer = spawn('sh', ['-c', 'cat "$1" > "$0"', path, late.path]);
    const { known } = await lookAtInputs([{ path }, early], pieces);
    expect(known.map(({ open, begins }) => [open === undefined, begins])).toEqual([
      [false, undefined],
      [true, 10_000_000_000n],
    ]);
    await known[0].open?.close();
    writer.kill();
  });
});

it('the only input is looked at once, into the given memory, and stays open', async () => {
  const bytes = frames(1);
  const { known } = await lookAtInputs([file('only.pcap', bytes)], pieces);
  expect(pieces[0].subarray(0, bytes.length)).toEqual(bytes);
  expect(known[0]).toMatchObject({ open: { format: 'pcap' }, begins: undefined });
  await known[0].open?.close();
});
