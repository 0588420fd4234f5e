import { expect, test } from 'vitest';
import { captureWithCap } from '../../../src/source/live/cap-capture.ts';

/** The package as far as it is used: `frame` has it hand over one. */
function fakePackage(linkType = 'ETHERNET') {
  const opened: unknown[][] = [];
  let listener: ((length: number, truncated: boolean) => void) | undefined;
  let closed = 0;
  class Cap {
    open(...parameters: unknown[]) {
      opened.push(parameters);
      return linkType;
    }
    on(_event: 'packet', heard: (length: number, truncated: boolean) => void) {
      listener = heard;
    }
    close() {
      closed++;
    }
  }
  const frame = (bytes: number[]) => {
    (opened[0][3] as Buffer).set(bytes);
    listener!(bytes.length, false);
  };
  return { package: { Cap }, opened, frame, closed: () => closed };
}

test('writes the frames that the package puts into the buffer', async () => {
  const fake = fakePackage();
  const written: number[] = [];
  const order = { interface: 'en0', filter: 'tcp' };
  const capture = captureWithCap(
    fake.package,
    order,
    () => 0,
    (bytes, done) => {
      written.push(...bytes);
      done();
    },
  );
  expect(fake.opened[0].slice(0, 3)).toEqual(['en0', 'tcp', 256 << 20]);
  fake.frame([1, 2, 3]);
  await capture.close();
  expect(written.slice(-3)).toEqual([1, 2, 3]);
  expect(capture.records).toMatchObject({ received: 1, dropped: 0 });
  expect(fake.closed()).toBe(1);
});

test('a link type without a number is closed again', () => {
  const fake = fakePackage('odd');
  expect(() =>
    captureWithCap(
      fake.package,
      { interface: 'en0' },
      () => 0,
      () => {},
    ),
  ).toThrow('link type');
  expect(fake.closed()).toBe(1);
});
