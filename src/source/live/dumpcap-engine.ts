/** Wireshark's dumpcap: pcapng, with the kernel's timestamps. It says its counts at the end only (there is no asking it). */
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import type { EngineCounts } from './live-source.ts';

/** MiB of the kernel's buffer: a second of a full gigabit link is 119. */
const KERNEL_BUFFER = 64;

/** Its time-out for a block of the kernel's buffer is 250 ms. */
const LAG = 300;

export function dumpcapEngine(program: string, request: CaptureRequest): ChildEngine {
  const { filter, snaplen, promiscuous } = request;
  return {
    name: 'dumpcap',
    program,
    lag: LAG,
    parameters: [
      ...['-q', '-B', String(KERNEL_BUFFER), '-i', request.interface, '-w', '-'],
      ...(snaplen === undefined ? [] : ['-s', String(snaplen)]),
      ...(promiscuous ? [] : ['-p']),
      ...(filter === undefined ? [] : ['-f', filter]),
    ],
    countsOf: dumpcapCounts,
    isChatter: (line) => CHATTER.test(line),
  };
}

const CHATTER = /^(Capturing on |File: |Packets captured: |Packets received\/dropped |Please check to make sure |$)/;

/** `Packets received/dropped on interface 'en0': 90/3 (pcap:2/dumpcap:1/flushed:0/ps_ifdrop:4) (96.8%)`, of dumpcap 2 to 4. */
const COUNTS = /^Packets received\/dropped on interface .*: (\d+)\/(\d+) \(.*?(?:ps_ifdrop:(\d+))?\)/;

function dumpcapCounts(line: string): EngineCounts | undefined {
  const [, received, dropped, interfaceDropped] = COUNTS.exec(line) ?? [];
  if (received === undefined) return undefined;
  return {
    received: Number(received),
    dropped: Number(dropped),
    ...(interfaceDropped === undefined ? {} : { interfaceDropped: Number(interfaceDropped) }),
  };
}
