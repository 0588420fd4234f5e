import { describe, expect, it } from 'vitest';
import { decodeNetbiosDatagram } from '../../src/wire/netbios-dgm.ts';
import { dnsName } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { BROWSER_DATAGRAM } from '../support/netbios-samples.ts';

const FRED = dnsName('EGFCEFEECACACACACACACACACACACACA');

describe('decodeNetbiosDatagram', () => {
  it('reads names and mailslot of a browser datagram', () => {
    expect(decodeNetbiosDatagram(BROWSER_DATAGRAM)).toEqual({
      type: 'direct-group',
      source: { name: 'FILESRV', suffix: 0 },
      destination: { name: 'CORP', suffix: 0x1e },
      mailslot: '\\MAILSLOT\\BROWSE',
      error: undefined,
    });
  });

  it('reads data of another kind as what it is: unknown', () => {
    const names = concat(FRED, FRED, hex`0102`);
    const bytes = concat(hex`10 0a 0001 c0000201 008a 0046 0000`, names);
    expect(decodeNetbiosDatagram(bytes)).toMatchObject({ type: 'direct-unique', mailslot: undefined });
  });

  it.each([
    ['error', hex`13 0a 0001 c0000201 008a 82`, { error: 0x82 }],
    ['query-request', concat(hex`14 0a 0001 c0000201 008a`, FRED), { destination: { name: 'FRED', suffix: 0x20 } }],
    ['negative-query-response', concat(hex`16 0a 0001 c0000201 008a`, FRED), { source: undefined }],
  ])('reads type %s', (type, bytes, parts) => expect(decodeNetbiosDatagram(bytes)).toMatchObject({ type, ...parts }));

  it.each([
    ['a length that is not that of the datagram', concat(BROWSER_DATAGRAM, hex`00`)],
    ['an unknown type', concat(hex`17`, BROWSER_DATAGRAM.subarray(1))],
    ['flags that there are not', concat(hex`11 1a`, BROWSER_DATAGRAM.subarray(2))],
    ['an unknown error', hex`13 0a 0001 c0000201 008a 81`],
    ['nothing', hex``],
  ])('leaves %s alone', (_what, bytes) => expect(decodeNetbiosDatagram(bytes)).toBeUndefined());

  it('returns for every prefix and every flipped byte', () => {
    for (const bytes of mutations(BROWSER_DATAGRAM)) expect(() => decodeNetbiosDatagram(bytes)).not.toThrow();
  });
});
