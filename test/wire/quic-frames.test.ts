import { describe, expect, it } from 'vitest';
import { decodeInitialFrames } from '../../src/wire/quic-frames.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const frames = hex`00 01 02 0a 00 01 02 0001 03 05 00 00 00 01 02 03 06 00 02 aabb 00 06 4400 01 cc 1c 4128 06 02 6e6f`;

describe('decodeInitialFrames', () => {
  it('reads CRYPTO and CONNECTION_CLOSE amid padding, pings and acknowledgements', () => {
    expect(decodeInitialFrames(frames)).toEqual([
      { type: 'crypto', offset: 0, data: hex`aabb` },
      { type: 'crypto', offset: 0x400, data: hex`cc` },
      { type: 'close', errorCode: 0x128 },
    ]);
  });

  it('stops in front of a frame that may not be there, and leaves a cut one out', () => {
    expect(decodeInitialFrames(hex`06 00 01 aa 08 06 01 01 bb`)).toHaveLength(1);
    expect(decodeInitialFrames(hex`06 00 01 aa 06 01 05 bb`)).toHaveLength(1);
    expect(decodeInitialFrames(hex`06 00 01 aa 02 01`)).toHaveLength(1);
  });

  it('is bounded', () => {
    const many = concat(...Array.from({ length: 1000 }, () => hex`06 00 00`));
    expect(decodeInitialFrames(many)).toHaveLength(256);
    expect(decodeInitialFrames(concat(hex`02 00 00 ffffffffffffffff`, new Uint8Array(100)))).toEqual([]);
  });

  it('returns on any bytes', () => {
    for (const bytes of mutations(frames)) decodeInitialFrames(bytes);
  });
});
