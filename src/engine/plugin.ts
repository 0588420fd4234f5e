/** The one way in for endpoint tables, probes and detectors: the built-in ones are registered through it too. */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Detector } from '../detect/detector.ts';
import type { Probe } from '../probe/probe.ts';

export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  /** Rows for the catalogue. Their ids must be new. */
  readonly endpoints?: readonly ServiceRow[];
  /** Asked after the built-in ones, but for ports that they name as usual. */
  readonly probes?: readonly Probe[];
  readonly detectors?: readonly Detector[];
}

/** Checks a plug-in's shape at compile time, and that it is named. Throws `TypeError` otherwise. */
export function definePlugin(plugin: Plugin): Plugin {
  if (!plugin.meta?.name) throw new TypeError('a plug-in needs meta.name');
  return plugin;
}
