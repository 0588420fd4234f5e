import { expect, test } from 'vitest';
import { MICROSECONDS } from '../../src/capture/interface-clock.ts';
import { CaptureInterface, Section } from '../../src/capture/section.ts';

const described = () => new CaptureInterface({ linkType: 1, snapLength: 0, unit: MICROSECONDS });

test('losses told twice are not added, those of several interfaces are', () => {
  const section = new Section(0, false);
  section.interfaces.push(described(), described(), described());
  expect(section.dropped).toBeUndefined();
  const [first, second] = section.interfaces;
  first.countLosses(2);
  first.countLosses(3);
  first.lossesReported = 4;
  second.lossesReported = 10;
  expect([first.dropped, second.dropped]).toEqual([5, 10]);
  expect(section.dropped).toBe(15);
});
