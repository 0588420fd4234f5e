/** What a reader calls while bytes are pushed into it. Views are valid until the call returns. */
import type { CustomBlock } from './custom.ts';
import type { ProcessInformation } from './darwin.ts';
import type { DecryptionSecrets } from './decryption-secrets.ts';
import type { Frame } from './frame.ts';
import type { InterfaceDescription } from './interface-description.ts';
import type { InterfaceStatistics } from './interface-statistics.ts';
import type { RecordRun } from './record-run.ts';

export interface FrameSink {
  frame(frame: Frame): void;
  /**
   * Takes as many records from the front of a run as it likes: says how many in the run, and moves its `start`. The next one comes as
   * a frame.
   */
  records?(run: RecordRun): void;
  /** An interface was described; index and section as the frames name them. A pcap file has one, at its header. */
  interface?(description: InterfaceDescription, index: number, section: number): void;
  /** Counters of an interface that was described in this section. */
  statistics?(statistics: InterfaceStatistics, section: number): void;
  /** A name-resolution record: an IPv4 (4 bytes) or IPv6 (16 bytes) address and its printable names, at least one. */
  name?(address: Uint8Array, names: readonly string[]): void;
  /** A process that frames of this section refer to by `index` (Darwin). */
  process?(process: ProcessInformation, index: number, section: number): void;
  secrets?(secrets: DecryptionSecrets): void;
  custom?(block: CustomBlock): void;
}
