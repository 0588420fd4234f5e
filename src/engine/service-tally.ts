/** What became of each catalogue row: its flows, its findings, and the status that follows (REPORT.md). */
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { CaptureLimit, FlowVerdict, ServiceStatus } from '../classify/vocabulary.ts';
import { SERVICE_STATUSES } from '../classify/vocabulary.ts';
import type { FindingDraft } from '../detect/detector.ts';
import type { ServiceReport } from './contract.ts';
import { familyOf } from './findings.ts';
import type { Finding } from './snapshot.ts';
import type { SuccessIndex } from './success-index.ts';

/** Statuses that rest on what was not seen: a limited capture may have missed it. */
const OPEN: ReadonlySet<ServiceStatus> = new Set(['undecided', 'resolved-only', 'not-observed']);

export class ServiceTally {
  readonly #flows = new Map<string, number>();
  readonly #succeeded = new Map<string, number>();

  /** A flow was judged to belong to `services`. */
  flow(services: readonly string[], by: 1 | -1 = 1): void {
    for (const service of services) this.#flows.set(service, (this.#flows.get(service) ?? 0) + by);
  }

  /** A flow of `services` reached its server; `-1` where another service turns out to have had it. */
  success(services: readonly string[], by: 1 | -1 = 1): void {
    for (const service of services) this.#succeeded.set(service, (this.#succeeded.get(service) ?? 0) + by);
  }

  report(
    rows: readonly ServiceRow[],
    drafts: ReadonlyMap<string, FindingDraft>,
    findings: readonly Finding[],
    successes: SuccessIndex,
    limits: readonly CaptureLimit[],
    /** Rows of which a name was looked up, and nobody went there. */
    resolved: ReadonlySet<string>,
  ): ServiceReport[] {
    return rows.map((row) => {
      const own = findings.filter((finding) => finding.services.includes(row.id));
      const sharedWith = row.sharedWith ?? [];
      const status = this.#status(row, own, drafts, successes, resolved);
      return {
        id: row.id,
        ref: row.ref,
        title: row.title,
        source: row.source.title,
        status,
        flows: this.#flows.get(row.id) ?? 0,
        findings: own.map((finding) => finding.id),
        ...(sharedWith.length > 0 ? { sharedWith: [...sharedWith] } : {}),
        ...(limits.length > 0 && OPEN.has(status) ? { limits: [...limits] } : {}),
      };
    });
  }

  #status(
    row: ServiceRow,
    findings: readonly Finding[],
    drafts: ReadonlyMap<string, FindingDraft>,
    successes: SuccessIndex,
    resolved: ReadonlySet<string>,
  ): ServiceStatus {
    const statuses = findings.flatMap((finding) => statusOf(finding, row.id, drafts.get(finding.key), successes) ?? []);
    if (statuses.length > 0) return statuses.reduce(worse);
    if ((this.#succeeded.get(row.id) ?? 0) > 0) return 'healthy';
    if ((this.#flows.get(row.id) ?? 0) > 0) return 'undecided';
    return resolved.has(row.id) ? 'resolved-only' : 'not-observed';
  }
}

function statusOf(
  finding: Finding,
  service: string,
  draft: FindingDraft | undefined,
  successes: SuccessIndex,
): ServiceStatus | undefined {
  if (finding.severity === 'info' || finding.state === 'cleared') return undefined;
  if (finding.rule === 'blocked/apns-fallback') return 'degraded';
  switch (familyOf(finding.rule)) {
    case 'blocked':
      return everyClientSucceeds(draft, service, successes) ? 'degraded' : 'blocked';
    case 'inspection':
      return 'intercepted';
    case 'trust':
    case 'ports':
      return 'misconfigured';
    case 'capture':
      return undefined;
    // These, and a family of a plug-in: what the finding says of its flows holds for their service.
    case 'push':
    case 'tls-floor':
    case undefined:
      return draft?.verdict === undefined ? undefined : STATUS_OF_VERDICT[draft.verdict];
  }
}

const STATUS_OF_VERDICT: Partial<Record<FlowVerdict, ServiceStatus>> = {
  blocked: 'blocked',
  intercepted: 'intercepted',
  rejected: 'misconfigured',
  misplaced: 'misconfigured',
};

function everyClientSucceeds(draft: FindingDraft | undefined, service: string, successes: SuccessIndex): boolean {
  if (draft === undefined || draft.exhibits.length === 0 || draft.lasts) return false;
  return draft.exhibits.every(({ flow }) => successes.has(flow.originator.address, service));
}

function worse(one: ServiceStatus, other: ServiceStatus): ServiceStatus {
  return SERVICE_STATUSES.indexOf(one) < SERVICE_STATUSES.indexOf(other) ? one : other;
}
