/** One sustained run: traffic in a namespace of its own, the built program beside it, and what became of every packet. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Namespace } from '../live/namespace.ts';
import { machineTime, treeTime, type Usage, usageOf } from './processes.ts';

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

/** How the capture stands in the end, as far as it is of use here. */
export interface CaptureTold {
  readonly packets: number;
  readonly inputs: readonly { readonly dropped?: number }[];
}

export interface Told {
  readonly capture: CaptureTold;
  readonly flows: number;
}

/** The program beside the traffic. */
export interface Soaked {
  readonly id: number;
  /** Resolves when it captures. */
  ready(): Promise<void>;
  /** What somebody does with it while packets are sent. */
  use?(until: AbortSignal): Promise<void>;
  /** Ends the capture. */
  end(): Promise<Told>;
  /** Resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

export interface Outcome {
  readonly sent: number;
  /** s that sending took. */
  readonly seconds: number;
  readonly told: Told;
  /** Of each second: bytes of the program alone, and with what it started. */
  readonly memory: readonly { readonly own: number; readonly all: number }[];
  /** Share of one processor, by the name of the process. */
  readonly processors: ReadonlyMap<string, number>;
  /** Share of all processors that were in use, by whomever, and by who has nothing to do with this. */
  readonly machine: number;
  readonly others: number;
}

/** ms until what is underway must have been taken. */
const SETTLING = 60_000;
/** s of processor time in 3 s: looks at the clock. */
const IDLE = 0.3;

export async function soak<Program extends Soaked>(
  options: RunOptions,
  start: (namespace: Namespace, options: RunOptions) => Program,
): Promise<Outcome & { readonly program: Program }> {
  const namespace = new Namespace('soak');
  // It looks for routers and neighbours: packets that we did not send.
  execFileSync('ip', ['netns', 'exec', namespace.name, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6']);
  const program = start(namespace, options);
  try {
    await program.ready();
    const before = machineTime();
    const own = treeTime(process.pid);
    const began = usageOf(program.id);
    const { memory, stop } = watched(program.id);
    const sending = performance.now();
    const over = new AbortController();
    const [sent] = await Promise.all([
      send(namespace, options).finally(() => over.abort()),
      program.use?.(over.signal),
    ]);
    const seconds = (performance.now() - sending) / 1000;
    const after = machineTime();
    const ours = treeTime(process.pid) - own + after.kernel - before.kernel;
    const processors = shares(began, usageOf(program.id), seconds);
    stop();
    await settled(program.id);
    const told = await program.end();
    const all = after.all - before.all;
    const busy = after.busy - before.busy;
    const others = Math.max(0, busy - ours) / all;
    return { sent, seconds, told, memory, processors, machine: busy / all, others, program };
  } finally {
    await program.close();
    namespace.delete();
  }
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

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
