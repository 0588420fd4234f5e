import { expect, it } from 'vitest';
import { causeOf } from '../../src/detect/cause.ts';
import { causeDetector } from '../../src/detect/cause-rule.ts';
import { idsOf, type ServiceIds } from '../../src/detect/draft.ts';
import { captureFacts, detectorContext } from '../support/detector-table.ts';
import { reached, refused } from '../support/flow-facts.ts';

interface Met extends ServiceIds {
  readonly port: number;
}

const detector = causeDetector<'ports/configurable', Met>({
  rule: 'ports/configurable',
  look: (flow, { documents }) =>
    flow.succeeded
      ? undefined
      : {
          cause: causeOf(flow, documents),
          frames: [flow.first],
          detail: { port: flow.responder.port, services: idsOf(flow.services) },
        },
  conclude: ([{ detail }], { protocol }, _context, { packets }) =>
    packets === 0 ? undefined : { confidence: 'strong', parameters: { port: detail.port, suggested: [], protocol } },
});

it('makes one finding a cause of what its rule sees', () => {
  const session = detector.open(detectorContext());
  expect([1, 2].map((id) => session.flow(refused({ id, start: id })))).toEqual([true, true]);
  expect(session.flow(reached({ id: 3 }))).toBe(false);
  const [draft, ...others] = session.conclude(captureFacts());
  expect(others).toEqual([]);
  expect(draft).toMatchObject({ rule: 'ports/configurable', confidence: 'strong', flows: [1, 2] });
  expect(draft.exhibits.map(({ flow, frames }) => [flow.id, frames])).toEqual(
    [1, 2].map((id) => [id, [refused({ id, start: id }).first]]),
  );
});

it('is told what the capture is like, and may say nothing', () => {
  const session = detector.open(detectorContext());
  session.flow(refused());
  expect(session.conclude(captureFacts({ packets: 0 }))).toEqual([]);
});

it('replaces the earlier facts of a flow by the later', () => {
  const session = detector.open(detectorContext());
  session.flow(refused({ id: 1 }));
  session.flow(reached({ id: 1 }));
  expect(session.conclude(captureFacts())).toEqual([]);
});

it('hears of strangers only where the rule wants to', () => {
  const curious = causeDetector({
    rule: 'ports/configurable',
    hearsAll: true,
    look: () => undefined,
    conclude: () => undefined,
  });
  expect([detector.hearsAll, curious.hearsAll]).toEqual([undefined, true]);
});
