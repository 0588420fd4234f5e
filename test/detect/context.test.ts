import { expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { ServiceRow } from '../../src/catalogue/service-row.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { DetectorContext } from '../../src/detect/context.ts';
import { reached, refused } from '../support/flow-facts.ts';

/** Jamf's own tables name nothing below example.net. */
const PLUGGED_IN: ServiceRow = {
  ...ROWS.find(({ ref }) => ref === 'S30')!,
  id: 'example-crash-reports',
  ref: 'X:crash-reports',
  hosts: [{ name: 'crash.example.net' }],
};

it('knows the documents of this analysis: the rows of plug-ins too', () => {
  const { documents } = new DetectorContext(createCatalogue(undefined, [...ROWS, PLUGGED_IN]));
  expect(documents.servicesOfName('crash.example.net').map(({ row }) => row.ref)).toEqual(['X:crash-reports']);
  expect(new DetectorContext(createCatalogue()).documents.servicesOfName('crash.example.net')).toEqual([]);
});

it('belongs to one analysis', () => {
  const catalogue = createCatalogue();
  expect(new DetectorContext(catalogue).survey).not.toBe(new DetectorContext(catalogue).survey);
});

it('counts what a full memory forgets as an anomaly', () => {
  const counted: [string, number][] = [];
  const { overflow } = new DetectorContext(createCatalogue(), (code, by) => counted.push([code, by]));
  overflow.faults(1);
  overflow.survey(2);
  expect(counted).toEqual([
    ['faults-not-counted', 1],
    ['survey-incomplete', 2],
  ]);
});

it('has all rules forget what is old', () => {
  const context = new DetectorContext(createCatalogue());
  const tables = [context.causes<string>(), context.causes<string>('survey')];
  const flow = refused();
  for (const table of tables) table.keep('a', flow, [], 'x');
  context.forgetBefore(flow.last.time);
  expect(tables.map(({ empty }) => empty)).toEqual([false, false]);
  context.forgetBefore(flow.last.time + 1);
  expect(tables.map(({ empty }) => empty)).toEqual([true, true]);
});

it('tells of each flow where it broke off, and of its later facts anew', () => {
  const context = new DetectorContext(createCatalogue());
  const flows = [refused({ id: 1 }), reached({ id: 1 }), refused({ id: 1 })];
  expect(flows.flatMap((flow) => [flow, flow]).map((flow) => context.failureOf(flow))).toEqual([
    ...['syn-reset', 'syn-reset', undefined],
    ...[undefined, 'syn-reset', 'syn-reset'],
  ]);
});
