import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LineOutput, MAX_WAITING_BYTES, OPEN_AGAIN, PATIENCE } from '../../src/cli/line-output.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Takes nothing until `go` is called. */
function stalled() {
  const texts: string[] = [];
  let go = () => {};
  let stopped = true;
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      texts.push(text);
      if (stopped) go = done;
      else done();
    },
  });
  const resume = () => {
    stopped = false;
    go();
  };
  return { stream, texts, resume };
}

const { path: folder } = temporaryFolder();
const output = (stdout: Writable, changes = {}) => new LineOutput({ stdout, now: () => 0, told() {}, ...changes });

afterEach(() => void vi.useRealTimers());

describe('standard output', () => {
  it('whose reader stalls makes lines be dropped and counted, and nothing grow', () => {
    const { stream } = stalled();
    const lines = output(stream);
    const line = `${'x'.repeat(1e5 - 1)}\n`;
    for (let count = 0; count < 1000; count++) lines.write(line);
    expect(stream.writableLength).toBeLessThanOrEqual(MAX_WAITING_BYTES);
    expect(lines.dropped).toBe(1000 - Math.floor(MAX_WAITING_BYTES / 1e5));
  });

  it('gets the last lines at its pace', async () => {
    const { stream, texts, resume } = stalled();
    const lines = output(stream);
    const line = 'y'.repeat(3e6);
    lines.write(line);
    const done = lines.end([line, line, 'last\n']);
    resume();
    expect(await done).toBe(true);
    expect([texts.filter((text) => text !== '').length, lines.dropped]).toEqual([4, 0]);
  });

  it('is left when it takes the last lines too slowly', async () => {
    vi.useFakeTimers();
    const lines = output(stalled().stream);
    lines.write('a line\n');
    const done = lines.end(['last\n']);
    await vi.advanceTimersByTimeAsync(PATIENCE);
    expect(await done).toBe(false);
  });

  it('that was closed is left at once', async () => {
    const { stream } = stalled();
    const lines = output(stream);
    stream.destroy();
    lines.write('a line\n');
    expect([await lines.end(['last\n']), lines.dropped]).toEqual([true, 2]);
  });
});

describe('a file', () => {
  it('gets lines behind those that it has, and is opened anew by its name', async () => {
    const path = join(folder, 'lines.ndjson');
    const first = output(stalled().stream, { path });
    first.write('one\n');
    await first.end();
    const second = output(stalled().stream, { path });
    second.write('two\n');
    await eventually(() => expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n'));
    renameSync(path, `${path}.1`);
    second.reopen();
    second.write('three\n');
    expect(await second.end(['four\n'])).toBe(true);
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('one\ntwo\n');
    expect(readFileSync(path, 'utf8')).toBe('three\nfour\n');
  });

  it('that cannot be written is told of, and tried again later', async () => {
    const said: string[] = [];
    let now = 0;
    const path = join(folder, 'none', 'lines.ndjson');
    const lines = output(stalled().stream, { path, told: (text: string) => said.push(text), now: () => now });
    lines.write('lost\n');
    await eventually(() => expect(said).toHaveLength(1));
    expect(said[0]).toBe(`lines are lost: ${path} is in a folder that does not exist; it is tried again`);
    lines.write('dropped\n');
    expect(lines.dropped).toBe(1);
    now += OPEN_AGAIN;
    lines.write('tried\n');
    await eventually(() => expect(said).toHaveLength(2));
    expect(await lines.end()).toBe(true);
  });
});
