/** The three packet blocks (draft-ietf-opsawg-pcapng 4.3, 4.4 and the obsolete Packet Block of appendix A). */
import { BLOCK, type Block } from './block.ts';
import { readDarwinOption } from './darwin.ts';
import { DIRECTION_UNKNOWN, type Frame } from './frame.ts';
import { OPTION_COMMENT, type OptionWalk, padded } from './options.ts';
import type { ProblemCode } from './problem.ts';
import type { CaptureInterface, Section } from './section.ts';
import type { TimeBase } from './time-base.ts';

const ENHANCED_LENGTH = 20;
const SIMPLE_LENGTH = 4;
const OPTION_FLAGS = 2;
const OPTION_DROP_COUNT = 4;
const FLAGS_DIRECTION = 3;
/** The drop count of a Packet Block that tells none. */
const DROPS_UNKNOWN = 0xffff;

/** Why a packet block gave no frame; the block itself is whole, so the next one can be read. */
export type PacketFault = Extract<ProblemCode, 'block' | 'interface' | 'packet-length'>;

/** Fills the frame from an Enhanced Packet Block. No object is created but for a comment. */
export function readEnhancedPacket(
  block: Block,
  options: OptionWalk,
  section: Section,
  base: TimeBase,
  frame: Frame,
): PacketFault | undefined {
  if (block.length < ENHANCED_LENGTH) return 'block';
  return readTimedPacket(block, block.u32(block.start), options, section, base, frame);
}

/** Fills the frame from a Packet Block, which has 16 bits for the interface and its drop count beside it. */
export function readObsoletePacket(
  block: Block,
  options: OptionWalk,
  section: Section,
  base: TimeBase,
  frame: Frame,
): PacketFault | undefined {
  if (block.length < ENHANCED_LENGTH) return 'block';
  const fault = readTimedPacket(block, block.u16(block.start), options, section, base, frame);
  const drops = block.u16(block.start + 2);
  if (fault === undefined && drops !== DROPS_UNKNOWN) countDrops(section.interfaces[frame.interfaceId], frame, drops);
  return fault;
}

/** Fills the frame from a Simple Packet Block: always of interface 0, and without a time, so the frame before lends its own. */
export function readSimplePacket(block: Block, section: Section, frame: Frame): PacketFault | undefined {
  if (block.length < SIMPLE_LENGTH) return 'block';
  const description = section.interfaces[0]?.description;
  if (description === undefined) return 'interface';
  const wireLength = block.u32(block.start);
  const captured = description.snapLength > 0 ? Math.min(wireLength, description.snapLength) : wireLength;
  if (captured > block.length - SIMPLE_LENGTH) return 'packet-length';
  frame.clearMetadata();
  frame.linkType = description.linkType;
  frame.interfaceId = 0;
  frame.start = block.start + SIMPLE_LENGTH;
  frame.end = frame.start + captured;
  frame.wireLength = wireLength;
  return undefined;
}

/** Both timed blocks agree from the timestamp on. */
function readTimedPacket(
  block: Block,
  interfaceId: number,
  options: OptionWalk,
  section: Section,
  base: TimeBase,
  frame: Frame,
): PacketFault | undefined {
  const at = block.start;
  const described = section.interfaces[interfaceId];
  if (described === undefined) return 'interface';
  const captured = block.u32(at + 12);
  if (captured > block.length - ENHANCED_LENGTH) return 'packet-length';
  frame.clearMetadata();
  frame.linkType = described.description.linkType;
  frame.interfaceId = interfaceId;
  frame.time = described.clock.time(block.u32(at + 4), block.u32(at + 8), base);
  frame.start = at + ENHANCED_LENGTH;
  frame.end = frame.start + captured;
  frame.wireLength = Math.max(captured, block.u32(at + 16));
  const optionsAt = frame.start + padded(captured);
  if (optionsAt < block.end) readPacketOptions(block, optionsAt, options, section, described, frame);
  return undefined;
}

function readPacketOptions(
  block: Block,
  at: number,
  options: OptionWalk,
  section: Section,
  described: CaptureInterface,
  frame: Frame,
): void {
  options.open(block, at);
  while (options.next()) {
    if (options.code === OPTION_COMMENT) {
      const comment = block.text(options.start, options.end);
      frame.comment = frame.comment === undefined ? comment : `${frame.comment}\n${comment}`;
    } else if (options.code === OPTION_FLAGS && options.length >= 4) {
      const direction = block.u32(options.start) & FLAGS_DIRECTION;
      frame.direction = direction === FLAGS_DIRECTION ? DIRECTION_UNKNOWN : direction;
    } else if (options.code === OPTION_DROP_COUNT && options.length >= 8 && block.type === BLOCK.enhancedPacket) {
      countDrops(described, frame, block.u64(options.start));
    } else if (section.darwin) readDarwinOption(block, options, frame);
  }
}

function countDrops(described: CaptureInterface, frame: Frame, count: number): void {
  frame.dropCount = count;
  described.countLosses(count);
}
