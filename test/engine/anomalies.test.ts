import { expect, it } from 'vitest';
import { Anomalies } from '../../src/engine/anomalies.ts';

const at = (frame: number) => ({ input: 0, frame, time: 0 });

it('counts by code, with the frame that showed each first', () => {
  const anomalies = new Anomalies();
  anomalies.count('malformed-packet', at(7));
  anomalies.count('cut-packet', at(8));
  anomalies.count('malformed-packet', at(9), 3);
  expect(anomalies.list()).toEqual([
    { code: 'cut-packet', count: 1, first: at(8) },
    { code: 'malformed-packet', count: 4, first: at(7) },
  ]);
});

it('keeps a bounded number of codes, and goes on counting those', () => {
  const anomalies = new Anomalies();
  for (let code = 0; code < 1000; code++) anomalies.count(`unsupported-link-type-${code}`, at(code + 1));
  const known = anomalies.list();
  expect(known.length).toBeLessThan(100);
  anomalies.count(known[0].code, at(5000));
  expect(anomalies.list()[0].count).toBe(2);
});
