import { describe, expect, it } from 'vitest';
import { HEALTHY_PER_SERVICE, MAX_DETAILED_FLOWS, RecentRetention, Retention } from '../../src/engine/retention.ts';

describe('Retention', () => {
  it('keeps as many flows of a service as a report prints', () => {
    const retention = new Retention(false);
    const kept = Array.from({ length: HEALTHY_PER_SERVICE + 50 }, () => retention.claim(['push'], 0, 1));
    expect(kept.indexOf(false)).toBe(HEALTHY_PER_SERVICE);
    expect(kept.lastIndexOf(true)).toBe(HEALTHY_PER_SERVICE - 1);
  });

  it('keeps a flow of several services while one of them has room', () => {
    const retention = new Retention(false);
    for (let flow = 0; flow < HEALTHY_PER_SERVICE; flow++) retention.claim(['push'], 0, 1);
    expect(retention.claim(['push', 'enrollment'], 0, 1)).toBe(true);
    expect(retention.claim(['push'], 0, 1)).toBe(false);
  });

  it('keeps no flow without a service, unless all are wanted', () => {
    expect(new Retention(false).claim([], 0, 1)).toBe(false);
    expect(new Retention(true).claim([], 0, 1)).toBe(true);
  });

  it('keeps a bounded number when all are wanted, and then those of services all the same', () => {
    const retention = new Retention(true);
    for (let flow = 0; flow < MAX_DETAILED_FLOWS; flow++) retention.claim([], 0, 1);
    expect(retention.claim([], 0, 1)).toBe(false);
    expect(retention.claim(['push'], 0, 1)).toBe(true);
    expect(retention.holds(1)).toBe(true);
  });
});

describe('RecentRetention', () => {
  it('keeps the newest of each service, and tells which others may go', () => {
    const released: number[] = [];
    const retention = new RecentRetention(false, (row, id) => released.push(id - row));
    for (let id = 1; id <= 2 * HEALTHY_PER_SERVICE; id++) expect(retention.claim(['push'], id, 2 * id)).toBe(true);
    expect(released).toEqual([]);
    retention.claim(['push'], 0, 1);
    expect(released).toEqual(Array.from({ length: HEALTHY_PER_SERVICE }, (_, index) => index + 1));
  });

  it('keeps a flow of several services until none of them wants it', () => {
    const released: number[] = [];
    const retention = new RecentRetention(false, (_, id) => released.push(id));
    retention.claim(['push', 'enrollment'], 0, 1);
    const fill = (service: string) => {
      for (let id = 0; id < 2 * HEALTHY_PER_SERVICE; id++) retention.claim([service], 0, 1000 + id);
    };
    fill('push');
    expect([released.includes(1), retention.holds(1)]).toEqual([false, true]);
    fill('enrollment');
    expect([released.includes(1), retention.holds(1)]).toEqual([true, false]);
  });

  it('keeps none without a service, unless all are wanted', () => {
    expect(new RecentRetention(false, () => {}).claim([], 0, 1)).toBe(false);
    expect(new RecentRetention(true, () => {}).claim([], 0, 1)).toBe(true);
  });
});
