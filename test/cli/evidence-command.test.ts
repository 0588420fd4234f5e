import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type FakeTerminalOptions, fakeEffects } from '../support/fake-effects.ts';
import { readCapture } from '../support/recording-sink.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}/input.pcapng`, import.meta.url));
const BLOCKED = fixture('syn-unanswered-5223');
const out = (name: string) => join(folder.path, name);

async function run(words: readonly string[], options: FakeTerminalOptions = {}) {
  const effects = fakeEffects(options);
  const exit = await main(['evidence', ...words], effects);
  return { exit, out: effects.out(), err: effects.err(), listeners: effects.listeners() };
}

describe('jamscope evidence', () => {
  it('writes the frames and says how many; findings are no failure here', async () => {
    const path = out('proof.pcapng');
    const result = await run([BLOCKED, '--no-config', '-o', path]);
    const size = readFileSync(path).length.toLocaleString('en');
    const said = `${path}: 1 finding, 6 evidence frames (8 packets, ${size} bytes in all)\n`;
    expect(result).toEqual({ exit: 0, out: said, err: '', listeners: 0 });
    expect(readCapture(readFileSync(path)).frames).toHaveLength(8);
    expect(await run([BLOCKED, '--no-config', '-q', '-o', path])).toMatchObject({ exit: 0, out: '', err: '' });
  });

  it('writes chosen findings, or all packets', async () => {
    const path = out('chosen.pcapng');
    const words = ['--no-config', '-o', path, '--finding', 'f1, blocked/syn-unanswered'];
    expect((await run([BLOCKED, ...words])).exit).toBe(0);
    const { exit, err } = await run([BLOCKED, '--no-config', '-o', path, '--finding', 'F1,F2']);
    expect([exit, err]).toEqual([
      2,
      'jamscope: there is no finding F2. There is F1; a rule or a family names several.\n',
    ]);
    expect((await run([BLOCKED, ...words, '--all-packets'])).out).toContain('(12 packets, ');
  });

  it('says so when there is nothing to write', async () => {
    const path = out('nothing.pcapng');
    const clean = await run([fixture('tenant-tls13'), '--no-config', '-o', path]);
    expect([clean.exit, clean.err]).toEqual([0, 'jamscope: no evidence was written: there is no finding\n']);
    const whole = await run([fixture('capture-one-sided'), '--no-config', '-o', path]);
    expect([whole.exit, whole.err]).toEqual([0, expect.stringContaining('concerns the capture as a whole')]);
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['without a file to write', [BLOCKED], 2, /--output/],
    ['over its input', [BLOCKED, '-o', BLOCKED], 2, /is one of the inputs\. Name another file/],
    [
      'to a folder that is not there',
      [BLOCKED, '-o', '/nowhere/x.pcapng'],
      2,
      /\/nowhere\/x\.pcapng is in a folder that does not exist/,
    ],
    ['of an input that is not there', ['missing.pcap', '-o', out('x')], 3, /missing\.pcap does not exist/],
  ])('refuses %s', async (_, words, code, says) => {
    const before = readFileSync(BLOCKED);
    const { exit, err } = await run([...words, '--no-config']);
    expect(exit).toBe(code);
    expect(err).toMatch(says);
    expect(readFileSync(BLOCKED)).toEqual(before);
  });

  it('reports on the inputs that could be read', async () => {
    const { exit, out: said } = await run(['missing.pcap', BLOCKED, '--no-config', '-o', out('some.pcapng')]);
    expect(exit).toBe(3);
    expect(said).toContain('6 evidence frames');
  });
});
