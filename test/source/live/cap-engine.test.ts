import { expect, test } from 'vitest';
import { capAdvice, capEngine } from '../../../src/source/live/cap-engine.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

const engine = capEngine({ interface: 'en0', filter: 'udp', promiscuous: true }, fakeLiveEffects());

test('is a program of ours that gets its order as JSON', () => {
  expect(engine.program).toBe('/usr/bin/node');
  expect(engine.parameters[0]).toBe('/dist/cap-program.js');
  expect(JSON.parse(engine.parameters[1])).toEqual({ interface: 'en0', filter: 'udp' });
});

test('its counts, and what says nothing of a failure', () => {
  expect(engine.countsOf('cap: received 12 dropped 3')).toEqual({ received: 12, dropped: 3 });
  expect(engine.countsOf('cap: socket: Operation not permitted')).toBeUndefined();
  expect(engine.isChatter('Warning: d1: no IPv4 address assigned - This may not actually work')).toBe(true);
  expect(engine.isChatter('cap: socket: Operation not permitted')).toBe(false);
});

test('what to do where it was not built', () => {
  expect(capAdvice('linux')).toContain('libpcap-dev && npm rebuild cap');
  expect(capAdvice('darwin')).toContain('xcode-select --install');
});
