/** Remembers the last answer: for what is derived from a snapshot and read many times until the next. */

export function memoLast<Arguments extends readonly unknown[], Result>(
  compute: (...values: Arguments) => Result,
): (...values: Arguments) => Result {
  let last: { values: Arguments; result: Result } | undefined;
  return (...values) => {
    if (last?.values.every((value, index) => Object.is(value, values[index]))) return last.result;
    last = { values, result: compute(...values) };
    return last.result;
  };
}
