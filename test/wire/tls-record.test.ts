import { describe, expect, it } from 'vitest';
import { isRecordHeader, recordBodyLength, recordsLineUp } from '../../src/wire/tls-record.ts';
import { concat, fromHex } from '../support/hex.ts';

describe('isRecordHeader', () => {
  it.each([
    ['1603010200', true],
    ['1603', true],
    ['', true],
    ['1703030000', true], // empty application data (RFC 5246 6.2.1)
    ['1703034800', true], // 2^14 + 2048
    ['1703034801', false],
    ['1603010000', false],
    ['1903010010', false],
    ['1303010010', false],
    ['1602010010', false],
    ['1603050010', false],
    ['474554202f', false], // GET /
  ])('%s: %s', (header, expected) => {
    const bytes = fromHex(header);
    expect(isRecordHeader(bytes, 0, bytes.length)).toBe(expected);
  });
});

it('reads the body length', () => expect(recordBodyLength(fromHex('ff1603010200'), 1)).toBe(512));

describe('recordsLineUp', () => {
  const record = (head: string, length: number) => concat(fromHex(head), new Uint8Array(length));
  it.each([
    ['a record that ends where the bytes end', record('1703030014', 20), true],
    ['two records', concat(record('1703030014', 20), fromHex('1703030500')), true],
    ['a record longer than the bytes', record('1703034000', 20), undefined],
    ['half a second header', concat(record('1703030014', 20), fromHex('1703')), undefined],
    ['half a header', fromHex('170303'), undefined],
    ['a second header of another version', concat(record('1703030014', 20), fromHex('1703010500')), false],
    ['other bytes behind', record('1703030014', 21), false],
    ['application data too long for TLS 1.3', record('1703034101', 20), false],
    ['no header', fromHex('4854545020'), false],
  ])('%s', (_name, bytes, expected) => expect(recordsLineUp(bytes, 0, bytes.length)).toBe(expected));
});
