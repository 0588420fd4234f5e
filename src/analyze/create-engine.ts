/** The engine of an analysis: built-in tables and rules, those of plug-ins, and the site configuration. */
import { createCatalogue } from '../catalogue/match.ts';
import type { SiteConfiguration } from '../catalogue/site-schema.ts';
import { BUILT_IN } from '../engine/built-in.ts';
import { Engine } from '../engine/engine.ts';
import { combinePlugins, type Plugin } from '../engine/plugin.ts';
import { loadSite } from './load-site.ts';

export interface JudgementOptions {
  /** The site configuration: a file, or what such a file holds. */
  readonly config?: string | SiteConfiguration | undefined;
  readonly plugins?: readonly Plugin[];
  /** Keep the details of every flow (bounded), for `--all-flows` and the screen. */
  readonly retainAll?: boolean;
  /** Let errors of probes and detectors through: for tests. */
  readonly rethrow?: boolean;
  readonly hashSeed?: number;
}

/** `live`: the capture goes on. Rejects with `ConfigurationError` or `TypeError` (plug-ins). */
export async function createEngine(options: JudgementOptions, live = false): Promise<Engine> {
  const { endpoints, probes, detectors } = combinePlugins([BUILT_IN, ...(options.plugins ?? [])]);
  const rules = detectors.map(({ rule }) => rule);
  const { site, rows } = await loadSite(options.config, { rows: endpoints, rules });
  return new Engine({
    catalogue: createCatalogue(site, rows),
    probes,
    detectors,
    retainAll: options.retainAll ?? false,
    rethrow: options.rethrow ?? false,
    hashSeed: options.hashSeed ?? freshSeed(),
    live,
  });
}

/** Fresh with each run, so that no capture can be made to fill one slot of the flow table. It changes no result. */
function freshSeed(): number {
  return Math.floor(Math.random() * 0x7fffffff);
}
