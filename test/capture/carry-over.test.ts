import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CarryOver, type RecordReader } from '../../src/capture/carry-over.ts';

/** Records of one length byte and so many bytes more. */
class Records implements RecordReader {
  readonly records: string[] = [];
  wanted = 1;
  read(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && end - at >= bytes[at] + 1) {
      this.records.push(bytes.subarray(at + 1, at + 1 + bytes[at]).join());
      at += bytes[at] + 1;
    }
    this.wanted = at < end ? bytes[at] + 1 : 1;
    return at;
  }
}

test('any chunking gives the same records, and the rest is held', () => {
  const record = fc.uint8Array({ maxLength: 255 });
  const chunks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 40 }), chunks, fc.boolean(), (records, sizes, cut) => {
      const whole = Uint8Array.from(records.flatMap((bytes) => [bytes.length, ...bytes]));
      const input = cut ? whole.subarray(0, whole.length - 1) : whole;
      const reader = new Records();
      const carry = new CarryOver();
      for (let at = 0, turn = 0; at < input.length; turn++) {
        const size = sizes[turn % sizes.length];
        carry.push(reader, input, at, Math.min(at + size, input.length));
        at += size;
      }
      const missing = cut && records.length > 0;
      const complete = missing ? records.slice(0, -1) : records;
      expect(reader.records).toEqual(complete.map((bytes) => bytes.join()));
      expect(carry.length).toBe(missing ? records[records.length - 1].length : 0);
    }),
    { seed: 1 },
  );
});
