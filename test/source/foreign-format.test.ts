import { expect, test } from 'vitest';
import { FOREIGN_FORMAT_LENGTH, FOREIGN_FORMATS, recogniseForeignFormat } from '../../src/source/foreign-format.ts';

function bytes(text: string, at = 0): Uint8Array {
  const head = new Uint8Array(FOREIGN_FORMAT_LENGTH);
  for (let index = 0; index < text.length; index++) head[at + index] = text.charCodeAt(index);
  return head;
}

test.each(FOREIGN_FORMATS)('$name is recognised by its own mark', ({ name, at, mark, advice }) => {
  expect(recogniseForeignFormat(bytes(mark, at))).toMatchObject({ name, advice });
  expect(at + mark.length).toBeLessThanOrEqual(FOREIGN_FORMAT_LENGTH);
});

test('what is left of a capture is no text', () => {
  const of = (...head: number[]) => recogniseForeignFormat(Uint8Array.from(head)).name;
  expect([of(0x0a, 0x0d), of(0x0a, 0x0d, 0x0d)]).toEqual(Array(2).fill('no more than the first bytes of a pcapng'));
  expect([of(0xd4, 0xc3), of(0x4d, 0x3c, 0xb2)]).toEqual(Array(2).fill('no more than the first bytes of a pcap'));
  expect([of(0x0a), of(0x0a, 0x0d, 0x41), of(0x0a, 0x0d, 0x0d, 0x41)]).toEqual(Array(3).fill('plain text'));
});

test('text is told apart from bytes of no known kind', () => {
  const text = new TextEncoder().encode('12:00:01.000 IP 17.1.2.3 > 10.0.0.1\r\n\t0x0000');
  expect(recogniseForeignFormat(text)).toMatchObject({
    name: 'plain text',
    advice: expect.stringContaining('tcpdump -w'),
  });
  expect(recogniseForeignFormat(bytes('\x01\x02'))).toMatchObject({
    name: undefined,
    advice: expect.stringContaining('pcapng'),
  });
  expect(recogniseForeignFormat(new Uint8Array(0)).name).toBeUndefined();
});
