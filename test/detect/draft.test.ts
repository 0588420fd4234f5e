import { describe, expect, it } from 'vitest';
import type { Sign } from '../../src/detect/cause-table.ts';
import { draftOf, draftsOf, firstExhibit, idsOf, listOf } from '../../src/detect/draft.ts';
import { MAX_PARAMETER_LIST } from '../../src/detect/parameters.ts';
import { flowFacts } from '../support/flow-facts.ts';

const flow = flowFacts({ id: 7 });
const signs: Sign<{ services: string[] }>[] = [
  { id: 3, last: 5, detail: { services: ['a', 'b'] }, exhibit: undefined },
  { id: 7, last: 4, detail: { services: ['b', 'c'] }, exhibit: { flow, frames: [flow.first] } },
];

describe('draftOf', () => {
  it('names all flows and services, and shows those with facts', () => {
    const parameters = { flows: 9, oneSided: 4 };
    expect(
      draftOf('capture/one-sided', 'cause', signs, { confidence: 'strong', parameters, verdict: 'rejected' }),
    ).toEqual({
      rule: 'capture/one-sided',
      cause: 'cause',
      confidence: 'strong',
      parameters,
      verdict: 'rejected',
      services: ['a', 'b', 'c'],
      flows: [3, 7],
      lastTime: 5,
      exhibits: [{ flow, frames: [flow.first] }],
    });
  });
});

describe('draftsOf', () => {
  it('is a draft a cause, but for those without facts or a conclusion', () => {
    const causes = [
      ['kept', signs],
      ['nothing to say', signs],
      ['no facts', signs.slice(0, 1)],
    ] as const;
    const asked: unknown[] = [];
    const drafts = draftsOf('capture/one-sided', causes, (...given) => {
      asked.push(given);
      return asked.length > 1 ? undefined : { confidence: 'strong', parameters: { flows: 9, oneSided: 4 } };
    });
    expect(drafts.map(({ cause, flows }) => [cause, flows])).toEqual([['kept', [3, 7]]]);
    expect(asked).toEqual([
      [signs, flow],
      [signs, flow],
    ]);
  });
});

describe('firstExhibit', () => {
  it('is the first flow with facts', () => {
    expect(firstExhibit(signs)).toBe(flow);
    expect(firstExhibit(signs.slice(0, 1))).toBeUndefined();
  });
});

describe('listOf', () => {
  it('holds each value once, and as many as a parameter may', () => {
    expect(listOf(['a', 'b', 'a'])).toEqual(['a', 'b']);
    expect(listOf(Array.from({ length: 50 }, (_, at) => at))).toHaveLength(MAX_PARAMETER_LIST);
  });
});

describe('idsOf', () => {
  it('are the ids of the rows', () => {
    expect(idsOf(flow.services)[0]).toBe('jamf-pro-https');
  });
});
