/** How the site takes findings: severities of its own, and exceptions that hold for a while. */
import { printable } from '../bytes/text.ts';
import { HostIndex } from '../catalogue/host-index.ts';
import type { Catalogue } from '../catalogue/match.ts';
import type { Site, SiteException } from '../catalogue/site.ts';
import { EMPTY_SITE } from '../catalogue/site.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { CompleteDraft } from './complete-draft.ts';
import type { ConfigurationReport } from './contract.ts';
import type { Finding } from './snapshot.ts';

type ExceptionReport = ConfigurationReport['exceptions'][number];

/** The drafts with the site's severities; those of rules that it turns off are left out. */
export function withSiteSeverity(drafts: readonly CompleteDraft[], { severity = {} }: Site): readonly CompleteDraft[] {
  return drafts.flatMap((draft) => {
    const own = Object.hasOwn(severity, draft.rule) ? severity[draft.rule] : undefined;
    if (own === undefined) return [draft];
    return own === 'off' ? [] : [{ ...draft, severity: own }];
  });
}

/**
 * The exceptions of one snapshot. They hold by the time of the capture, not by that of its reading: two runs over a file are the same, and
 * a capture of last May is judged by what was agreed for last May. A cause that shows beyond the last day is no longer excepted.
 */
export class SiteExceptions {
  readonly #exceptions: readonly Applied[];
  readonly #dayOf: (time: number) => string;

  /** `timestamp`: RFC 3339 text of an engine time. */
  constructor({ site, row }: Catalogue, timestamp: (time: number) => string) {
    this.#exceptions = (site.exceptions ?? []).map((exception) => ({
      exception,
      service: exception.service === undefined ? undefined : row(exception.service)?.id,
      hosts: exception.host === undefined ? undefined : new HostIndex([[exception.host, true]]),
      inForce: new Set(),
      late: new Set(),
    }));
    this.#dayOf = (time) => timestamp(time).slice(0, 10);
  }

  /** The first exception that holds for a finding; `lastTime`: when the finding last showed. */
  of(draft: CompleteDraft, key: string, lastTime: number): SiteException | undefined {
    for (const applied of this.#exceptions) {
      if (!covers(applied, draft)) continue;
      const holds = this.#dayOf(lastTime) <= applied.exception.until;
      (holds ? applied.inForce : applied.late).add(key);
      if (holds) return applied.exception;
    }
    return undefined;
  }

  /** What became of each. `lastTime`: of the capture. */
  report(findings: readonly Finding[], lastTime: number): ExceptionReport[] {
    const idsOf = (keys: ReadonlySet<string>) => findings.filter(({ key }) => keys.has(key)).map(({ id }) => id);
    return this.#exceptions.map(({ exception, inForce, late }): ExceptionReport => {
      const expired = inForce.size === 0 && this.#dayOf(lastTime) > exception.until;
      return {
        ...exception,
        reason: printable(exception.reason),
        state: inForce.size > 0 ? 'applied' : expired ? 'expired' : 'unused',
        findings: idsOf(expired ? late : inForce),
      };
    });
  }
}

interface Applied {
  readonly exception: SiteException;
  /** Id of a catalogue row. */
  readonly service: string | undefined;
  readonly hosts: HostIndex<true> | undefined;
  /** Keys of findings that it holds for, and of those that it would have held for earlier. */
  readonly inForce: Set<string>;
  readonly late: Set<string>;
}

function covers({ exception, service, hosts }: Applied, draft: CompleteDraft): boolean {
  if (exception.rule !== draft.rule) return false;
  if (service !== undefined && !draft.services.includes(service)) return false;
  return hosts === undefined || coversHosts(hosts, draft);
}

/** One finding may have many servers, or names asked for: an exception for one of them does not excuse the others. */
function coversHosts(hosts: HostIndex<true>, { rule, parameters, exhibits }: CompleteDraft): boolean {
  const { names } = parameters;
  if (rule === 'blocked/dns' && Array.isArray(names))
    return names.every((name) => typeof name === 'string' && hosts.ofName(name).length > 0);
  return exhibits.length > 0 && exhibits.every(({ flow }) => leadsToOneOf(hosts, flow));
}

function leadsToOneOf(hosts: HostIndex<true>, { serverName, responder }: FlowFacts): boolean {
  const byName = serverName !== undefined && hosts.ofName(serverName).length > 0;
  return byName || hosts.ofAddress(responder.address).length > 0;
}

/** What the report says of the configuration; undefined without one. */
export function configurationReport(
  { site }: Catalogue,
  exceptions: readonly ExceptionReport[],
): ConfigurationReport | undefined {
  if (site === EMPTY_SITE) return undefined;
  const { path, hosting, hosts, packs = [], severity } = site;
  return {
    path: path ?? null,
    ...(hosting === undefined ? {} : { hosting }),
    hosts: hosts.length,
    packs: [...packs],
    ...(severity === undefined ? {} : { severity: { ...severity } }),
    exceptions: [...exceptions],
  };
}
