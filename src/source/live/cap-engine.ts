/** The package `cap`, an optional dependency, in a child of ours: pcap, stamped by our clock. It knows no losses of the kernel. */
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import type { LiveEffects } from './live-effects.ts';
import type { EngineCounts } from './live-source.ts';

/** How the child says that the package is not there, or its native part was not built. */
export const CAP_UNLOADABLE = 'cap cannot be loaded';

/** How the package ends its process when the interface cannot be polled any more. */
export const CAP_ABORTED = /cb_packets.*Assertion `status == 0' failed/;

/** For `why`: what this engine cannot do. */
export const CAP_LIMITS =
  'it gives no timestamps of the kernel, cannot tell what the kernel dropped, and is always promiscuous';

/** What to do about it. The native part needs a compiler and the headers of libpcap, once. */
export function capAdvice(platform: NodeJS.Platform): string {
  const tools =
    platform === 'darwin'
      ? 'xcode-select --install (compiler and libpcap), then: npm rebuild cap'
      : 'sudo apt install build-essential libpcap-dev && npm rebuild cap';
  return `Its native part is built when jamscope is installed, where a compiler and the headers of libpcap are: ${tools}. Or use dumpcap or tcpdump.`;
}

export function capEngine(request: CaptureRequest, { node, capProgram }: LiveEffects): ChildEngine {
  const { interface: name, filter, snaplen } = request;
  return {
    name: 'cap',
    program: node,
    lag: 0,
    parameters: [capProgram(), JSON.stringify({ interface: name, filter, snaplen })],
    countsOf: capCounts,
    isChatter: (line) => CHATTER.test(line),
  };
}

/** `cap` itself warns of interfaces without an IPv4 address, where it captures all the same. */
const CHATTER = /^(cap: received |Warning: .* This may not actually work|$)/;

function capCounts(line: string): EngineCounts | undefined {
  const [, received, dropped] = /^cap: received (\d+) dropped (\d+)$/.exec(line) ?? [];
  return received === undefined ? undefined : { received: Number(received), dropped: Number(dropped) };
}
