import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue/match.ts';
import { isOpenedByNodes, MAX_HOSTS, Nodes } from '../../../src/detect/survey/nodes.ts';
import { type FlowSketch, reached } from '../../support/flow-facts.ts';

const SCEP = '10.30.0.13';
const site = [{ role: 'scep', host: SCEP }] as const;
const enrol = (client: string, sketch: FlowSketch = {}) =>
  reached({
    client,
    originatorRole: 'jamf-pro',
    server: SCEP,
    port: 80,
    protocol: 'http',
    serverName: undefined,
    site,
    ...sketch,
  });

it('names the nodes that reached the host, but for those asked about', () => {
  const nodes = new Nodes(() => {});
  for (const client of ['10.30.0.11', '10.30.0.12', '10.30.0.11']) nodes.note(enrol(client));
  nodes.note(reached({ client: '10.20.0.15', serverName: undefined, server: SCEP }));
  expect(nodes.reaching(SCEP, new Set())).toEqual(['10.30.0.11', '10.30.0.12']);
  expect(nodes.reaching(SCEP, new Set(['10.30.0.12']))).toEqual(['10.30.0.11']);
  expect(nodes.reaching('10.30.0.99', new Set())).toEqual([]);
});

it('is bounded, and says so', () => {
  const told: number[] = [];
  const nodes = new Nodes((hosts) => told.push(hosts));
  const flow = enrol('10.30.0.11');
  for (let index = 0; index <= 2 * MAX_HOSTS; index++)
    nodes.note({ ...flow, responder: { address: String(index), port: 80 } });
  expect(told).toEqual([MAX_HOSTS]);
});

it('concerns what Jamf Pro alone opens', () => {
  const opened = createCatalogue().rows.filter(isOpenedByNodes);
  expect(opened.map(({ ref }) => ref)).toEqual(expect.arrayContaining(['S3', 'S13', 'S14', 'S19', 'S35']));
  expect(opened.map(({ ref }) => ref)).not.toContain('S36');
});
