import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { CompleteDraft } from '../../src/engine/complete-draft.ts';
import { familyOf, findingsOf, flowVerdictOf, MAX_NAMED, type Watch } from '../../src/engine/findings.ts';
import { at, unanswered } from '../support/flow-facts.ts';

function draft(more: Partial<CompleteDraft> = {}, flows: readonly FlowFacts[] = [unanswered()]): CompleteDraft {
  return {
    rule: 'blocked/syn-unanswered',
    cause: 'x',
    confidence: 'strong',
    severity: 'error',
    wording: undefined,
    parameters: {},
    services: [],
    exhibits: flows.map((flow) => ({ flow, frames: flow.tcp!.syns })),
    flows: flows.map(({ id }) => id),
    ...more,
  };
}

function watched(firstTime = 0, lastTime = 0): Watch {
  return { firstTime, lastTime, watchedUntil: lastTime };
}

describe('findingsOf', () => {
  it('orders by severity, rule and first frame, and numbers in that order', () => {
    const findings = findingsOf(
      [
        draft({ cause: 'late', rule: 'blocked/syn-reset' }, [unanswered([5])]),
        draft({ cause: 'info', severity: 'info' }),
        draft({ cause: 'early', rule: 'blocked/syn-reset' }, [unanswered([4])]),
        draft({ cause: 'warning', severity: 'warning' }),
        draft({ cause: 'first', rule: 'blocked/dns' }, [unanswered([9])]),
      ],
      watched(),
    );
    expect(findings.map(({ id, key }) => `${id} ${key}`)).toEqual([
      'F1 blocked/dns first',
      'F2 blocked/syn-reset early',
      'F3 blocked/syn-reset late',
      'F4 blocked/syn-unanswered warning',
      'F5 blocked/syn-unanswered info',
    ]);
  });

  it('is the same whatever the order of the drafts', () => {
    const drafts = ['a', 'b', 'c'].map((cause) => draft({ cause }, []));
    expect(findingsOf(drafts.toReversed(), watched())).toEqual(findingsOf(drafts, watched()));
  });

  it.each([
    ['conclusive', 'error'],
    ['strong', 'error'],
    ['moderate', 'warning'],
    ['weak', 'warning'],
  ] as const)('an error that is %s is an %s', (confidence, severity) => {
    expect(findingsOf([draft({ confidence })], watched())[0].severity).toBe(severity);
    expect(findingsOf([draft({ confidence, severity: 'info' })], watched())[0].severity).toBe('info');
  });

  it('is dated by its flows, or by the capture when it concerns none', () => {
    const [ofFlows] = findingsOf([draft({}, [unanswered([3]), unanswered([1])])], watched(0, 99));
    expect([ofFlows.firstTime, ofFlows.lastTime]).toEqual([at(1).time, at(13).time]);
    const [ofCapture] = findingsOf([draft({}, [])], watched(7, 99));
    expect([ofCapture.firstTime, ofCapture.lastTime, ofCapture.count]).toEqual([7, 99, 1]);
  });

  it('cites frames in order, its own and those of its flows', () => {
    const [finding] = findingsOf([draft({ frames: [at(2)] }, [unanswered([3, 4]), unanswered([1])])], watched());
    expect(finding.frames.map(({ frame }) => frame)).toEqual([1001, 2001, 3001, 4001]);
  });

  it('names a bounded number of flows, frames and ends, and counts all flows', () => {
    const flows = Array.from({ length: 150 }, (_, index) =>
      unanswered([0, 1], { client: `10.0.0.${index}`, server: `17.0.0.${index}`, serverName: `h${index}.example` }),
    );
    const [finding] = findingsOf([draft({}, flows)], watched());
    expect([finding.flows.length, finding.frames.length, finding.count]).toEqual([MAX_NAMED, MAX_NAMED, 150]);
    const { clients, servers, ports, serverNames } = finding.scope;
    expect([clients.length, servers.length, ports, serverNames.length]).toEqual([16, 16, [443], 16]);
  });

  it('carries words only where a plug-in brought them', () => {
    const wording = { source: '', words: () => ({ title: '', explanation: '', rivals: [], remedy: '', evidence: [] }) };
    expect(findingsOf([draft()], watched())[0]).not.toHaveProperty('wording');
    expect(findingsOf([draft({ wording })], watched())[0].wording).toBe(wording);
  });
});

it('knows the families of ours, and what they say of flows', () => {
  expect([familyOf('blocked/dns'), familyOf('acme/rude'), familyOf('toString/x')]).toEqual([
    'blocked',
    undefined,
    undefined,
  ]);
  const verdicts = (
    ['blocked/dns', 'inspection/known-vendor', 'ports/retired', 'capture/lossy', 'acme/x'] as const
  ).map((rule) => flowVerdictOf(draft({ rule })));
  expect(verdicts).toEqual(['blocked', 'intercepted', 'misplaced', undefined, undefined]);
  expect(flowVerdictOf(draft({ verdict: 'rejected' }))).toBe('rejected');
});
