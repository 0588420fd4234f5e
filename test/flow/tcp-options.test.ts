import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { OPTIONS, ROW_WORDS } from '../../src/flow/row-layout.ts';
import {
  acknowledgesSelectively,
  hasTimestamps,
  keepOptions,
  optionsOf,
  type TcpOptions,
} from '../../src/flow/tcp-options.ts';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { fromHex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';

function segment(options: string, window = 64_240): PacketView {
  const bytes = packet()
    .ethernet()
    .ipv4({})
    .tcp({ flags: 'S', window, options: fromHex(options) })
    .bytes();
  const view = new PacketView();
  decodePacket(view, bytes, 0, bytes.length, bytes.length, LINK_TYPE.ethernet);
  return view;
}

function kept(options: string, window?: number): TcpOptions | undefined {
  const words = new Int32Array(2 * ROW_WORDS);
  keepOptions(words, 1, RESPONDER, segment(options, window));
  expect(optionsOf(words, 1, ORIGINATOR)).toBeUndefined();
  return optionsOf(words, 1, RESPONDER);
}

const NONE = { window: 64_240, mss: undefined, windowScale: undefined, sackPermitted: false, timestamps: false };

describe('the options of a SYN', () => {
  it.each<[string, string, Partial<TcpOptions>]>([
    ['none', '', {}],
    ['MSS', '020405b4', { mss: 1460 }],
    [
      'Linux',
      '020405b4 0402080a 0a0b0c0d 00000000 01 030307',
      { mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true },
    ],
    ['a shift count that is too large', '03030f01', { windowScale: 14 }],
    ['behind the end of the list', '00 020405b4 000000', {}],
    ['a length of zero', '0200 05b4', {}],
    ['a length of one', '0801 0402', {}],
    ['a length that leads out of the header', '020405b4 0209 0000', { mss: 1460 }],
    ['MSS of another length', '0206 05b4 0000 0101', {}],
  ])('%s', (_, options, expected) => {
    expect(kept(options)).toEqual({ ...NONE, ...expected });
  });

  it('with the largest values of all', () => {
    expect(kept('0204ffff 03030e01', 65_535)).toMatchObject({ window: 65_535, mss: 65_535, windowScale: 14 });
  });

  it('of a row without a SYN are not known', () => {
    const words = new Int32Array(ROW_WORDS);
    expect(words[OPTIONS]).toBe(0);
    expect(optionsOf(words, 0, ORIGINATOR)).toBeUndefined();
  });
});

it('a selective acknowledgement is told from its permission', () => {
  expect(acknowledgesSelectively(segment('0101 050a 00000578 000005dc'))).toBe(true);
  expect(acknowledgesSelectively(segment('0402 0101'))).toBe(false);
});

it('timestamps are found behind other options', () => {
  expect(hasTimestamps(segment('0101 080a 00000578 000005dc'))).toBe(true);
  expect(hasTimestamps(segment('0101 050a 00000578 000005dc'))).toBe(false);
  expect(hasTimestamps(segment(''))).toBe(false);
});
