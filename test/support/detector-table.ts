/** What a detector must say, and must not, as tables: `silent` names captures without a finding, `reports` those with one. */
import { describe, expect, it } from 'vitest';
import { type Catalogue, createCatalogue } from '../../src/catalogue/match.ts';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { CaptureLimit } from '../../src/classify/vocabulary.ts';
import { DetectorContext } from '../../src/detect/context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../../src/detect/detector.ts';

export interface Case {
  readonly flows: readonly FlowFacts[];
  readonly limits?: readonly CaptureLimit[];
  readonly capture?: Partial<CaptureFacts>;
  /** Where it is not the built-in one. */
  readonly catalogue?: Catalogue;
}

export interface Reported extends Case {
  /** Compared with `toMatchObject`; their number is exact. */
  readonly findings: readonly object[];
}

export interface DetectorTable {
  readonly silent: Readonly<Record<string, readonly FlowFacts[] | Case>>;
  readonly reports: Readonly<Record<string, Reported>>;
}

export function describeDetector(detector: Detector, { silent, reports }: DetectorTable): void {
  describe(detector.rule, () => {
    describe('is silent', () => {
      it.each(Object.entries(silent))('%s', (_, given) => {
        expect(conclude(detector, 'flows' in given ? given : { flows: given })).toEqual([]);
      });
    });
    describe('reports', () => {
      it.each(Object.entries(reports))('%s', (_, given) => {
        const drafts = conclude(detector, given);
        expect(drafts).toMatchObject(given.findings);
        for (const draft of drafts) check(detector, draft);
        // The order in which flows settle makes no difference.
        expect(essence(conclude(detector, { ...given, flows: given.flows.toReversed() }))).toEqual(essence(drafts));
      });
    });
  });
}

function essence(drafts: readonly FindingDraft[]) {
  const all = drafts.map(({ cause, confidence, flows, services }) => ({ cause, confidence, flows, services }));
  return all.sort((one, other) => (one.cause < other.cause ? -1 : 1));
}

/** The findings after these flows, each of which is told twice, as the engine may. */
export function conclude(
  detector: Detector,
  { flows, limits = [], capture = {}, catalogue }: Case,
): readonly FindingDraft[] {
  const session = sessionOf(detector, catalogue);
  for (const flow of flows) {
    session.flow(flow);
    session.flow(flow);
  }
  return session.conclude(captureFacts({ limits: new Set(limits), flows: flows.length, ...capture }));
}

/** A session that alone hears of flows, once the survey knows of them. */
export function sessionOf(detector: Detector, catalogue?: Catalogue): DetectorSession {
  const context = detectorContext(catalogue);
  const session = detector.open(context);
  return {
    flow(flow) {
      context.survey.note(flow);
      return session.flow(flow);
    },
    conclude: (capture) => session.conclude(capture),
  };
}

const builtIn = createCatalogue();

/** What the detectors of one analysis share. */
export function detectorContext(catalogue = builtIn): DetectorContext {
  return new DetectorContext(catalogue);
}

export function captureFacts(more: Partial<CaptureFacts> = {}): CaptureFacts {
  return {
    limits: new Set(),
    startedAt: '2026-11-21T09:00:00Z',
    lastTime: 60e9,
    inputs: [],
    packets: 1000,
    cutPackets: 0,
    cutTo: 0,
    loss: { missing: 0, captured: 0, flows: 0, holed: 0 },
    flows: 0,
    unreadErrors: new Set(),
    oneSidedFlows: 0,
    midStreamFlows: 0,
    ...more,
  };
}

/** What holds for every draft. */
function check(detector: Detector, draft: FindingDraft): void {
  expect(draft.rule).toBe(detector.rule);
  expect(draft.cause).not.toBe('');
  expect(draft.flows).toEqual(draft.flows.toSorted((one, other) => one - other));
  expect(new Set(draft.flows).size).toBe(draft.flows.length);
  expect(draft.flows).toEqual(expect.arrayContaining(draft.exhibits.map(({ flow }) => flow.id)));
  // What concerns no service is worth knowing at most.
  if (draft.flows.length > 0 && draft.severity !== 'info') expect(draft.services.length).toBeGreaterThan(0);
  for (const value of Object.values(draft.parameters)) expect(value).not.toBeUndefined();
  for (const { frames } of draft.exhibits) expect(frames.length).toBeGreaterThan(0);
}
