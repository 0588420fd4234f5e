/** Interface Statistics Block (draft-ietf-opsawg-pcapng 4.6): how many packets the capturing side lost. */
import type { Block } from './block.ts';
import type { OptionWalk } from './options.ts';

const FIXED_LENGTH = 12;
const OPTION_INTERFACE_DROP = 5;
const OPTION_SYSTEM_DROP = 7;
/** Writers that do not know a counter set it to all ones. */
const UNKNOWN = 2 ** 63;

export interface InterfaceStatistics {
  readonly interfaceId: number;
  /** Packets lost by interface and system together since the capture began; undefined when neither is told. */
  readonly dropped: number | undefined;
}

/** `undefined` when the block is too short. */
export function decodeInterfaceStatistics(block: Block, options: OptionWalk): InterfaceStatistics | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  let dropped: number | undefined;
  options.open(block, block.start + FIXED_LENGTH);
  while (options.next()) {
    if (options.code !== OPTION_INTERFACE_DROP && options.code !== OPTION_SYSTEM_DROP) continue;
    const count = options.length >= 8 ? block.u64(options.start) : UNKNOWN;
    if (count < UNKNOWN) dropped = (dropped ?? 0) + count;
  }
  return { interfaceId: block.u32(block.start), dropped };
}
