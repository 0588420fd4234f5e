import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { LASTING, MANY, outageOf } from '../../../src/detect/blocked/outage.ts';
import { synUnanswered } from '../../../src/detect/blocked/syn-unanswered.ts';
import type { FirstFailure } from '../../../src/detect/failure/first-failure.ts';
import { Survey } from '../../../src/detect/survey/survey.ts';
import { conclude } from '../../support/detector-table.ts';
import { CLIENT, reached, TENANT, unanswered } from '../../support/flow-facts.ts';

const OTHER = '10.20.0.16';
/** One that says nothing more after `start`, three SYNs. */
const lost = (start: number, client = CLIENT) => unanswered([start, start + 1, start + 3], { client });
/** The client gets to another server. */
const elsewhere = (start: number, client = CLIENT) =>
  reached({ start, client, server: '17.253.17.201', serverName: 'gdmf.apple.com' });
const works = (start: number, client = CLIENT) => reached({ start, client });
const judged = (...flows: FlowFacts[]) => {
  const [draft] = conclude(synUnanswered, { flows });
  return draft;
};

const MINUTE = LASTING / 1e9;
const down = [100, 130, 100 + MINUTE].map((start) => lost(start));

it('is no passing trouble once it has lasted', () => {
  expect(down).toHaveLength(MANY);
  const draft = judged(works(10), ...down, elsewhere(101 + MINUTE));
  expect(draft).toMatchObject({
    confidence: 'strong',
    lasts: true,
    parameters: { reachedBefore: [CLIENT], failedSince: MANY, failingSeconds: MINUTE + 3 },
  });
  expect(draft.severity).toBeUndefined();
  expect(draft.parameters).not.toHaveProperty('reachedAtTimes');
});

describe('may pass, and is at most a warning', () => {
  it.each<[string, FlowFacts[]]>([
    ['while it is short', [works(10), ...[100, 110, 120].map((start) => lost(start)), elsewhere(200)]],
    ['while it met few flows', [works(10), lost(100), lost(100 + MINUTE), elsewhere(101 + MINUTE)]],
    ['where the client reached nobody else', [works(10), elsewhere(20), ...down]],
    ['where it reached others only in the beginning', [works(10), ...down, elsewhere(110)]],
    ['where only another client did', [works(10), ...down, elsewhere(101 + MINUTE, OTHER)]],
    ['once it has passed', [works(10), ...down, elsewhere(101 + MINUTE), works(300)]],
  ])('%s', (_, flows) => {
    const draft = judged(...flows);
    expect(draft).toMatchObject({ confidence: 'moderate', severity: 'warning' });
    expect(draft.parameters).toMatchObject({ reachedAtTimes: [CLIENT] });
    expect(draft.parameters).not.toHaveProperty('reachedBefore');
  });
});

it('is as sure as without any success where nobody ever got through', () => {
  const draft = judged(...down, elsewhere(101 + MINUTE));
  expect(draft).toMatchObject({ confidence: 'strong' });
  expect(draft.parameters).not.toHaveProperty('reachedBefore');
});

it('is shown by its own flows; those that failed before it are counted', () => {
  const draft = judged(lost(2), works(10), ...down, elsewhere(101 + MINUTE));
  expect(draft.flows).toHaveLength(MANY + 1);
  expect(draft.exhibits.map(({ flow }) => flow.first.time)).toEqual(down.map(({ first }) => first.time));
});

it('is that of the clients that have it: what passed for others is no part of it', () => {
  const passed = [lost(50, OTHER), works(90, OTHER)];
  const draft = judged(works(10), ...passed, ...down, elsewhere(101 + MINUTE));
  expect(draft).toMatchObject({ confidence: 'strong', parameters: { reachedBefore: [CLIENT] } });
  expect(draft.flows).toHaveLength(MANY + 1);
  expect(draft.exhibits).toHaveLength(MANY);
});

it('is shown by those beside it who never got through as well, and lasts as long as any of them tries', () => {
  const never = [lost(120, OTHER), lost(400, OTHER)];
  const draft = judged(works(10), ...down, elsewhere(101 + MINUTE), ...never);
  expect(draft).toMatchObject({ confidence: 'strong', parameters: { reachedBefore: [CLIENT], failedSince: MANY } });
  expect(draft.exhibits.map(({ flow }) => flow.originator.address)).toContain(OTHER);
  expect(draft.lastTime).toBe(never[1].last.time);
});

it('is none where flows worked until they were cut: they are successes themselves', () => {
  const survey = new Survey(() => {});
  for (const flow of [works(10), elsewhere(101 + MINUTE)]) survey.note(flow);
  const signs = (failure: FirstFailure) =>
    down.map(({ id, first, last }) => ({
      ...{ id, last: last.time, exhibit: undefined },
      detail: { client: CLIENT, host: TENANT, time: first.time, until: last.time, failure },
    }));
  expect(outageOf(signs('syn-unanswered'), survey)).toMatchObject({ clients: [CLIENT] });
  expect(outageOf(signs('reset-after-data'), survey)).toBeUndefined();
});
