import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { turnOfEvents } from '../../src/analyze/turn-of-events.ts';

it('lets those go first who wait already, and those whom they wake', async () => {
  const order: string[] = [];
  const stream = new PassThrough();
  stream.on('data', () => order.push('data'));
  setImmediate(() => setImmediate(() => order.push('woken')));
  stream.write('x');
  await turnOfEvents();
  expect(order).toEqual(['data', 'woken']);
});
