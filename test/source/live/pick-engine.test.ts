import { expect, test } from 'vitest';
import { isChildEngine, pickEngines } from '../../../src/source/live/pick-engine.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

const names = (candidates: readonly { name: string }[]) => candidates.map(({ name }) => name).join(' ');

test('the order: root asks tcpdump for its counts, others have dumpcap with its rights', () => {
  expect(names(pickEngines(undefined, 'en0', fakeLiveEffects({ userId: 0 })))).toBe('tcpdump dumpcap cap');
  expect(names(pickEngines(undefined, 'en0', fakeLiveEffects({ userId: 501 })))).toBe('dumpcap tcpdump cap');
});

test('one that is asked for is the only one', () => {
  const [only, ...others] = pickEngines('cap', 'en0', fakeLiveEffects());
  expect(others).toEqual([]);
  expect(only.why).toMatch(/^cap: as asked for; .*dropped/);
});

test('on macOS, processes are known to tcpdump alone', () => {
  expect(names(pickEngines(undefined, 'pktap,en0', fakeLiveEffects({ userId: 501, platform: 'darwin' })))).toBe(
    'tcpdump',
  );
  expect(names(pickEngines(undefined, 'pktap,en0', fakeLiveEffects()))).toBe('tcpdump dumpcap cap');
});

test('a program that is not there is no engine', () => {
  const request = { interface: 'en0', promiscuous: true };
  const effects = fakeLiveEffects({ programs: ['/usr/bin/tcpdump'] });
  const engines = pickEngines(undefined, 'en0', effects).map((candidate) => candidate.engineFor(request)?.program);
  expect(engines).toEqual(['/usr/bin/tcpdump', undefined, '/usr/bin/node']);
});

test('streams and folders are no engines that capture', () => {
  expect(isChildEngine('tcpdump')).toBe(true);
  expect(isChildEngine('stream')).toBe(false);
  expect(isChildEngine('folder')).toBe(false);
});
