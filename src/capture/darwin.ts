/** What Apple's tcpdump adds to pcapng: which process sent or received a packet (Apple libpcap, pcap/pcap-ng.h). */
import type { Block } from './block.ts';
import type { Frame } from './frame.ts';
import type { OptionWalk } from './options.ts';

const FIXED_LENGTH = 4;
const OPTION_NAME = 2;
const OPTION_PATH = 3;
const OPTION_UUID = 4;
const UUID_LENGTH = 16;

/** Options of a packet. */
export const DARWIN_OPTION = {
  process: 0x8001,
  effectiveProcess: 0x8003,
  dropReason: 0x8007,
  dropLine: 0x8008,
  dropFunction: 0x8009,
} as const;
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
  if (code === DARWIN_OPTION.dropFunction) frame.dropFunction = block.text(start, end);
  else if (code === DARWIN_OPTION.dropLine && length >= 2) frame.dropLine = block.u16(start);
  else if (length < 4) return;
  else if (code === DARWIN_OPTION.process) frame.processIndex = block.u32(start);
  else if (code === DARWIN_OPTION.effectiveProcess) frame.effectiveProcessIndex = block.u32(start);
  else if (code === DARWIN_OPTION.dropReason) frame.dropReason = block.u32(start);
}
