import { expect, it } from 'vitest';
import { twinOf } from '../../src/detect/twin.ts';

/** Each failure is written as the addresses that got through beside it. */
const twin = (...failures: readonly (readonly string[])[]) => twinOf(failures, (beside) => beside);

it('is who got through beside most failures', () => {
  expect(twin(['a', 'b'], ['c', 'b'], ['b', 'd'])).toBe('b');
  expect(twin(['b'], ['b'], [])).toBe('b');
});

it('is nobody where others got through each time', () => {
  expect(twin(['a'], ['b'], ['c'])).toBeUndefined();
  expect(twin(['a'], [])).toBeUndefined();
  expect(twin([], [])).toBeUndefined();
  expect(twin()).toBeUndefined();
});

it('is given the benefit of the doubt beside one failure alone', () => {
  expect(twin(['a', 'b'])).toBe('a');
});

it('counts an address once a failure', () => {
  expect(twin(['a', 'a', 'a'], ['b'], ['c'])).toBeUndefined();
});

it('looks at a bounded number of failures, each with a bounded number of addresses', () => {
  const crowd = Array.from({ length: 1000 }, (_, n) => `c${n}`);
  let looked = 0;
  twinOf(Array.from({ length: 1000 }), function* () {
    for (const address of crowd) {
      looked++;
      yield address;
    }
  });
  expect(looked).toBeLessThan(2000);
});
