import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { FlowVerdict } from '../../src/classify/vocabulary.ts';
import type { FindingDraft } from '../../src/detect/detector.ts';
import { failedStep } from '../../src/engine/failed-step.ts';
import { stepsOf } from '../../src/engine/flow-steps.ts';
import { at, flowFacts, prohibited, reached, refused, seen, unanswered } from '../support/flow-facts.ts';

function draftOf(rule: FindingDraft['rule'], flow: FlowFacts, seconds: readonly number[], parameters = {}) {
  const exhibits = [{ flow, frames: seconds.map(at) }];
  const draft = { rule, cause: 'x', confidence: 'strong', parameters, services: [], exhibits, flows: [flow.id] };
  return draft as FindingDraft;
}

function told(flow: FlowFacts, draft: FindingDraft, verdict: FlowVerdict = 'blocked') {
  const failed = failedStep(flow, stepsOf(flow), draft, verdict);
  return failed && [failed.rule, failed.by, `${'><'[failed.step.from]} ${failed.step.name} ${failed.step.at.frame}`];
}

describe('a flow that is blocked', () => {
  it('fails where it broke off, whatever frames prove it', () => {
    const flow = unanswered([0, 1, 3]);
    expect(told(flow, draftOf('blocked/syn-unanswered', flow, [0]))).toEqual([
      'blocked/syn-unanswered',
      undefined,
      '> syn-resent 3001',
    ]);
  });

  it('is broken off by whom the finding names, or the packet', () => {
    const reset = refused();
    const by = (sender: string) => told(reset, draftOf('blocked/syn-reset', reset, [0.02], { sender }))![1];
    expect([by('middlebox'), by('undecided')]).toEqual(['middlebox', undefined]);
    const icmp = unanswered([0], { icmp: [prohibited(0.1)] });
    expect(told(icmp, draftOf('blocked/icmp-prohibited', icmp, [0.1]))![1]).toBe('10.20.0.1');
  });

  it('fails the way its first port did where another serves', () => {
    const flow = unanswered([0, 1]);
    expect(told(flow, draftOf('blocked/apns-fallback', flow, [0, 1]))![0]).toBe('blocked/syn-unanswered');
  });
});

describe('a flow of TLS', () => {
  const hello = { hello: { length: 90, helloRetryRequest: false } };
  const flow = reached({
    observations: [
      seen('tls-server-hello', 1, 0.04, hello),
      seen('tls-certificates', 1, 0.04, { certificates: [{ length: 1000 }] }),
      seen('tls-protected-record', 0, 0.06, { length: 19 }),
    ],
  });

  it('fails at what was said last, of which the certificate or the alert tells most', () => {
    expect(told(flow, draftOf('inspection/known-vendor', flow, [0.04]), 'intercepted')![2]).toBe('< certificate 41');
    expect(told(flow, draftOf('inspection/downgrade', flow, [0.04]), 'intercepted')![2]).toBe('< server-hello 41');
  });

  it('may fail at a packet that is no step otherwise', () => {
    const failed = failedStep(flow, stepsOf(flow), draftOf('inspection/client-rejected', flow, [0.06]), 'rejected')!;
    expect(failed.step).toEqual({ name: 'encrypted-record', from: 0, at: at(0.06), bytes: 19 });
  });

  it('has no such step where the finding is about more than a packet, or none of it failed', () => {
    expect(told(flow, draftOf('inspection/agent-on-device', flow, [0]), 'intercepted')).toBeUndefined();
    expect(told(flow, draftOf('ports/cleartext', flow, [0.04]), 'misplaced')).toBeUndefined();
    expect(told(flowFacts(), draftOf('inspection/known-vendor', flow, [0.04]), 'intercepted')).toBeUndefined();
  });
});
