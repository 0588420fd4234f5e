import { expect, test } from 'vitest';
import { EngineEnded } from '../../src/source/engine-ended.ts';

test('has its own name, so that it is told from a failure to read', () => {
  expect(new EngineEnded('tcpdump ended')).toMatchObject({ name: 'EngineEnded', message: 'tcpdump ended' });
});
