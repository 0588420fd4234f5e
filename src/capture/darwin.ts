/** What Apple's tcpdump adds to pcapng: which process sent or received a packet (Apple libpcap, pcap/pcap-ng.h). */
import type { Block } from './block.ts';
import type { Frame } from './frame.ts';
import type { OptionWalk } from './options.ts';

const FIXED_LENGTH = 4;
const OPTION_NAME = 2;
const OPTION_PATH = 3;
const OPTION_UUID = 4;
const UUID_LENGTH = 16;

const OPTION_PROCESS = 0x8001;
const OPTION_EFFECTIVE_PROCESS = 0x8003;
const OPTION_DROP_REASON = 0x8007;

export interface ProcessInformation {
  readonly pid: number;
  /** Printable; the kernel cuts it to 16 bytes. */
  readonly name: string;
  readonly path?: string;
}

/**
 * Process Information Block, 0x80000001. The number is of the range for local use: without a name or a UUID of its right
 * length the block is somebody else's, and `undefined`.
 */
export function decodeProcessInformation(block: Block, options: OptionWalk): ProcessInformation | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  let name: string | undefined;
  let path: string | undefined;
  let identified = false;
  options.open(block, block.start + FIXED_LENGTH);
  while (options.next()) {
    if (options.code === OPTION_NAME) name = block.text(options.start, options.end);
    else if (options.code === OPTION_PATH) path = block.text(options.start, options.end);
    else if (options.code === OPTION_UUID) identified = options.length === UUID_LENGTH;
  }
  if (options.malformed || (name === undefined && !identified)) return undefined;
  return { pid: block.u32(block.start), name: name ?? '', ...(path !== undefined && { path }) };
}

/** A packet option of the range for local use; ask only where the section is known to be Apple's. */
export function readDarwinOption(block: Block, options: OptionWalk, frame: Frame): void {
  if (options.length < 4) return;
  const value = block.u32(options.start);
  if (options.code === OPTION_PROCESS) frame.processIndex = value;
  else if (options.code === OPTION_EFFECTIVE_PROCESS) frame.effectiveProcessIndex = value;
  else if (options.code === OPTION_DROP_REASON) frame.dropReason = value;
}
