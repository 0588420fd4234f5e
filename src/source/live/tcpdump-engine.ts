/** tcpdump: pcap, with the kernel's timestamps. It says its counts when it gets SIGUSR1 (Linux) or SIGINFO (macOS, BSD). */
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import type { EngineCounts } from './live-source.ts';

/** KiB of the kernel's buffer, as dumpcap's. */
const KERNEL_BUFFER = 65_536;
/** Apple's tcpdump knows the process of each packet of `pktap,en0`, and writes it to pcapng (`-P`). Untried: from its manual. */
export const PROCESSES = /^(pktap|iptap|all)(,|$)/;

/** Its time-out for a block of the kernel's buffer is a second; measured with 4.99.3: up to half of the last second was lost, none with this. */
const LAG = 1100;

export function tcpdumpEngine(program: string, request: CaptureRequest, platform: NodeJS.Platform): ChildEngine {
  const { filter, snaplen, promiscuous } = request;
  const isLinux = platform === 'linux';
  return {
    name: 'tcpdump',
    program,
    lag: LAG,
    parameters: [
      // No --immediate-mode: each packet would take a whole slot of the buffer, and 35 % of 100 000 packets/s were lost. Without it they
      // come in blocks, up to a second late.
      // -U: a packet is written when it is there, not when a buffer is full.
      ...['-n', '-U', '-B', String(KERNEL_BUFFER), '-i', request.interface, '-w', '-'],
      // Elsewhere the kernel stamps in µs, and libpcap refuses to promise more.
      ...(isLinux ? ['--time-stamp-precision=nano'] : []),
      ...(platform === 'darwin' && PROCESSES.test(request.interface) ? ['-P'] : []),
      ...(snaplen === undefined ? [] : ['-s', String(snaplen)]),
      ...(promiscuous ? [] : ['-p']),
      ...(filter === undefined ? [] : ['--', filter]),
    ],
    asks: isLinux ? 'USR1' : 'INFO',
    countsOf: tcpdumpCounts,
    isChatter: (line) => CHATTER.test(line),
  };
}

const CHATTER = /^(tcpdump: (listening on|data link type) |(tcpdump: )?\d+ packets? |dropped privs|$)/;

const COUNTS = [
  [/(\d+) packets? received by filter/, 'received'],
  [/(\d+) packets? dropped by kernel/, 'dropped'],
  [/(\d+) packets? dropped by interface/, 'interfaceDropped'],
] as const;

/** All of them in one line while it runs, one a line at the end. */
function tcpdumpCounts(line: string): EngineCounts | undefined {
  const said = COUNTS.flatMap(([pattern, name]) => {
    const [, digits] = pattern.exec(line) ?? [];
    return digits === undefined ? [] : [[name, Number(digits)] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
