/** Records of a pcap file as they lie one behind another in memory: a sink that can count them as they are need not have each as a frame. */
import type { TimeBase } from './time-base.ts';

/** Little-endian, with the common header of 16 bytes, and of Ethernet frames. A reader has one of them and fills it anew. */
export class RecordRun {
  bytes: Uint8Array = new Uint8Array(0);
  /** Offsets in `bytes`: of the first record, and after the last byte that is there. The last record may be cut. */
  start = 0;
  end = 0;
  /** Frames of the input in front of this run. */
  number = 0;
  /** ns of a unit of the timestamp's second field. */
  unit = 1;
  readonly base: TimeBase;

  // What a sink tells.
  /** Records taken from the front. */
  frames = 0;
  /** Their bytes on the wire, summed. */
  wireBytes = 0;
  /** ns of the latest of them; -Infinity without one. */
  latest = Number.NEGATIVE_INFINITY;

  constructor(base: TimeBase) {
    this.base = base;
  }
}
