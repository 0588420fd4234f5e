import { expect, it } from 'vitest';
import { ROWS } from '../../src/catalogue/tables.ts';
import { DETECTORS } from '../../src/detect/registry.ts';
import { BUILT_IN } from '../../src/engine/built-in.ts';
import { combinePlugins } from '../../src/engine/plugin.ts';
import { PROBES } from '../../src/probe/registry.ts';

it('brings all that jamscope knows, as any plug-in would', () => {
  const { endpoints, probes, detectors } = combinePlugins([BUILT_IN]);
  expect([endpoints, probes, detectors]).toEqual([ROWS, PROBES, DETECTORS]);
});
