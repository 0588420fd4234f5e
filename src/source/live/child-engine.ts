/** The shape of an engine that runs as a child process: how it is started, and what its words mean. */
import type { ENGINES, EngineCounts } from './live-source.ts';

/** What to capture, and how. */
export interface CaptureRequest {
  readonly interface: string;
  /** In the language of libpcap (pcap-filter). */
  readonly filter?: string | undefined;
  /** Bytes of a frame that are kept; all by default. */
  readonly snaplen?: number | undefined;
  /** Frames for others too, where the network brings them. */
  readonly promiscuous: boolean;
}

export interface ChildEngine {
  readonly name: (typeof ENGINES)[number];
  readonly program: string;
  readonly parameters: readonly string[];
  /** ms after which a captured packet is in its hands. Until then it is the kernel's, and lost to us when the engine ends. */
  readonly lag: number;
  /** Makes it say its counts while it runs. */
  readonly asks?: 'USR1' | 'INFO';
  /** What a line of its standard error says of its counts. */
  countsOf(line: string): EngineCounts | undefined;
  /** Whether a line says nothing about a failure. */
  isChatter(line: string): boolean;
}
