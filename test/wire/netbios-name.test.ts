import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { decodeNetbiosName, netbiosNameOf } from '../../src/wire/netbios-name.ts';
import { dnsName } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** The example of RFC 1001 14.1: FRED in the scope NETBIOS.COM. */
const FRED = dnsName('EGFCEFEECACACACACACACACACACACACA.NETBIOS.COM');

function decode(bytes: Uint8Array, at = 0, start = 0) {
  const cursor = new ByteCursor(bytes, at);
  return { name: decodeNetbiosName(cursor, start), behind: cursor.position };
}

describe('decodeNetbiosName', () => {
  it('reads the example of RFC 1001, scope included', () => {
    expect(decode(FRED)).toEqual({ name: { name: 'FRED', suffix: 0x20 }, behind: FRED.length });
  });

  it.each([
    // As nmbd and nmblookup of Samba 4.17 send them.
    ['FILESRV<03>', 'EGEJEMEFFDFCFGCACACACACACACACAAD', 'FILESRV', 3],
    ['the wildcard of a status request', 'CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '*', 0],
    ['a browser name with control characters', 'ABACFPFPENFDECFCEPFHFDEFFPFPACAB', '\\x01\\x02__MSBROWSE__\\x02', 1],
  ])('reads %s', (_what, encoded, name, suffix) => {
    expect(decode(dnsName(encoded)).name).toEqual({ name, suffix });
  });

  it('follows a pointer', () => {
    const bytes = concat(new Uint8Array(12), FRED, hex`c00c`);
    expect(decode(bytes, 12 + FRED.length)).toEqual({ name: { name: 'FRED', suffix: 0x20 }, behind: bytes.length });
  });

  it.each([
    ['a host name', dnsName('www.apple.com')],
    ['a letter past P', dnsName('EGFCEFEECACACACACACACACACACACACQ')],
    ['31 letters', dnsName('EGFCEFEECACACACACACACACACACACAC')],
    ['the root', hex`00`],
    ['nothing', hex``],
  ])('leaves %s alone', (_what, bytes) => expect(decode(bytes).name).toBeUndefined());

  it('returns for every prefix and every flipped byte', () => {
    for (const bytes of mutations(FRED)) expect(() => decode(bytes)).not.toThrow();
  });
});

describe('netbiosNameOf', () => {
  it('takes the fill off, blanks or zeros', () => {
    expect(netbiosNameOf(hex`46494c455352562020202020202020 20`)).toEqual({ name: 'FILESRV', suffix: 0x20 });
    expect(netbiosNameOf(hex`2a0000000000000000000000000000 00`)).toEqual({ name: '*', suffix: 0 });
    expect(netbiosNameOf(new Uint8Array(16))).toEqual({ name: '', suffix: 0 });
  });
});
