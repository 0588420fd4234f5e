/** One captured frame. A reader has one of them and fills it anew: it is valid until the sink's call returns. */
export class Frame {
  /** The bytes that hold the frame; they belong to the reader. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Offset in `bytes` of the frame's first byte. */
  start = 0;
  /** Offset in `bytes` after its last captured byte. */
  end = 0;
  /** Bytes on the wire; more than `end - start` where the snaplen cut the frame, never fewer. */
  wireLength = 0;
  /** Nanoseconds since the capture's first packet; negative where time went backwards. */
  time = 0;
  /** LINKTYPE_ number (tcpdump.org/linktypes.html). */
  linkType = 0;
  /** Index of the interface within its section; 0 in a pcap file. */
  interfaceId = 0;
  /** From 1 within its input, counted as Wireshark counts. */
  number = 0;
  /** Index of the pcapng section; 0 in a pcap file. */
  section = 0;

  // What only pcapng knows; `clearMetadata` brings these values back.
  /** `DIRECTION_IN` or `DIRECTION_OUT` as the capturing host saw it (epb_flags), else `DIRECTION_UNKNOWN`. */
  direction = DIRECTION_UNKNOWN;
  /** Packets lost between this and the one before (epb_dropcount); -1 when not told. */
  dropCount = -1;
  /** Comments on this packet, one a line, printable. */
  comment: string | undefined = undefined;
  /** Process that owns the packet: index among the section's process blocks (Darwin); -1 when not told. */
  processIndex = -1;
  /** Process on whose behalf that one acts, in the same numbering; -1 when not told. */
  effectiveProcessIndex = -1;
  /** Why the capturing host's own kernel dropped this packet (Darwin's drop reason); -1 when it did not, or is not told. */
  dropReason = -1;
  /** Where in the kernel's source that was: line (-1 when not told) and function. */
  dropLine = -1;
  dropFunction: string | undefined = undefined;

  /** The capture says which process this packet is of. */
  get namesProcess(): boolean {
    return this.processIndex >= 0 || this.effectiveProcessIndex >= 0;
  }

  /** For who keeps it: the reader's bytes are gone with the next chunk. */
  copy(): Frame {
    const copy = Object.assign(new Frame(), this);
    copy.bytes = this.bytes.slice(this.start, this.end);
    copy.start = 0;
    copy.end = copy.bytes.length;
    return copy;
  }

  clearMetadata(): void {
    this.direction = DIRECTION_UNKNOWN;
    this.dropCount = -1;
    this.comment = undefined;
    this.processIndex = -1;
    this.effectiveProcessIndex = -1;
    this.dropReason = -1;
    this.dropLine = -1;
    this.dropFunction = undefined;
  }
}

export const DIRECTION_UNKNOWN = 0;
export const DIRECTION_IN = 1;
export const DIRECTION_OUT = 2;
