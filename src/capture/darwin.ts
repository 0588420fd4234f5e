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
const OPTION_DROP_LINE = 0x8008;
const OPTION_DROP_FUNCTION = 0x8009;
/** -1 as 32 bits. */
const NO_PID = 0xffff_ffff;

export interface ProcessInformation {
  /** Undefined when the writer did not know it; 0 is the kernel. */
  readonly pid: number | undefined;
  /** Printable; the kernel cuts it to 16 bytes. */
  readonly name: string;
  readonly path?: string;
}

/**
 * Process Information Block, 0x80000001. The number is of the range for local use: without a name or a UUID of its right
 * length the block is somebody else's, and `undefined`, unless the section is known to be Apple's: there it has its number.
 */
export function decodeProcessInformation(
  block: Block,
  options: OptionWalk,
  darwin = false,
): ProcessInformation | undefined {
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
  if (!darwin && (options.malformed || (name === undefined && !identified))) return undefined;
  const pid = block.u32(block.start);
  return { pid: pid === NO_PID ? undefined : pid, name: name ?? '', ...(path !== undefined && { path }) };
}

/** A packet option of the range for local use; ask only where the section is known to be Apple's. */
export function readDarwinOption(block: Block, options: OptionWalk, frame: Frame): void {
  const { code, length, start, end } = options;
  if (code === OPTION_DROP_FUNCTION) frame.dropFunction = block.text(start, end);
  else if (code === OPTION_DROP_LINE && length >= 2) frame.dropLine = block.u16(start);
  else if (length < 4) return;
  else if (code === OPTION_PROCESS) frame.processIndex = block.u32(start);
  else if (code === OPTION_EFFECTIVE_PROCESS) frame.effectiveProcessIndex = block.u32(start);
  else if (code === OPTION_DROP_REASON) frame.dropReason = block.u32(start);
}
