/** The real program in a real terminal, driven by keys, signals and faults; the terminal afterwards as it was before. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { smallPackets } from '../bench/captures.ts';
import { hasTmux, Shell } from './shell.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURE = `${root}fixtures/syn-unanswered-5223/input.pcapng`;
/** As the shell knows it. */
const PROGRAM = 'node $jamscope';

if (!hasTmux) console.log('terminal: skipped: tmux is not installed');

const folder = mkdtempSync(join(tmpdir(), 'jamscope-terminal-'));
const large = join(folder, 'large.pcap');
const defects = join(folder, 'defects.cjs');
const shells: Shell[] = [];
beforeAll(() => {
  smallPackets(large, 200_000, 20_000);
  writeFileSync(defects, DEFECTS);
});
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

async function open(): Promise<Shell> {
  const shell = await Shell.open(mkdtempSync(join(folder, 'home-')), {
    jamscope: `${root}bin/jamscope.js`,
    fixture: FIXTURE,
    large,
    defects,
  });
  shells.push(shell);
  return shell;
}

/** The screen with the finding of the fixture. */
async function opened(program = PROGRAM): Promise<Shell> {
  const shell = await open();
  shell.line(`${program} $fixture`);
  await shell.until(/▸✖ error +F1 No answer on TCP 5223[\s\S]*Verdict[\s\S]*blocked/);
  await shell.untilFlags({ alternate: true, cursor: false });
  return shell;
}

/** A look at the terminal that the program has left, with its exit code. */
async function left(shell: Shell): Promise<{ code: number; differences: string[]; frame: string }> {
  const differences = await shell.differences();
  const frame = shell.frame();
  return { code: Number(/^exit code (\d+)$/m.exec(frame)?.[1]), differences, frame };
}

describe.skipIf(!hasTmux)('a capture on the screen', () => {
  test('is filtered, sorted, opened, copied and written, and leaves nothing behind', async () => {
    const shell = await opened();
    shell.keys('3');
    await shell.until(/━ 3 Flows +2 · worst first/);
    shell.type('/5223');
    await shell.until('/5223▏');
    shell.keys('Enter');
    await shell.until(/3 Flows +1 of 2 /);
    shell.keys('s');
    await shell.until('by arrival');
    shell.keys('Enter');
    await shell.until('judged by');
    shell.keys('Escape');
    await shell.until('q quit');
    shell.keys('2', 'y');
    await shell.until('Copied the filter of F1');
    expect(await shell.clipboard()).toMatch(/tcp\.port\s*==\s*5223|ip\.addr/);
    shell.keys('w');
    await shell.until('Report to: input-report.txt');
    shell.keys('Enter');
    await shell.until('Wrote the report of all findings');
    expect(readFileSync(join(shell.folder, 'input-report.txt'), 'utf8')).toContain('blocked/syn-unanswered');
    shell.keys('e');
    await shell.until('Evidence to: input-evidence.pcapng');
    shell.keys('Enter');
    await shell.until(/Wrote \d+ evidence frames/);
    expect(readFileSync(join(shell.folder, 'input-evidence.pcapng')).readUInt32BE(0)).toBe(0x0a0d0d0a);
    shell.keys('q');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });

  test('of many flows is filtered and sorted, at any size of the terminal', async () => {
    const shell = await open();
    shell.line(`${PROGRAM} $large`);
    await shell.until(/(19|20),\d{3} flows · [\d.]+s *\n/);
    shell.keys('3');
    await shell.until(/━ 3 Flows +[\d,]+ · worst first/);
    shell.keys('s', 's', 'S');
    await shell.until(/last seen first, reversed|last seen first/);
    shell.type('/10.0.0.7');
    await shell.until(/3 Flows +[\d,]+ of (19|20),\d{3}/);
    shell.keys('Enter', 'G', 'C-u');
    for (const [columns, rows] of [
      [80, 24],
      [50, 20],
      [40, 10],
      [200, 60],
      [100, 30],
    ] as const) {
      shell.resize(columns, rows);
      const frame = await shell.until(columns < 50 ? 'too small' : new RegExp(`^(.*\\n){${rows - 1}}.* q quit *\\n`));
      expect(frame.split('\n').length - 1).toBe(rows);
    }
    shell.resize(120, 40);
    await shell.until(/^(.*\n){39}.*q quit/);
    shell.keys('q');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });

  test('gives way to the shell with ctrl-z, as often as one likes, and is there again with fg', async () => {
    const shell = await opened();
    shell.keys('4');
    await shell.until('━ 4 Hosts');
    for (const [columns, rows] of [
      [120, 40],
      [130, 45],
    ] as const) {
      shell.keys('C-z');
      await shell.prompt();
      await shell.untilFlags({ alternate: false, cursor: true });
      shell.line('echo in-between');
      await shell.until(/^in-between$/m);
      shell.resize(columns, rows);
      shell.line('fg');
      await shell.until(new RegExp(`━ 4 Hosts(.*\\n){${rows - 2}}.* q quit *\\n`));
      await shell.untilFlags({ alternate: true, cursor: false });
      shell.keys('5');
      await shell.until('━ 5 Timeline');
      shell.keys('4');
      await shell.until('━ 4 Hosts');
    }
    shell.resize(120, 40);
    await shell.until(/━ 4 Hosts(.*\n){38}.* q quit *\n/);
    shell.keys('q');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });
});

