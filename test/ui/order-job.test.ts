import { afterEach, describe, expect, test } from 'vitest';
import type { FlowOrder, OrderQuery } from '../../src/ui/flow-order.ts';
import { createOrderJob, type OrderJob } from '../../src/ui/order-job.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const WORST: OrderQuery = { filter: '', sort: { by: 'worst', reversed: false } };
let job: OrderJob | undefined;
afterEach(() => job?.stop());

function started() {
  const orders: FlowOrder[] = [];
  const waiting: (() => void)[] = [];
  job = createOrderJob({
    order(order) {
      orders.push(order);
      for (const resume of waiting.splice(0)) resume();
    },
    progress() {},
  });
  const next = () => new Promise<void>((resume) => waiting.push(resume));
  return { job, orders, next };
}

describe('a job', () => {
  test('answers a new query at once, the one before not any more', async () => {
    const { job, orders, next } = started();
    const snapshot = snapshotOfFlows(5000);
    const answered = next();
    job.update(snapshot, { ...WORST, filter: 'c' });
    job.update(snapshot, { ...WORST, filter: 'courier' });
    await answered;
    const named = Array.from({ length: 5000 }, (_, index) => snapshot.row(index + 1).serverName);
    const couriers = named.filter((name) => name?.includes('courier')).length;
    expect(orders.map(({ length }) => length)).toEqual([couriers]);
  });

  test('takes in newer data after a pause, once for all that came meanwhile', async () => {
    const { job, orders, next } = started();
    const first = next();
    job.update(snapshotOfFlows(10, { version: 1 }), WORST);
    await first;
    const second = next();
    const began = performance.now();
    for (let version = 2; version < 20; version++) job.update(snapshotOfFlows(10 * version, { version }), WORST);
    await second;
    expect(performance.now() - began).toBeGreaterThan(200);
    expect(orders.map(({ length }) => length)).toEqual([10, 190]);
  });

  test('does nothing for a snapshot that it has answered', async () => {
    const { job, orders, next } = started();
    const snapshot = snapshotOfFlows(10);
    const first = next();
    job.update(snapshot, WORST);
    await first;
    job.update(snapshot, { ...WORST });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(orders.length).toBe(1);
  });

  test('is silent once stopped', async () => {
    const { job, orders } = started();
    job.update(snapshotOfFlows(5000), WORST);
    job.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(orders).toEqual([]);
  });
});
