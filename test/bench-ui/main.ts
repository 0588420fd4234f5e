/**
 * `npm run bench:ui`: the budget of the screen. The built program in a pseudo-terminal of 160×50, on captures made for it: how long a
 * key takes to its frame, what a frame writes, how long reading takes beside a run without a screen, and what the heap keeps.
 * `--quick` takes smaller captures and fewer frames. Exit code 1 when a bar is missed by more than a busy machine explains.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fullPackets, smallPackets } from '../bench/captures.ts';
import { measure } from '../bench/measure.ts';
import { canDrive, DrivenProgram, type Frame, pause } from './driven-program.ts';
import { heapGrowth } from './heap-growth.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, keep: { type: 'boolean' } } });
const quick = values.quick ?? false;
const folder = '.bench';
const KEYS = quick ? 60 : 300;
/** ms between two keys: more than between two frames, so that no key waits for its turn. */
const PAUSE = 40;
/** So many times a bar is missed by far. The short run is made where other things run as well. */
const TOLERANCE = quick ? 5 : 2;
/** ms after which a filter is to show its progress; the program does after 100, with the next frame. */
const PROGRESS_DUE = 150;
/** ms without a frame after which a filter is through: several times those between two reports of its progress. */
const QUIET = 600;
const ERASE = '\x7f';
const PAGE_DOWN = '\x1b[6~';

let missed = 0;
let far = 0;

/** `figure` is to be under `bar`. */
function say(what: string, figure: number, bar: number, unit: string): void {
  const met = figure < bar;
  missed += Number(!met);
  far += Number(figure >= TOLERANCE * bar);
  const digits = unit === 'ms' || unit === 'bytes' ? 0 : 2;
  console.log(`  ${met ? 'met   ' : 'missed'} ${what}: ${figure.toFixed(digits)} (under ${bar}) ${unit}`);
}

function capture(name: string, make: (path: string) => void): string {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${name}.pcap`;
  if (!existsSync(path)) make(path);
  return path;
}

function p95(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length * 0.95)];
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}

/** Moves through the flows, with a page now and then. */
async function moving(program: DrivenProgram): Promise<Frame[]> {
  await program.key('3');
  await pause(500);
  const frames: Frame[] = [];
  for (let count = 0; count < KEYS; count++) {
    await pause(PAUSE);
    frames.push(await program.key(count % 10 === 9 ? PAGE_DOWN : 'j'));
  }
  return frames;
}

async function keysAmongFlows(flows: number, bar: number): Promise<void> {
  console.log(`\n${flows} flows`);
  const path = capture(`flows-${flows}`, (to) => smallPackets(to, 3 * flows, flows));
  const program = new DrivenProgram({ parameters: [path] });
  await program.finished();
  await pause(2000);
  const frames = await moving(program);
  say('key to frame, p95', p95(frames.map(({ time }) => time)), bar, 'ms');
  say('written per frame, on average', mean(frames.map(({ bytes }) => bytes)), 4096, 'bytes');
  await filtering(program, bar);
  await program.quit();
  if (!values.keep) rmSync(path);
}

/** Letters typed while the flows are gone through for those before; then each with the time that it takes. */
async function filtering(program: DrivenProgram, bar: number): Promise<void> {
  const times: number[] = [];
  await program.key('/');
  for (const key of ['1', '0', '.', '0', ERASE, ERASE, ERASE, ERASE]) {
    times.push((await program.key(key)).time);
    await pause(PAUSE);
  }
  say('a letter of the filter, at most', Math.max(...times), bar, 'ms');
  await program.settled('1', QUIET);
  let long = 0;
  let silent = 0;
  for (const key of ['0', '.', '0', ERASE]) {
    if ((await program.settled(key, QUIET)) < PROGRESS_DUE) continue;
    long++;
    silent += Number(!program.seen(/filtering \d+%/));
  }
  // Of 100,000 flows it may be through before the progress is due.
  say(`filters that took over ${PROGRESS_DUE} ms and showed no progress, of ${long}`, silent, 1, '');
  await program.key('\x1b');
}

async function firstFrame(path: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const program = new DrivenProgram({ parameters: [path] });
    times.push(await program.firstFrame());
    await program.quit();
  }
  say('start to first frame, middle of three', times.toSorted((one, other) => one - other)[1] / 1000, 1, 's');
}

async function reading(): Promise<void> {
  const bytes = quick ? 400e6 : 2e9;
  console.log(`\na capture of ${bytes / 1e6} MB`);
  const path = capture(quick ? 'full-400' : 'full', (to) => fullPackets(to, bytes, 2000));
  const parameters = ['bin/jamscope.js', '--format', 'json', '-o', `${folder}/report.json`, path];
  const ratios: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { seconds } = await measure(process.execPath, parameters);
    const program = new DrivenProgram({ parameters: [path] });
    const screen = (await program.finished()) / 1000;
    await program.quit();
    console.log(`         without a screen ${seconds.toFixed(2)} s, with it ${screen.toFixed(2)} s`);
    ratios.push(screen / seconds);
  }
  // Of a small capture the start of the screen is most of it.
  if (!quick)
    say('read on the screen / without, middle of three', ratios.toSorted((one, other) => one - other)[1], 1.3, 'times');
  await firstFrame(path);
  if (!values.keep) rmSync(path);
}

if (canDrive) {
  await keysAmongFlows(100_000, 50);
  await keysAmongFlows(quick ? 300_000 : 1_000_000, 150);
  await reading();
} else console.log('bench-ui: skipped: there is no `script` of util-linux');
console.log('\nmemory');
const frames = quick ? 1500 : 20_000;
say(`heap kept of 1,000 frames (over ${frames})`, (await heapGrowth(frames)) / 1e6, 1, 'MB');
console.log(missed === 0 ? '\nevery bar is met' : `\n${missed} bars are missed, ${far} of them by far`);
process.exitCode = far > 0 ? 1 : 0;
