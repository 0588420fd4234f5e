/** The one way in for endpoint tables, probes and detectors: the built-in ones are registered through it too. */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Detector } from '../detect/detector.ts';
import { RULES } from '../detect/rules.ts';
import type { Probe } from '../probe/probe.ts';

export interface Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  /** Rows for the catalogue. Their ids must be new. */
  readonly endpoints?: readonly ServiceRow[];
  /** Asked after the built-in ones, but for ports that they name as usual. */
  readonly probes?: readonly Probe[];
  readonly detectors?: readonly Detector[];
}

/** Checks a plug-in's shape: at compile time, and here what types do not say. Throws `TypeError`. */
export function definePlugin(plugin: Plugin): Plugin {
  if (!plugin.meta?.name) throw new TypeError('a plug-in needs meta.name');
  for (const { rule, severity, wording } of plugin.detectors ?? []) {
    const spoken = severity !== undefined && wording !== undefined;
    if (!rule.includes('/')) throw new TypeError(`${plugin.meta.name}: a rule is named family/name, not ${rule}`);
    if (!spoken && !Object.hasOwn(RULES, rule))
      throw new TypeError(`${plugin.meta.name}: ${rule} needs severity and wording`);
  }
  return plugin;
}

/** All that several plug-ins bring. Throws `TypeError` when two of them claim the same id, ref, rule or protocol. */
export function combinePlugins(plugins: readonly Plugin[]): Required<Omit<Plugin, 'meta'>> {
  const taken = new Map<string, string>();
  const claim = (kind: string, key: string, { meta }: Plugin) => {
    const owner = taken.get(`${kind} ${key}`);
    if (owner !== undefined) throw new TypeError(`plug-in ${meta.name}: ${owner} already has the ${kind} ${key}`);
    taken.set(`${kind} ${key}`, meta.name);
  };
  for (const plugin of plugins.map(definePlugin)) {
    for (const { id, ref } of plugin.endpoints ?? []) {
      claim('endpoint', id, plugin);
      claim('endpoint', ref, plugin);
    }
    for (const { name } of plugin.probes ?? []) claim('probe', name, plugin);
    for (const { rule } of plugin.detectors ?? []) claim('rule', rule, plugin);
  }
  return {
    endpoints: plugins.flatMap((plugin) => plugin.endpoints ?? []),
    probes: plugins.flatMap((plugin) => plugin.probes ?? []),
    detectors: plugins.flatMap((plugin) => plugin.detectors ?? []),
  };
}
