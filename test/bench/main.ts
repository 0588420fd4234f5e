/**
 * `npm run bench`: jamscope's JSON report beside `tcpdump`, `tshark` and `ndpiReader`, where they are installed, on captures made
 * for it. The commands take turns, so that a machine that slows down slows them all. `--quick` makes captures of a twentieth;
 * `--rounds N` repeats (default 3; tshark runs once); `--keep` leaves the captures in `.bench/`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fullPackets, smallPackets, tlsFlows } from './captures.ts';
import { type Measurement, measure, median } from './measure.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string', default: '3' }, keep: { type: 'boolean' } },
});
const scale = values.quick ? 0.05 : 1;
const rounds = Number(values.rounds);
const folder = '.bench';

interface Case {
  readonly name: string;
  readonly packets: number;
  make(path: string): void;
  /** Bytes of peak memory that are allowed. */
  readonly memoryBar: number;
  /** jamscope is to be this many times as fast as `against`. */
  readonly against: string;
  readonly timesAsFast: number;
}

const FULL_BYTES = 2e9 * scale;
const FULL_RECORD = 1514 + 16;
const TLS_FLOWS = 200_000 * scale;

const CASES: readonly Case[] = [
  {
    name: 'small',
    packets: 5e6 * scale,
    make: (path) => smallPackets(path, 5e6 * scale, 20_000 * scale),
    memoryBar: 250e6,
    against: 'tcpdump',
    timesAsFast: 1,
  },
  {
    name: 'full',
    packets: Math.floor(FULL_BYTES / FULL_RECORD),
    make: (path) => fullPackets(path, FULL_BYTES, 2000),
    memoryBar: 250e6,
    against: 'tcpdump',
    timesAsFast: 1,
  },
  {
    name: 'tls',
    packets: TLS_FLOWS * 30,
    make: (path) => tlsFlows(path, TLS_FLOWS),
    memoryBar: 400e6,
    against: 'ndpiReader',
    timesAsFast: 6,
  },
];

interface Program {
  readonly name: string;
  readonly command: string;
  parameters(path: string): string[];
  /** Slow ones run once. */
  readonly once?: true;
}

const PROGRAMS: readonly Program[] = [
  {
    name: 'jamscope',
    command: process.execPath,
    parameters: (path) => ['bin/jamscope.js', '--format', 'json', '-o', `${folder}/report.json`, path],
  },
  { name: 'tcpdump', command: 'tcpdump', parameters: (path) => ['-r', path, '-w', '/dev/null'] },
  { name: 'ndpiReader', command: 'ndpiReader', parameters: (path) => ['-q', '-i', path], once: true },
  { name: 'tshark', command: 'tshark', parameters: (path) => ['-n', '-r', path, '-q', '-z', 'io,stat,0'], once: true },
];

const installed = PROGRAMS.filter(({ command }) => spawnSync(command, ['--version']).error === undefined);
mkdirSync(folder, { recursive: true });
let missed = 0;
for (const one of CASES) missed += await runCase(one);
console.log(missed === 0 ? 'every bar is met' : `${missed} bars are missed`);

async function runCase(one: Case): Promise<number> {
  const path = `${folder}/${one.name}${values.quick ? '-quick' : ''}.pcap`;
  if (!existsSync(path)) one.make(path);
  const bytes = statSync(path).size;
  const taken = new Map<string, Measurement[]>(installed.map(({ name }) => [name, []]));
  // The first reading of a new file is the disk's time, not the program's.
  if (taken.has('tcpdump')) await measure('tcpdump', ['-r', path, '-w', '/dev/null']);
  for (let round = 0; round < rounds; round++) {
    for (const program of installed) {
      if (program.once && round > 0) continue;
      taken.get(program.name)!.push(await measure(program.command, program.parameters(path)));
    }
  }
  console.log(`\n${one.name}: ${one.packets} packets, ${(bytes / 1e6).toFixed(0)} MB`);
  console.log('  program       seconds  Mpackets/s    MB/s  peak MB  jamscope is … times as fast');
  const results = new Map([...taken].map(([name, measurements]) => [name, median(measurements)]));
  const own = results.get('jamscope')!;
  for (const [name, { seconds, peakMemory }] of results) {
    const figures = [
      name.padEnd(12),
      seconds.toFixed(2).padStart(8),
      (one.packets / seconds / 1e6).toFixed(2).padStart(11),
      (bytes / seconds / 1e6).toFixed(0).padStart(7),
      (peakMemory / 1e6).toFixed(0).padStart(8),
      name === 'jamscope' ? '' : (seconds / own.seconds).toFixed(2).padStart(8),
    ];
    console.log(`  ${figures.join(' ')}`);
  }
  if (!values.keep) rmSync(path);
  return bars(one, own, results.get(one.against));
}

function bars(one: Case, own: Measurement, other: Measurement | undefined): number {
  let missed = 0;
  const say = (met: boolean, text: string) => {
    missed += Number(!met);
    console.log(`  ${met ? 'met   ' : 'missed'} ${text}`);
  };
  say(own.peakMemory < one.memoryBar, `peak memory under ${one.memoryBar / 1e6} MB`);
  if (other === undefined) console.log(`  skipped: ${one.against} is not installed`);
  else say(other.seconds / own.seconds >= one.timesAsFast, `${one.timesAsFast} times as fast as ${one.against}`);
  return missed;
}
