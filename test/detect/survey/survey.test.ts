import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { DETECTORS } from '../../../src/detect/registry.ts';
import { fallbackKey } from '../../../src/detect/survey/push-fallback.ts';
import { Survey } from '../../../src/detect/survey/survey.ts';
import { captureFacts, detectorContext, sessionOf } from '../../support/detector-table.ts';
import {
  CLIENT,
  COURIER_ADDRESS,
  flowFacts,
  reached,
  refused,
  TENANT,
  TENANT_ADDRESS,
  unanswered,
} from '../../support/flow-facts.ts';

const push = { server: COURIER_ADDRESS, port: 5223 };

describe('Survey', () => {
  it('notes what every flow shows', () => {
    const survey = new Survey(() => {});
    for (const flow of [reached(), reached({ ...push, port: 443 }), unanswered([0, 1], push)]) survey.note(flow);
    expect(survey.servers.of(TENANT_ADDRESS)?.names).toEqual([TENANT]);
    expect(survey.successes.any({ client: CLIENT, host: TENANT })).toBe(true);
    expect(survey.handshakes.namesOf(CLIENT)).toContain(TENANT);
    expect(survey.fallback.of(fallbackKey(flowFacts(push)))).toBeDefined();
  });

  it('serves all detectors of an analysis as well as each its own', () => {
    const flows: FlowFacts[] = [
      unanswered([0, 1, 3], push),
      reached({ ...push, port: 443, start: 9 }),
      refused({ port: 443, serverName: 'other.jamfcloud.com' }),
      refused({ port: 443, serverName: 'other.jamfcloud.com', start: 5 }),
      unanswered([0], { client: '2001:db8:20::15', server: '2a05:d014:5e2:4a01::41' }),
      reached({ start: 0.2 }),
    ];
    const shared = detectorContext();
    const together = DETECTORS.map((detector) => detector.open(shared));
    const alone = DETECTORS.map((detector) => sessionOf(detector));
    for (const flow of flows) {
      shared.survey.note(flow);
      for (const session of [...together, ...alone]) session.flow(flow);
    }
    const findings = together.map((session) => session.conclude(captureFacts()));
    expect(findings).toEqual(alone.map((session) => session.conclude(captureFacts())));
    expect(findings.flat().map(({ rule }) => rule)).toEqual(['blocked/syn-reset', 'blocked/apns-fallback']);
  });
});
