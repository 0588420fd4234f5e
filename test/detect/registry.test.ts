import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DETECTORS } from '../../src/detect/registry.ts';
import { FLOW_VERDICT_OF, RULES } from '../../src/detect/rules.ts';
import { detectorContext } from '../support/detector-table.ts';

const ROOT = new URL('../../', import.meta.url);

it('has one detector a rule', () => {
  expect(DETECTORS.map(({ rule }) => rule).sort()).toEqual(Object.keys(RULES).sort());
});

it('has a file and a test of the name of each rule', () => {
  for (const rule of Object.keys(RULES)) {
    expect(existsSync(new URL(`src/detect/${rule}.ts`, ROOT)), rule).toBe(true);
    expect(existsSync(new URL(`test/detect/${rule}.test.ts`, ROOT)), rule).toBe(true);
  }
});

it('knows what every family says of a flow', () => {
  const families = new Set(Object.keys(RULES).map((rule) => rule.split('/')[0]));
  expect(Object.keys(FLOW_VERDICT_OF).sort()).toEqual([...families].sort());
});

it('opens sessions that know nothing of each other', () => {
  const context = detectorContext();
  for (const detector of DETECTORS) expect(detector.open(context)).not.toBe(detector.open(context));
});
