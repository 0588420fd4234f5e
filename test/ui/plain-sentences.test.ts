import { expect, test } from 'vitest';
import { createController } from '../../src/ui/controller.ts';
import { findingSentence, itemSentence, paneSentence } from '../../src/ui/plain-sentences.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { PLAIN } from './component.tsx';
import { FINISHED } from './open-screen.ts';
import { OUTSIDE } from './outside.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

function said(key: string, snapshot = snapshotOfFlows(20)) {
  const controller = createController(PLAIN, { columns: 100, rows: 40 }, OUTSIDE);
  controller.publish(snapshot, FINISHED);
  controller.onKeys([key]);
  controller.stop();
  const screen = controller.store.get();
  return [paneSentence(screen, controller.view(screen)), itemSentence(screen, controller.view(screen))];
}

test.each([
  ['1', /^Services: \d+, worst first\.$/, /^.+, 1 of \d+: blocked, \d+ flows\.$/],
  ['2', /^Findings: \d+ errors · .*\.$/, /^F1, 1 of \d+, error: .*\.$/],
  ['4', /^Hosts: \d+\.$/, /^\S+, 1 of \d+: .*\.$/],
  ['5', /^Timeline: \d+ findings, the first one first\.$/, /^\d\d:\d\d:\d\d, F\d+, 1 of \d+, \w+: .*\.$/],
])('pane %s', (key, pane, item) =>
  expect(said(key)).toEqual([expect.stringMatching(pane), expect.stringMatching(item)]),
);

test('flows', () => {
  expect(said('F')).toEqual(['Flows: 20, by arrival.', undefined]); // until they are in order
});

test('a finding of a flow that is still open', () => {
  const finding = { ...sampleFinding('blocked/syn-unanswered'), state: 'provisional' as const };
  expect(findingSentence(finding, sampleSnapshot([finding]), '1 of 1')).toMatch(/^F\d+, 1 of 1, error, provisional: /);
});