/** What a defect of ours looks like: after SIGUSR2, the next component that is drawn throws; after SIGUSR1, a timer does. */
const DEFECTS = `
const { repeat } = String.prototype;
const fail = () => { throw new Error('made up'); };
process.on('SIGUSR2', () => {
  let left = 2; // React tries once more
  String.prototype.repeat = () => {
    if (--left === 0) String.prototype.repeat = repeat;
    fail();
  };
});
process.on('SIGUSR1', fail);
`;

describe.skipIf(!hasTmux)('the terminal is as before', () => {
  test.each([
    ['a component throws', 'SIGUSR2', 'Down', 70],
    ['something else throws', 'SIGUSR1', undefined, 70],
  ] as const)('when %s', async (_, signal, key, code) => {
    const shell = await opened('node -r $defects $jamscope');
    process.kill(shell.child(), signal);
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (key !== undefined) shell.keys(key);
    await shell.until('made up');
    const after = await left(shell);
    expect([after.code, after.differences]).toEqual([code, []]);
  });

  test.each([
    ['SIGTERM', 130],
    ['SIGHUP', 130],
    ['SIGINT', 130],
  ] as const)('after %s', async (signal, code) => {
    const shell = await opened();
    process.kill(shell.child(), signal);
    const after = await left(shell);
    expect([after.code, after.differences]).toEqual([code, []]);
  });
});

describe.skipIf(!hasTmux)('a capture on standard input', () => {
  test('has keys from the terminal', async () => {
    const shell = await open();
    shell.line(`cat $fixture | ${PROGRAM} -`);
    await shell.until(/▸✖ error +F1 No answer/);
    shell.keys('3');
    await shell.until(/━ 3 Flows +2/);
    shell.keys('e');
    await shell.until(/standard input|Evidence to/);
    shell.keys('Escape', 'Escape');
    await shell.until('q quit');
    shell.keys('q');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });

  test('that does not end is stopped with x; what was read stays', async () => {
    const shell = await open();
    shell.line(`mkfifo held; (cat $fixture; read -r _ < held) | ${PROGRAM} -`);
    await shell.until(/2 flows .* x stops/);
    shell.keys('x');
    await shell.until(/2 flows .* stopped[\s\S]*▸✖ error +F1 No answer/);
    shell.keys('q');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    writeFileSync(join(shell.folder, 'held'), '\n');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });

  test('that does not end is left at once with q', async () => {
    const shell = await open();
    shell.line(`${PROGRAM} - < <(cat $fixture; exec sleep 30)`);
    await shell.until(/2 flows .* x stops/);
    shell.keys('q');
    expect(await left(shell)).toMatchObject({ code: 0, differences: [] });
  });
});
