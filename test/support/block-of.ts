/** One pcapng block as its decoder gets it. */
import { Block } from '../../src/capture/block.ts';
import { type BlockWriter, ByteWriter } from './capture-bytes.ts';

export function blockOf(write: BlockWriter, order: 'little' | 'big' = 'little'): Block {
  const out = new ByteWriter(order === 'little');
  write(out);
  return openBlock(out.bytes(), order);
}

/** The block that these bytes are, whatever lengths they claim. */
export function openBlock(bytes: Uint8Array, order: 'little' | 'big' = 'little'): Block {
  const block = new Block();
  block.attach(bytes, bytes.length);
  block.little = order === 'little';
  block.type = block.u32(0);
  block.start = 8;
  block.end = bytes.length - 4;
  return block;
}

/** Every way to shorten the body of a block, and every way to flip one of its bytes. */
export function* damaged(write: BlockWriter): Generator<Block> {
  const out = new ByteWriter(true);
  write(out);
  const bytes = out.bytes();
  for (let length = 12; length < bytes.length; length++) {
    const block = openBlock(bytes.slice(0, length));
    yield block;
  }
  for (let at = 8; at < bytes.length - 4; at++) {
    const flipped = bytes.slice();
    flipped[at] ^= 0xff;
    yield openBlock(flipped);
  }
}
