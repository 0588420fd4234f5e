/** What both capture formats have in common for whoever drives them. */
import type { RecordReader } from './carry-over.ts';
import type { KernelDrops } from './kernel-drops.ts';
import type { CaptureProblem } from './problem.ts';

export type CaptureFormat = 'pcap' | 'pcapng';

export interface FormatReader extends RecordReader {
  readonly format: CaptureFormat;
  /** LINKTYPE_ numbers in order of appearance, each once. */
  readonly linkTypes: readonly number[];
  /** Frames given to the sink. */
  readonly packets: number;
  /** Their bytes on the wire, summed: the `data size` of capinfos. */
  readonly bytes: number;
  /** Packets that the capturing side says it lost; undefined where it says nothing. */
  readonly dropped: number | undefined;
  /** Captured packets that the recording machine's kernel then threw away; undefined where the format cannot tell. */
  readonly kernelDrops: KernelDrops | undefined;
  /** Fraction digits of a second in the timestamps, 0 to 9. */
  readonly resolution: number;
  /** The input ended while `held` bytes of a record were waiting for the rest. */
  cut(held: number): CaptureProblem;
}
