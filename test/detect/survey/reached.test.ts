import { expect, it } from 'vitest';
import { MAX_PLACES, Reached } from '../../../src/detect/survey/reached.ts';
import { reached } from '../../support/flow-facts.ts';

it('names who got to the same address and port, but for the given and for the other family', () => {
  const known = new Reached(() => {});
  for (const client of ['10.20.0.16', '10.20.0.17', '2001:db8:20::16']) known.note(reached({ client }));
  known.note(reached({ client: '10.20.0.18', port: 8443 }));
  known.note(reached({ client: '10.20.0.19', server: '54.93.120.42' }));
  expect(known.byOthers(reached(), new Set())).toEqual(['10.20.0.16', '10.20.0.17']);
  expect(known.byOthers(reached(), new Set(['10.20.0.17']))).toEqual(['10.20.0.16']);
  expect(known.byOthers(reached({ port: 5223 }), new Set())).toEqual([]);
  expect(known.byThese(reached(), new Set(['10.20.0.15', '10.20.0.17']))).toEqual(['10.20.0.17']);
});

it('is bounded, and says so', () => {
  const told: number[] = [];
  const known = new Reached((places) => told.push(places));
  const flow = reached();
  for (let index = 0; index <= 2 * MAX_PLACES; index++)
    known.note({ ...flow, responder: { address: String(index), port: 443 } });
  expect(told).toEqual([MAX_PLACES]);
});
