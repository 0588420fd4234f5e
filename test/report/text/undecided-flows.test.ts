import { expect, it } from 'vitest';
import { undecidedIds } from '../../../src/report/text/undecided-flows.ts';
import { flowIdsTo, sampleSnapshot } from '../../support/sample-snapshot.ts';

const { services, row } = sampleSnapshot();
const verdicts = ['undecided', 'ok', 'unrelated', 'undecided'] as const;
const idsWhere = (status: 'healthy' | 'undecided') => [
  ...undecidedIds({
    services: [{ ...services[0], status }],
    flowIds: flowIdsTo(verdicts.length),
    row: (id) => ({ ...row(1), id, verdict: verdicts[id - 1] }),
  }),
];

it('are those of which no verdict is known, in order', () => {
  expect(idsWhere('undecided')).toEqual([1, 4]);
});

it('are not told where each service is judged', () => {
  expect(idsWhere('healthy')).toEqual([]);
});
