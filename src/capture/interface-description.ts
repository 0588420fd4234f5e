/** Interface Description Block (draft-ietf-opsawg-pcapng 4.2). */
import type { Block } from './block.ts';
import { MICROSECONDS, type TimestampUnit } from './interface-clock.ts';
import type { OptionWalk } from './options.ts';

const FIXED_LENGTH = 8;
const OPTION_NAME = 2;
const OPTION_DESCRIPTION = 3;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;

export interface InterfaceDescription {
  /** LINKTYPE_ number. */
  readonly linkType: number;
  /** Bytes kept of each packet by promise; 0 for no bound. Writers are known to lie. */
  readonly snapLength: number;
  readonly unit: TimestampUnit;
  readonly name?: string;
  readonly description?: string;
}

/** `undefined` when the block is too short. */
export function decodeInterfaceDescription(block: Block, options: OptionWalk): InterfaceDescription | undefined {
  if (block.length < FIXED_LENGTH) return undefined;
  let unit = MICROSECONDS;
  let name: string | undefined;
  let description: string | undefined;
  options.open(block, block.start + FIXED_LENGTH);
  while (options.next()) {
    const { start, end, length } = options;
    if (options.code === OPTION_NAME) name = block.text(start, end);
    else if (options.code === OPTION_DESCRIPTION) description = block.text(start, end);
    else if (options.code === OPTION_RESOLUTION && length >= 1) unit = { ...unit, ...resolution(block.bytes[start]) };
    else if (options.code === OPTION_OFFSET && length >= 8) {
      unit = { ...unit, offset: block.view.getBigInt64(start, block.little) };
    }
  }
  return {
    linkType: block.u16(block.start),
    snapLength: block.u32(block.start + 4),
    unit,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
  };
}

/** if_tsresol: the top bit chooses base 2, the rest is the negative exponent. */
function resolution(value: number): Pick<TimestampUnit, 'base' | 'exponent'> {
  return { base: value & 0x80 ? 2 : 10, exponent: value & 0x7f };
}
