import { describe, expect, it } from 'vitest';
import type { Detector, FindingDraft } from '../../src/detect/detector.ts';
import { completeDraft } from '../../src/engine/complete-draft.ts';
import { unanswered } from '../support/flow-facts.ts';

const open: Detector['open'] = () => ({ flow: () => false, conclude: () => [] });
const flow = unanswered();
const draft: FindingDraft = {
  rule: 'blocked/syn-unanswered',
  cause: 'x',
  confidence: 'strong',
  parameters: { tries: 3 },
  services: ['managed-device-apns'],
  exhibits: [{ flow, frames: [flow.first] }],
  flows: [flow.id],
};

describe('completeDraft', () => {
  it('adds the severity of a built-in rule', () => {
    expect(completeDraft({ rule: draft.rule, open }, draft)).toEqual({
      ...draft,
      severity: 'error',
      wording: undefined,
    });
  });

  it('takes severity and words of a rule that a plug-in brought', () => {
    const wording = { source: '', words: () => ({ title: '', explanation: '', rivals: [], remedy: '', evidence: [] }) };
    const own = { rule: 'acme/rude', severity: 'info', wording, open } as const;
    expect(completeDraft(own, { ...draft, rule: 'acme/rude' })).toMatchObject({ severity: 'info', wording });
    expect(completeDraft(own, { ...draft, rule: 'acme/rude', severity: 'warning' }).severity).toBe('warning');
  });

  it.each<[string, object]>([
    ['of another rule', { rule: 'blocked/dns' }],
    ['without flows', { flows: undefined }],
    ['without exhibits', { exhibits: undefined }],
    ['without services', { services: undefined }],
    ['with an exhibit without frames', { exhibits: [{ flow }] }],
  ])('throws on a draft %s', (_, changes) => {
    expect(() => completeDraft({ rule: draft.rule, open }, { ...draft, ...changes } as FindingDraft)).toThrow(
      TypeError,
    );
  });
});
