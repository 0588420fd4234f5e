import { describe, expect, it } from 'vitest';
import { decodeMapRequest, decodeMapResponse, decodeTower, MAX_TOWERS } from '../../src/wire/endpoint-mapper.ts';
import { NdrReader } from '../../src/wire/ndr.ts';
import { MAP_REQUEST, MAP_RESPONSE } from '../support/dcerpc-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const LSARPC = { uuid: '12345778-1234-abcd-ef00-0123456789ab', version: '0.0' };
/** Behind the headers of request and response. */
const STUB = 24;

function reader(stub: Uint8Array, wide = false): NdrReader {
  return new NdrReader(stub, 0, stub.length, true, wide);
}

/** ICertPassage 0.0 in NDR over TCP, port 49671 of 192.168.50.30 (C706 appendix I and L). */
const TOWER = hex`
  0500
  1300 0d 2060ae91 3c9e cf11 8d7c 00aa00c091be 0000  0200 0000
  1300 0d 045d888a eb1c c911 9fe8 08002b104860 0200  0200 0000
  0100 0b  0200 0000
  0100 07  0200 c207
  0100 09  0400 c0a8321e`;

describe('the endpoint mapper', () => {
  it('is asked for an interface', () => {
    expect(decodeMapRequest(reader(MAP_REQUEST.slice(STUB)))).toEqual(LSARPC);
  });

  it('is asked for an object of an interface', () => {
    const stub = concat(hex`01000000`, new Uint8Array(16), hex`02000000 4b000000 4b000000`, TOWER);
    expect(decodeMapRequest(reader(stub))).toEqual({ uuid: '91ae6020-9e3c-11cf-8d7c-00aa00c091be', version: '0.0' });
  });

  it('answers with towers', () => {
    expect(decodeMapResponse(reader(MAP_RESPONSE.slice(STUB)))).toEqual({
      towers: [{ interface: LSARPC, port: 49152, address: '192.168.50.10' }],
      status: 0,
    });
  });

  it('answers in NDR64: the same with pointers and counts of 8 bytes', () => {
    const stub = concat(
      hex`${new Uint8Array(20)} 01000000 0400000000000000 0000000000000000 0100000000000000 0300000000000000`,
      hex`4b00000000000000 4b000000`,
      TOWER,
      hex`00 00000000`,
    );
    expect(decodeMapResponse(reader(stub, true))).toEqual({
      towers: [
        {
          interface: { uuid: '91ae6020-9e3c-11cf-8d7c-00aa00c091be', version: '0.0' },
          port: 49671,
          address: '192.168.50.30',
        },
      ],
      status: 0,
    });
  });

  it('answers that it knows none (C706 appendix E)', () => {
    const stub = hex`${new Uint8Array(20)} 00000000 04000000 00000000 00000000 d6a0c916`;
    expect(decodeMapResponse(reader(stub))).toEqual({ towers: [], status: 0x16c9a0d6 });
  });

  it('is not believed with more towers than its bound', () => {
    const stub = hex`${new Uint8Array(20)} 00000000 04000000 00000000 ${MAX_TOWERS + 1} 000000`;
    expect(decodeMapResponse(reader(concat(stub, new Uint8Array(4096))))).toBeUndefined();
  });

  it('survives every prefix and every flipped byte', () => {
    for (const bytes of mutations(MAP_RESPONSE.slice(STUB))) {
      for (const wide of [false, true]) {
        expect(() => [decodeMapResponse(reader(bytes, wide)), decodeMapRequest(reader(bytes, wide))]).not.toThrow();
      }
    }
  });
});

describe('decodeTower', () => {
  it('says neither port nor address where they are left open, or lie elsewhere than in TCP', () => {
    const open = TOWER.slice();
    open.fill(0, 64, 66);
    open.fill(0, 71, 75);
    expect(decodeTower(open)).toMatchObject({ port: undefined, address: undefined });
    const pipe = hex`0200 1300 0d 2060ae91 3c9e cf11 8d7c 00aa00c091be 0000 0200 0000 0100 0f 0700 5c706970655c00`;
    expect(decodeTower(pipe)).toMatchObject({ interface: { version: '0.0' }, port: undefined });
  });

  it.each([
    ['floors that do not reach', TOWER.subarray(0, 30)],
    ['a first floor that is no interface', hex`0100 0100 07 0200 c207`],
    ['nothing', hex``],
  ])('leaves %s alone', (_what, bytes) => expect(decodeTower(bytes)).toBeUndefined());
});
