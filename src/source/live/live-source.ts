/** The shape of a live source: an engine that goes on giving the bytes of a capture, and what it says of its losses. */
import type { Source } from '../open-source.ts';

export const ENGINES = ['dumpcap', 'tcpdump', 'cap'] as const;
/** What captures: a program beside us, a library in us, a stream that somebody else writes, or a folder where one rotates files. */
export type EngineName = (typeof ENGINES)[number] | 'stream' | 'folder';

/** As far as the engine has said; a member is missing while it has said nothing of it. Packets since the start. */
export interface EngineCounts {
  /** That passed the filter. */
  received?: number;
  /** Lost between the kernel and the engine: it was too slow. */
  dropped?: number;
  /** Lost by the interface or its driver. */
  interfaceDropped?: number;
}

export interface LiveSource {
  readonly engine: EngineName;
  /** `en0`; `standard input`; the folder. */
  readonly interfaceName: string;
  /** Why this engine, in one line for the user. */
  readonly why: string;
  readonly source: Source;
  /** Changes while the engine runs. */
  readonly counts: Readonly<EngineCounts>;
  /** Ends the engine, and resolves when its process is gone: what it had captured still comes out of the source. */
  stop(): Promise<void>;
}
