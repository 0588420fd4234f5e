import { expect, it } from 'vitest';
import { recogniseSocks } from '../../src/probe/socks-recognise.ts';
import { hex } from '../support/hex.ts';

const flow = () => ({ transport: 'tcp', originatorPort: 50_000, responderPort: 1080, skip() {} }) as const;

it('claims a flow by three bytes only together with the answer to them', () => {
  const one = flow();
  expect(recogniseSocks(hex`05 00`, 1, one)).toBe('more');
  expect(recogniseSocks(hex`05 01 00`, 0, one)).toBe('more');
  expect(recogniseSocks(hex`05 00`, 1, one)).toBe('match');
  expect(recogniseSocks(hex`05 00`, 1, flow())).toBe('more');
});

it('knows a request from what a greeting cannot be', () => {
  expect(recogniseSocks(hex`05 01 00 05 01 00 03`, 0, flow())).toBe('match');
  expect(recogniseSocks(hex`05 01 00 05 01 00`, 0, flow())).toBe('more');
  expect(recogniseSocks(hex`05 01 02 01 01 61 01 62`, 0, flow())).toBe('match');
  expect(recogniseSocks(hex`05 01 02 01 01 61 01`, 0, flow())).toBe('more');
  expect(recogniseSocks(hex`05 01 02 01 00`, 0, flow())).toBe('reject');
});

it('matches no noise', () => {
  let state = 1;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    return state >> 16;
  };
  for (let run = 0; run < 20_000; run++) {
    const bytes = Uint8Array.from({ length: 1 + (next() % 40) }, () => next());
    bytes[0] = [4, 5, 0][run % 3];
    const one = flow();
    expect(recogniseSocks(bytes, 0, one)).not.toBe('match');
    expect(recogniseSocks(bytes, 1, one)).not.toBe('match');
  }
});
