/** What jamscope itself knows, as a plug-in like any other. */
import { ROWS } from '../catalogue/tables.ts';
import { DETECTORS } from '../detect/registry.ts';
import type { Probe } from '../probe/probe.ts';
import { PROBES } from '../probe/registry.ts';
import { definePlugin } from './plugin.ts';

export const BUILT_IN = definePlugin({
  meta: { name: 'jamscope', version: '1' },
  endpoints: ROWS,
  probes: PROBES as readonly Probe[],
  detectors: DETECTORS,
});
