import { describe, expect, it } from 'vitest';
import {
  type DecodeBindings,
  decodeActivationProperties,
  decodeRemoteActivation,
  decodeResolvedOxid,
  MAX_BINDINGS,
} from '../../src/wire/dcom.ts';
import { CREATE_INSTANCE_STUB, REMOTE_ACTIVATION_STUB, RESOLVE_OXID2_STUB } from '../support/dcerpc-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const BINDINGS = [
  { host: 'ca01', port: 49672 },
  { host: '192.168.50.30', port: 49672 },
];
const CASES: [string, DecodeBindings, Uint8Array][] = [
  ['ResolveOxid2', decodeResolvedOxid, RESOLVE_OXID2_STUB],
  ['RemoteActivation', decodeRemoteActivation, REMOTE_ACTIVATION_STUB],
  ['RemoteCreateInstance', decodeActivationProperties, CREATE_INSTANCE_STUB],
];

describe('string bindings', () => {
  it.each(CASES)('of %s', (_what, decode, stub) => expect(decode(stub, true, false)).toEqual(BINDINGS));

  it('of RemoteCreateInstance in NDR64, whose properties are NDR all the same', () => {
    const at = CREATE_INSTANCE_STUB.indexOf(0x4d);
    const stub = concat(new Uint8Array(32), CREATE_INSTANCE_STUB.subarray(at));
    expect(decodeActivationProperties(stub, true, true)).toEqual(BINDINGS);
  });

  it('of ResolveOxid2 in NDR64, and from a big-endian server', () => {
    // "b[135]" over TCP, then one over named pipes, then the end.
    const wide = hex`
      0000020000000000 1400000000000000 1400 1200
      0700 6200 5b00 3100 3300 3500 5d00 0000  0f00 6200 5b00 5c00 7000 5d00 0000 0000 0000 0000`;
    expect(decodeResolvedOxid(wide, true, true)).toEqual([{ host: 'b', port: 135 }]);
    const big = hex`00020000 0000000a 000a 000a 0007 0062 005b 0031 0033 0035 005d 0000 0000 0000`;
    expect(decodeResolvedOxid(big, false, false)).toEqual([{ host: 'b', port: 135 }]);
  });

  it('of IPv6, and none without a port', () => {
    const units = (text: string) =>
      concat(...[...text, '\0'].map((character) => Uint8Array.of(character.charCodeAt(0), 0)));
    const strings = concat(hex`0700`, units('fd00:50::30[49672]'), hex`0700`, units('ca01'), hex`0000 0000`);
    const count = strings.length / 2;
    const stub = concat(hex`01000000`, Uint8Array.of(count, 0, 0, 0, count, 0, count, 0), strings);
    expect(decodeResolvedOxid(stub, true, false)).toEqual([{ host: 'fd00:50::30', port: 49672 }]);
  });

  it.each([
    ['a null pointer', hex`00000000 05000000`],
    ['nothing', hex``],
  ])('of %s: none', (_what, stub) => {
    for (const [, decode] of CASES) expect(decode(stub, true, false)).toEqual([]);
  });

  it('are bounded', () => {
    const one = hex`0700 6100 5b00 3100 5d00 0000`;
    const strings = concat(...Array(MAX_BINDINGS + 1).fill(one));
    const units = Uint8Array.of((strings.length / 2) & 0xff, (strings.length / 2) >> 8);
    const stub = concat(hex`01000000`, units, hex`0000`, units, units, strings);
    expect(decodeResolvedOxid(stub, true, false).length).toBe(MAX_BINDINGS);
  });

  it('survive every prefix and every flipped byte', () => {
    for (const [, decode, sample] of CASES) {
      for (const stub of mutations(sample)) {
        expect(() => [decode(stub, true, false), decode(stub, true, true), decode(stub, false, false)]).not.toThrow();
      }
    }
  });
});
