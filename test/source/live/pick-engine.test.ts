import { expect, test } from 'vitest';
import { isChildEngine, pickEngines } from '../../../src/source/live/pick-engine.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

const names = (candidates: readonly { name: string }[]) => candidates.map(({ name }) => name).join(' ');

test('the order: root asks tcpdump for its counts, others have dumpcap with its rights', () => {
  expect(names(pickEngines(undefined, fakeLiveEffects({ userId: 0 })))).toBe('tcpdump dumpcap cap');
  expect(names(pickEngines(undefined, fakeLiveEffects({ userId: 501 })))).toBe('dumpcap tcpdump cap');
});

test('one that is asked for is the only one', () => {
  const [only, ...others] = pickEngines('cap', fakeLiveEffects());
  expect(others).toEqual([]);
  expect(only.why).toMatch(/^cap: as asked for; .*dropped/);
});

test('a program that is not there is no engine', () => {
  const request = { interface: 'en0', promiscuous: true };
  const effects = fakeLiveEffects({ programs: ['/usr/bin/tcpdump'] });
  const engines = pickEngines(undefined, effects).map((candidate) => candidate.engineFor(request)?.program);
  expect(engines).toEqual(['/usr/bin/tcpdump', undefined, '/usr/bin/node']);
});

test('streams and folders are no engines that capture', () => {
  expect(isChildEngine('tcpdump')).toBe(true);
  expect(isChildEngine('stream')).toBe(false);
  expect(isChildEngine('folder')).toBe(false);
});
