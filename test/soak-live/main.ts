/**
 * `npm run soak:live`: does `jamscope live` keep up, tell what it missed, and stay of one size? Mixed traffic goes through a network namespace
 * by `tcpreplay`; of every packet it must be known whether it was analysed or dropped. Needs root, Linux, tcpreplay and the engines.
 *
 *   npm run soak:live -- [--engine tcpdump|dumpcap|cap|all] [--seconds 60] [--rate 100000] [--interface cable|lo] [--screen] [--cpu-prof]
 *
 * The cable is a pair of virtual interfaces. On loopback the kernel counts each packet twice, when it leaves and when it arrives, so that what
 * it dropped is not known exactly: the sum holds there only where nothing was dropped.
 *
 * `--screen` has it in a pseudo-terminal of 160×50, where keys are typed all the time: how long each takes until the screen shows what it does.
 *
 * Fails on loss that was not reported and, from 300 s on, on memory that grows; a machine that is too slow for the rate has reported drops only. With
 * `--screen`, on keys that take too long as well, unless other work keeps the machine busy.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { canDrive } from '../bench-ui/driven-program.ts';
import { obstacle } from '../live/namespace.ts';
import { at, growth, megabytes, percent } from './figures.ts';
import { LinesProgram } from './lines-program.ts';
import { type Outcome, soak } from './run.ts';
import { ScreenProgram } from './screen-program.ts';
import { SECONDS as ROUND, writeTraffic } from './traffic.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'tcpdump' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '100000' },
    interface: { type: 'string', default: 'cable' },
    screen: { type: 'boolean' },
    'cpu-prof': { type: 'boolean' },
  },
});
const ENGINES = ['tcpdump', 'dumpcap', 'cap'];
const folder = '.bench/soak-live';
/** s: until then what is bounded has reached its bounds. */
const LONG = 300;
/** ms from a key to what it does, p95, while packets are being dropped. */
const BAR = 250;
/** Share of the machine that others may take where that is judged: they are waited for. */
const ALONE = 0.1;
const rate = Number(values.rate);
const seconds = Number(values.seconds);

let failed = 0;

function say(holds: boolean, text: string): void {
  failed += Number(!holds);
  console.log(`  ${holds ? 'holds ' : 'FAILS '} ${text}`);
}

function missing(): string | undefined {
  const why = obstacle();
  if (why !== undefined) return why;
  if (values.screen && !canDrive) return 'there is no `script` of util-linux';
  return spawnSync('tcpreplay', ['--version']).error === undefined ? undefined : 'tcpreplay is not installed';
}

async function run(engine: string): Promise<void> {
  console.log(`\n${engine}: ${rate} packets/s for ${seconds} s`);
  const interfaces = values.interface === 'lo' ? (['lo', 'lo'] as const) : (['cable0', 'cable1'] as const);
  const node = values['cpu-prof'] ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
  const options = { engine, seconds, rate, interfaces, capture, folder, node };
  const outcome = values.screen
    ? await soak(options, (...given) => new ScreenProgram(...given))
    : await soak(options, (...given) => new LinesProgram(...given));
  figures(outcome);
  loss(engine, outcome);
  memory(outcome);
  if (outcome.program instanceof ScreenProgram) keys(outcome.program, outcome.others);
}

function figures({ sent, seconds: taken, told, processors, machine, others }: Outcome): void {
  const shares = [...processors].map(([name, share]) => `${name} ${percent(share)}`).join(', ');
  console.log(
    `  sent ${sent} in ${taken.toFixed(1)} s (${Math.round(sent / taken)} packets/s); ${told.flows} flows seen`,
  );
  console.log(
    `  of one processor: ${shares}; the whole machine was busy by ${percent(machine)}, ${percent(others)} for others`,
  );
}

function loss(engine: string, { sent, told: { capture } }: Outcome): void {
  const dropped = capture.inputs.reduce((sum, input) => sum + (input.dropped ?? 0), 0);
  const missing = sent - capture.packets - dropped;
  console.log(
    `  analysed ${capture.packets}, reported as dropped ${dropped} (${percent(dropped / sent)}), neither ${missing}`,
  );
  if (engine === 'cap' && missing !== 0)
    console.log('  cap cannot tell what the kernel dropped: what is missing may be that');
  else say(missing === 0, 'sent = analysed + reported drops');
}

function keys({ keys: timed, rates }: ScreenProgram, others: number): void {
  const times = timed.map(({ time }) => time);
  const [half, most, all] = [0.5, 0.95, 1].map((share) => `${at(times, share).toFixed(0)} ms`);
  console.log(`  the screen said ${Math.round(at(rates, 0.5))} packets/s (median)`);
  const text = `of ${times.length} keys, p50 ${half}, p95 ${most} (at most ${BAR} ms), max ${all}`;
  if (others <= ALONE) say(at(times, 0.95) <= BAR, text);
  else console.log(`  ${text}; not judged: others took ${percent(others)} of the machine`);
  const slowest = timed.toSorted((one, other) => other.time - one.time).slice(0, 8);
  console.log(`  slowest: ${slowest.map(({ step, time }) => `${step.what} ${time.toFixed(0)} ms`).join(', ')}`);
}

function memory({ memory: samples }: Outcome): void {
  const own = samples.map((sample) => sample.own);
  const all = samples.map((sample) => sample.all);
  console.log(`  memory at the end: ${megabytes(own.at(-1)!)}, with the engine ${megabytes(all.at(-1)!)}`);
  const grown = growth(own);
  if (grown === undefined) return;
  const text = `memory of the last third over that of the middle one: ${percent(grown)}`;
  if (seconds >= LONG) say(grown <= 0.1, `${text} (at most 10%)`);
  else console.log(`  ${text}; judged in runs of ${LONG} s and more, as the table of flows fills before`);
}

const capture = `${folder}/traffic.pcap`;
const why = missing();
if (why !== undefined) console.log(`soak-live: skipped: ${why}`);
else {
  mkdirSync(folder, { recursive: true });
  writeTraffic(capture, rate * ROUND);
  for (const engine of values.engine === 'all' ? ENGINES : [values.engine]) await run(engine);
  console.log(failed === 0 ? '\nall holds' : `\n${failed} do not hold`);
  process.exitCode = failed > 0 ? 1 : 0;
}
