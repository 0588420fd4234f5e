import { describe, expect, it } from 'vitest';
import { HEALTHY_PER_SERVICE, MAX_DETAILED_FLOWS, Retention } from '../../src/engine/retention.ts';

describe('Retention', () => {
  it('keeps as many flows of a service as a report prints', () => {
    const retention = new Retention(false);
    const kept = Array.from({ length: HEALTHY_PER_SERVICE + 50 }, () => retention.claim(['push']));
    expect(kept.indexOf(false)).toBe(HEALTHY_PER_SERVICE);
    expect(kept.lastIndexOf(true)).toBe(HEALTHY_PER_SERVICE - 1);
  });

  it('keeps a flow of several services while one of them has room', () => {
    const retention = new Retention(false);
    for (let flow = 0; flow < HEALTHY_PER_SERVICE; flow++) retention.claim(['push']);
    expect(retention.claim(['push', 'enrollment'])).toBe(true);
    expect(retention.claim(['push'])).toBe(false);
  });

  it('keeps no flow without a service, unless all are wanted', () => {
    expect(new Retention(false).claim([])).toBe(false);
    expect(new Retention(true).claim([])).toBe(true);
  });

  it('keeps a bounded number when all are wanted, and then those of services all the same', () => {
    const retention = new Retention(true);
    for (let flow = 0; flow < MAX_DETAILED_FLOWS; flow++) retention.claim([]);
    expect(retention.claim([])).toBe(false);
    expect(retention.claim(['push'])).toBe(true);
  });
});
