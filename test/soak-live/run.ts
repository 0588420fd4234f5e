/** One sustained run: traffic in a namespace of its own, the built program beside it, and what became of every packet. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Namespace } from '../live/namespace.ts';
import { machineTime, type Usage, usageOf } from './processes.ts';

export interface RunOptions {
  readonly engine: string;
  readonly seconds: number;
  /** Packets a second. */
  readonly rate: number;
  /** Where it is captured, and where it is sent. */
  readonly interfaces: readonly [captured: string, sentTo: string];
  readonly capture: string;
  /** For what the program prints. There already. */
  readonly folder: string;
  /** Parameters for Node, such as `--cpu-prof`. */
  readonly node: readonly string[];
}

/** The line that says how the capture stands, as far as it is of use here. */
export interface CaptureLine {
  readonly packets: number;
  readonly inputs: readonly { readonly packets: number; readonly dropped?: number }[];
  readonly engines: readonly { readonly received?: number; readonly dropped?: number }[];
  readonly [more: string]: unknown;
}

export interface Outcome {
  readonly sent: number;
  /** s that sending took. */
  readonly seconds: number;
  readonly last: CaptureLine;
  /** The last line of all. */
  readonly summary: { readonly flows: number; readonly verdict: string };
  readonly lines: number;
  /** What the program said on standard error. */
  readonly said: string;
  /** Of each second: bytes of the program alone, and with what it started. */
  readonly memory: readonly { readonly own: number; readonly all: number }[];
  /** Share of one processor, by the name of the process. */
  readonly processors: ReadonlyMap<string, number>;
  /** Share of all processors that were in use, by whomever. */
  readonly machine: number;
}

/** ms that the program gets to open, to take what is underway, and to end. */
const OPENING = 15_000;
const SETTLING = 60_000;
const ENDING = 60_000;
/** s of processor time in 3 s: looks at the clock. */
const IDLE = 0.3;

export async function soak(options: RunOptions): Promise<Outcome> {
  const namespace = new Namespace('soak');
  // It looks for routers and neighbours: packets that we did not send.
  execFileSync('ip', ['netns', 'exec', namespace.name, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6']);
  const name = `${options.folder}/${options.engine}`;
  const [out, errors] = [openSync(`${name}.ndjson`, 'w'), openSync(`${name}.err`, 'w')];
  const program = started(namespace, options, out, errors);
  const ended = once(program, 'exit');
  try {
    await said(`${name}.err`, /capturing/, program);
    const before = machineTime();
    const began = usageOf(program.pid!);
    const { memory, stop } = watched(program.pid!);
    const sending = performance.now();
    const sent = await send(namespace, options);
    const seconds = (performance.now() - sending) / 1000;
    const after = machineTime();
    const processors = shares(began, usageOf(program.pid!), seconds);
    stop();
    await settled(program.pid!);
    program.kill('SIGTERM');
    await Promise.race([ended, pause(ENDING)]);
    const lines = readFileSync(`${name}.ndjson`, 'utf8').trimEnd().split('\n');
    const captures = lines.filter((line) => line.startsWith('{"type":"capture"'));
    return {
      sent,
      seconds,
      last: JSON.parse(captures.at(-1)!) as CaptureLine,
      summary: JSON.parse(lines.at(-1)!) as Outcome['summary'],
      lines: lines.length,
      said: readFileSync(`${name}.err`, 'utf8'),
      memory,
      processors,
      machine: (after.busy - before.busy) / (after.all - before.all),
    };
  } finally {
    program.kill('SIGKILL');
    await ended;
    namespace.delete();
    closeSync(out);
    closeSync(errors);
  }
}

function started(namespace: Namespace, options: RunOptions, out: number, errors: number): ChildProcess {
  const words = ['netns', 'exec', namespace.name, process.execPath, ...options.node, 'bin/jamscope.js', 'live'];
  const more = ['-i', options.interfaces[0], '--engine', options.engine, '--format', 'ndjson', '--no-config'];
  return spawn('ip', [...words, ...more], { stdio: ['ignore', out, errors] });
}

/** What an engine has not taken from the kernel when it ends is lost untold: first nothing more is to be done. */
async function settled(id: number): Promise<void> {
  const spent = () => usageOf(id).reduce((sum, { processor }) => sum + processor, 0);
  for (const end = performance.now() + SETTLING; performance.now() < end; ) {
    const before = spent();
    await pause(3000);
    if (spent() - before < IDLE) return;
  }
}

/** Waits for words on standard error, which is in that file. */
async function said(path: string, pattern: RegExp, program: ChildProcess): Promise<void> {
  for (const end = performance.now() + OPENING; performance.now() < end; await pause(100)) {
    if (pattern.test(readFileSync(path, 'utf8'))) return;
    if (program.exitCode !== null) break;
  }
  throw new Error(`the program does not capture: ${readFileSync(path, 'utf8')}`);
}

/** In a second. */
const BURSTS = 1000;

/** Resolves with the number of packets that went out. */
export async function send(
  namespace: Namespace,
  { rate, seconds, interfaces, capture }: Pick<RunOptions, 'rate' | 'seconds' | 'interfaces' | 'capture'>,
): Promise<number> {
  // By the packet, tcpreplay waits in a busy loop: that takes a processor from those who are measured.
  const pace = ['--pps', String(rate), '--pps-multi', String(Math.ceil(rate / BURSTS)), '--timer', 'nano'];
  const much = ['--duration', String(seconds), '--loop', '1000000', '--unique-ip'];
  const words = ['--quiet', '--preload-pcap', '--no-flow-stats', ...pace, ...much, '--intf1', interfaces[1], capture];
  const child = spawn('ip', ['netns', 'exec', namespace.name, 'tcpreplay', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (text += more));
  await once(child, 'close');
  const [, count] = /Successful packets:\s+(\d+)/.exec(text) ?? [];
  if (count === undefined) throw new Error(`tcpreplay: ${text}`);
  return Number(count);
}

function watched(id: number) {
  const memory: { own: number; all: number }[] = [];
  const timer = setInterval(() => {
    const usage = usageOf(id);
    const all = usage.reduce((sum, each) => sum + each.memory, 0);
    if (usage.length > 0) memory.push({ own: usage[0].memory, all });
  }, 1000);
  return { memory, stop: () => clearInterval(timer) };
}

function shares(before: readonly Usage[], after: readonly Usage[], seconds: number): Map<string, number> {
  const sum = (usage: readonly Usage[], name: string) =>
    usage.filter((each) => each.name === name).reduce((total, { processor }) => total + processor, 0);
  const names = new Set(after.map(({ name }) => name).filter((name) => name !== 'sh'));
  return new Map([...names].map((name) => [name, (sum(after, name) - sum(before, name)) / seconds]));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
