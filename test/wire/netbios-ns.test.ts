import { describe, expect, it } from 'vitest';
import { decodeNetbiosNsMessage, MAX_ENTRIES, netbiosCodeName } from '../../src/wire/netbios-ns.ts';
import { dnsName } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { NAME_QUERY, NAME_RESPONSE, REGISTRATION, STATUS_QUERY, STATUS_RESPONSE } from '../support/netbios-samples.ts';

const FILESRV = { name: 'FILESRV', suffix: 0 };
const FRED = dnsName('EGFCEFEECACACACACACACACACACACACA');

describe('decodeNetbiosNsMessage', () => {
  it.each([
    ['a query', NAME_QUERY, { id: 0x3911, response: false, operation: 0, broadcast: true, name: FILESRV, type: 0x20 }],
    ['its answer', NAME_RESPONSE, { id: 0x3911, response: true, code: 0, name: FILESRV, addresses: ['192.168.50.10'] }],
    ['a status request', STATUS_QUERY, { broadcast: false, name: { name: '*', suffix: 0 }, type: 0x21, names: [] }],
    ['a claim', REGISTRATION, { response: false, operation: 5, name: FILESRV, addresses: ['192.168.50.10'] }],
  ])('reads %s', (_what, bytes, message) => expect(decodeNetbiosNsMessage(bytes)).toMatchObject(message));

  it('reads the names of a node', () => {
    expect(decodeNetbiosNsMessage(STATUS_RESPONSE)?.names).toEqual([
      { name: 'FILESRV', suffix: 0x00 },
      { name: 'FILESRV', suffix: 0x03 },
      { name: 'FILESRV', suffix: 0x20 },
      { name: 'CORP', suffix: 0x00 },
      { name: 'CORP', suffix: 0x1e },
    ]);
  });

  it('reads a negative answer, whose record is empty (RFC 1002 4.2.14)', () => {
    const bytes = concat(hex`418a 8583 0000 0001 0000 0000`, FRED, hex`000a 0001 00000000 0000`);
    expect(decodeNetbiosNsMessage(bytes)).toMatchObject({ response: true, code: 3, name: { name: 'FRED' } });
  });

  it('reads one that asks to wait (RFC 1002 4.2.16)', () => {
    const bytes = concat(hex`418a bc00 0000 0001 0000 0000`, FRED, hex`0020 0001 00000005 0002 2900`);
    expect(decodeNetbiosNsMessage(bytes)).toMatchObject({ response: true, operation: 7, code: 0, addresses: [] });
  });

  it('keeps no more addresses than its bound', () => {
    const data = new Uint8Array(6 * (MAX_ENTRIES + 1));
    const record = concat(FRED, hex`0020 0001 00000000`, Uint8Array.of(data.length >> 8, data.length & 0xff), data);
    const message = decodeNetbiosNsMessage(concat(hex`0001 8500 0000 0001 0000 0000`, record));
    expect(message?.addresses.length).toBe(MAX_ENTRIES);
  });

  it.each([
    ['a DNS query', concat(hex`24f1 0100 0001 0000 0000 0000`, dnsName('www.apple.com'), hex`0001 0001`)],
    ['an operation that there is not', concat(hex`24f1 1800 0001 0000 0000 0000`, FRED, hex`0020 0001`)],
    ['bits that are zero in every message', concat(hex`24f1 0140 0001 0000 0000 0000`, FRED, hex`0020 0001`)],
    ['two questions', concat(hex`24f1 0100 0002 0000 0000 0000`, FRED, hex`0020 0001`, FRED, hex`0020 0001`)],
    ['a record of DNS with such a name', concat(hex`24f1 0100 0001 0000 0000 0000`, FRED, hex`0001 0001`)],
    ['a class that there is not', concat(hex`24f1 0100 0001 0000 0000 0000`, FRED, hex`0020 0003`)],
    ['a header alone', hex`24f1 0100 0000 0000 0000 0000`],
  ])('leaves %s alone', (_what, bytes) => expect(decodeNetbiosNsMessage(bytes)).toBeUndefined());

  it('returns for every prefix and every flipped byte', () => {
    for (const sample of [NAME_RESPONSE, STATUS_RESPONSE, REGISTRATION]) {
      for (const bytes of mutations(sample)) expect(() => decodeNetbiosNsMessage(bytes)).not.toThrow();
    }
  });
});

it('names the codes of RFC 1002', () => {
  expect(netbiosCodeName(3)).toBe('name does not exist');
  expect(netbiosCodeName(6)).toBe('name is owned by another node');
  expect(netbiosCodeName(9)).toBe('code 9');
});
