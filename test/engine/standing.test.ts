import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { FindingDraft } from '../../src/detect/detector.ts';
import { Documents } from '../../src/detect/documented.ts';
import { Standing } from '../../src/engine/standing.ts';
import { flowFacts } from '../support/flow-facts.ts';

const SECOND = 1e9;
const documents = new Documents(createCatalogue());

interface Flow {
  readonly id: number;
  readonly time: number;
  readonly client?: string;
  readonly name?: string;
  readonly port?: number;
}

function flowAt({ id, time, client = '10.0.0.1', name = '1-courier.push.apple.com', port = 5223 }: Flow): FlowFacts {
  const facts = flowFacts({ id, serverName: name });
  const at = { ...facts.first, time: time * SECOND };
  return {
    ...facts,
    first: at,
    last: at,
    originator: { address: client, port: 50_000 + id },
    responder: { address: '17.57.144.20', port },
    services: documents.servicesOfName(name),
    succeeded: true,
  };
}

function draftOf(flows: readonly FlowFacts[], rule: FindingDraft['rule'] = 'blocked/syn-unanswered'): FindingDraft {
  return {
    rule,
    cause: 'x',
    confidence: 'strong',
    parameters: {},
    services: flows[0].services.map(({ row }) => row.id),
    exhibits: flows.map((flow) => ({ flow, frames: [flow.first] })),
    flows: flows.map(({ id }) => id),
  };
}

/** How the finding of these failures stands at `now` (s) after these successes. */
function standing(failures: readonly Flow[], successes: readonly Flow[], now = 1000, rule?: FindingDraft['rule']) {
  const all = new Standing(documents);
  for (const flow of successes) all.succeeded(flowAt(flow));
  const failed = failures.map(flowAt);
  const lastTime = Math.max(...failed.map(({ last }) => last.time));
  return all.of(draftOf(failed, rule), 'key', lastTime, now * SECOND);
}

const failure = { id: 1, time: 10 };

describe('a finding', () => {
  it('is provisional while all its flows go on', () => {
    const all = new Standing(documents);
    const draft = draftOf([flowAt(failure), flowAt({ id: 2, time: 11 })]);
    const state = () => all.of(draft, 'key', 11 * SECOND, 12 * SECOND).state;
    all.opened(1);
    expect(state()).toBe('final');
    all.opened(2);
    expect(state()).toBe('provisional');
    all.settled(1);
    expect(state()).toBe('final');
  });

  it('is cleared when the client gets to another node of the pool', () => {
    expect(standing([failure], [{ id: 5, time: 100, name: '7-courier.push.apple.com' }])).toEqual({
      state: 'cleared',
      clearedTime: 100 * SECOND,
    });
  });

  it('that knows no name is cleared when the client gets to the address', () => {
    expect(standing([{ ...failure, name: '' }], [{ id: 5, time: 100 }]).state).toBe('cleared');
  });

  it('stays for a minute after its latest failure', () => {
    const success = { id: 5, time: 20 };
    expect(standing([failure], [success], 69).state).toBe('final');
    expect(standing([failure], [success], 70).state).toBe('cleared');
  });

  it.each([
    ['nobody got through', []],
    ['it was before', [{ id: 5, time: 9 }]],
    ['it was another client', [{ id: 5, time: 100, client: '10.0.0.2' }]],
    ['it was another port', [{ id: 5, time: 100, port: 443 }]],
    ['it was another service', [{ id: 5, time: 100, name: 'deviceenrollment.apple.com' }]],
  ])('is not cleared when %s', (_, successes) => {
    expect(standing([failure], successes).state).toBe('final');
  });

  it('is not cleared by what shows it, though the flow succeeded', () => {
    expect(standing([failure, { id: 3, time: 40 }], [{ id: 3, time: 100 }]).state).toBe('final');
  });

  it('is cleared when all clients got through, at the time of the last', () => {
    const failures = [failure, { id: 2, time: 11, client: '10.0.0.2' }];
    const first = { id: 5, time: 100 };
    expect(standing(failures, [first]).state).toBe('final');
    expect(standing(failures, [first, { id: 6, time: 130, client: '10.0.0.2' }])).toEqual({
      state: 'cleared',
      clearedTime: 130 * SECOND,
    });
  });

  it('waits half an hour for a client that is not seen, and for one that is until it gets through', () => {
    const away = { id: 2, time: 11, client: '10.0.0.2' };
    const through = { id: 5, time: 100 };
    const state = (now: number, seen: readonly number[] = [], successes: readonly Flow[] = [through]) => {
      const all = new Standing(documents);
      for (const flow of successes) all.succeeded(flowAt(flow));
      for (const time of seen) all.seen('10.0.0.2', time * SECOND);
      return all.of(draftOf([flowAt(failure), flowAt(away)]), 'key', 11 * SECOND, now * SECOND);
    };
    expect(state(1810).state).toBe('final');
    expect(state(1811)).toEqual({ state: 'cleared', clearedTime: 100 * SECOND });
    expect(state(1811, [71]).state).toBe('cleared');
    expect(state(1811, [72, 60]).state).toBe('final');
    expect(state(1811, [], []).state).toBe('final');
    expect(state(1811, [], [{ id: 5, time: 11 }]).state).toBe('final');
  });

  it('of names is cleared when the service is reached', () => {
    const asked = { ...failure, port: 53 };
    expect(standing([asked], [{ id: 5, time: 100 }], 1000, 'blocked/dns').state).toBe('cleared');
  });

  it('keeps the time at which it was cleared', () => {
    const all = new Standing(documents);
    const draft = draftOf([flowAt(failure)]);
    for (const time of [100, 200]) {
      all.succeeded(flowAt({ id: time, time }));
      expect(all.of(draft, 'key', 10 * SECOND, 1000 * SECOND).clearedTime).toBe(100 * SECOND);
    }
  });

  it('of no flow is never cleared', () => {
    expect(
      new Standing(documents).of({ ...draftOf([flowAt(failure)]), exhibits: [], flows: [] }, 'key', 0, 1e12),
    ).toEqual({
      state: 'final',
    });
  });
});
