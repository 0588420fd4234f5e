/** Drafts of detectors -> findings: severity, identity, order and bounds. */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FindingDraft, Severity } from '../detect/detector.ts';
import { SEVERITIES } from '../detect/detector.ts';
import { ADVICE, type Family, FLOW_VERDICT_OF, type RuleName } from '../detect/rules.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { CompleteDraft } from './complete-draft.ts';
import { scopeOf } from './finding-scope.ts';
import type { Finding } from './snapshot.ts';
import type { Standing } from './standing.ts';

/** Flows and frames named by one finding (REPORT.md). */
export const MAX_NAMED = 100;

/** The site's exception for a finding, which last showed at `lastTime`, ns. */
export type ExceptionOf = (draft: CompleteDraft, key: string, lastTime: number) => Finding['exception'] | undefined;

/** The capture's, ns. */
export interface Watch {
  readonly firstTime: number;
  readonly lastTime: number;
  readonly watchedUntil: number;
}

/** The capture's times date a finding that concerns no single flow. `standing`: of a capture that goes on. Excepted findings come last. */
export function findingsOf(
  drafts: readonly CompleteDraft[],
  watch: Watch,
  exceptionOf: ExceptionOf = () => undefined,
  standing?: Standing,
): Finding[] {
  const findings = drafts.map((draft) => {
    const finding = findingOf(draft, watch, standing);
    const exception = exceptionOf(draft, finding.key, finding.lastTime);
    return exception === undefined ? finding : { ...finding, exception };
  });
  findings.sort(bySeverityRuleAndFrame);
  return findings.map((finding, index) => ({ ...finding, id: `F${index + 1}` }));
}

/** What a draft says of its flows; undefined when it judges none. */
export function flowVerdictOf(draft: FindingDraft): FlowVerdict | undefined {
  const family = familyOf(draft.rule);
  const usual = family === undefined || ADVICE.has(draft.rule) ? undefined : FLOW_VERDICT_OF[family];
  return draft.verdict ?? usual;
}

/** undefined for a family that a plug-in adds. */
export function familyOf(rule: RuleName): Family | undefined {
  const family = rule.slice(0, rule.indexOf('/'));
  return Object.hasOwn(FLOW_VERDICT_OF, family) ? (family as Family) : undefined;
}

function findingOf(draft: CompleteDraft, watch: Watch, standing: Standing | undefined): Finding {
  const flows = draft.exhibits.map((exhibit) => exhibit.flow);
  const frames = [...(draft.frames ?? []), ...draft.exhibits.flatMap((exhibit) => exhibit.frames)].sort(byFrame);
  const key = `${draft.rule} ${draft.cause}`;
  const firstTime = flows.length === 0 ? watch.firstTime : Math.min(...flows.map((flow) => flow.first.time));
  const shown = flows.length === 0 ? watch.lastTime : Math.max(...flows.map((flow) => flow.last.time));
  const lastTime = draft.lastTime ?? shown;
  return {
    id: '',
    key,
    rule: draft.rule,
    severity: severityOf(draft),
    confidence: draft.confidence,
    ...(draft.doubt === undefined ? {} : { doubt: draft.doubt }),
    ...(standing?.of(draft, key, lastTime, watch.watchedUntil) ?? { state: 'final' }),
    parameters: draft.parameters,
    services: draft.services,
    flows: draft.flows.slice(0, MAX_NAMED),
    count: Math.max(1, draft.flows.length),
    firstTime,
    lastTime,
    frames: frames.slice(0, MAX_NAMED),
    scope: scopeOf(flows),
    ...(draft.wording === undefined ? {} : { wording: draft.wording }),
  };
}

/** An error needs confidence strong or conclusive; else it is a warning (REPORT.md). */
function severityOf({ severity, confidence }: CompleteDraft): Severity {
  const sure = confidence === 'conclusive' || confidence === 'strong';
  return severity === 'error' && !sure ? 'warning' : severity;
}

function bySeverityRuleAndFrame(one: Finding, other: Finding): number {
  return (
    Number(one.exception !== undefined) - Number(other.exception !== undefined) ||
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    compare(one.rule, other.rule) ||
    byFrame(one.frames[0] ?? START, other.frames[0] ?? START) ||
    compare(one.key, other.key)
  );
}

const START: FrameAt = { input: 0, frame: 0, time: 0 };

function byFrame(one: FrameAt, other: FrameAt): number {
  return one.input - other.input || one.frame - other.frame;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
