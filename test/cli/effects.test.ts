import { expect, it } from 'vitest';
import { realEffects } from '../../src/cli/effects.ts';

it('hears signals until it is told to stop', () => {
  const heard: string[] = [];
  const before = process.listenerCount('SIGHUP');
  const stop = realEffects().onSignal((signal) => heard.push(signal));
  process.emit('SIGHUP', 'SIGHUP');
  process.emit('SIGINT', 'SIGINT');
  stop();
  expect(heard).toEqual(['SIGHUP', 'SIGINT']);
  expect(process.listenerCount('SIGHUP')).toBe(before);
});

it('has a clock that goes forward, and the streams of the process', () => {
  const { now, stdin, stdout, stderr, env } = realEffects();
  const [one, other] = [now(), now()];
  expect(other).toBeGreaterThanOrEqual(one);
  expect([stdin, stdout, stderr, env]).toEqual([process.stdin, process.stdout, process.stderr, process.env]);
});
