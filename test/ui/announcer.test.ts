import { expect, test } from 'vitest';
import { createAnnouncer } from '../../src/ui/announcer.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { LIVE } from './live-progress.ts';
import { FINISHED } from './open-screen.ts';

const blocked = sampleFinding('blocked/dns');
const reset = sampleFinding('blocked/syn-reset');
const [first, second] = sampleSnapshot([blocked, reset]).findings;

test('faults that come while a live capture is looked at, one by name', () => {
  const announced = createAnnouncer();
  const text = (findings: Parameters<typeof sampleSnapshot>[0]) => announced(sampleSnapshot(findings), LIVE)?.text;
  expect(text([first])).toBeUndefined();
  expect(text([first])).toBeUndefined();
  expect(text([first, second])).toMatch(/^F2 new: TCP 5223 /);
  expect(text([first, second])).toBeUndefined();
  expect(text([{ ...first, state: 'cleared', clearedTime: 1e9 }, second])).toBeUndefined();
  expect(text([first, second])).toMatch(/^F1 back: DNS/);
  expect(text([])).toBeUndefined();
  expect(text([first, second])).toMatch(/^F1 back: .*, and 1 more$/);
});

test('none that is no fault, and none of what is read from files', () => {
  const announced = createAnnouncer();
  expect(announced(sampleSnapshot([]), LIVE)).toBeUndefined();
  expect(announced(sampleSnapshot([sampleFinding('capture/one-sided')]), LIVE)).toBeUndefined();
  const excepted = { ...blocked, exception: { reason: 'known', until: '2027-01-01' } };
  expect(announced(sampleSnapshot([excepted]), LIVE)).toBeUndefined();
  expect(announced(sampleSnapshot([reset]), FINISHED)).toBeUndefined();
});

test('what the program says meanwhile, where no fault is new', () => {
  const announced = createAnnouncer();
  const said = (...latest: string[]) => ({
    ...LIVE,
    live: { ...LIVE.live!, remarks: { count: latest.length, latest } },
  });
  expect(announced(sampleSnapshot([]), said())).toBeUndefined();
  expect(announced(sampleSnapshot([]), said('disk full'))).toEqual({ text: 'disk full', token: 'info' });
  expect(announced(sampleSnapshot([]), said('disk full'))).toBeUndefined();
  expect(announced(sampleSnapshot([]), said('disk full', 'a', 'b'))?.text).toBe('b (and 1 more: see the capture)');
});
