import { expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { synReset } from '../../../src/detect/blocked/syn-reset.ts';
import { MAX_EXHIBITS } from '../../../src/detect/detector.ts';
import { captureFacts, conclude, sessionOf } from '../../support/detector-table.ts';
import { at, flowFacts, reached, refused, rst } from '../../support/flow-facts.ts';

it('replaces the earlier facts of a flow by the later', () => {
  const session = sessionOf(synReset);
  expect(session.flow(refused({ id: 1 }))).toBe(true);
  expect(session.flow(reached({ id: 1 }))).toBe(false);
  expect(session.conclude(captureFacts())).toEqual([]);
});

it('keeps the facts of some flows and the ids of all', () => {
  const session = sessionOf(synReset);
  const kept = Array.from({ length: MAX_EXHIBITS + 20 }, (_, at) => session.flow(refused({ id: at + 1, start: at })));
  expect(kept.filter(Boolean)).toHaveLength(MAX_EXHIBITS);
  const [draft] = session.conclude(captureFacts());
  expect(draft.exhibits).toHaveLength(MAX_EXHIBITS);
  expect(draft.flows).toHaveLength(MAX_EXHIBITS + 20);
});

it('may be asked repeatedly, while flows come', () => {
  const session = sessionOf(synReset);
  session.flow(refused({ id: 1 }));
  expect(session.conclude(captureFacts())).toEqual(session.conclude(captureFacts()));
  session.flow(refused({ id: 2, start: 9 }));
  expect(session.conclude(captureFacts())).toMatchObject([{ confidence: 'strong', flows: [1, 2] }]);
});

it('names every row that one of the flows should have reached', () => {
  const server = '17.253.17.201';
  const device = refused({ server, serverName: 'gdmf.apple.com', originatorRole: 'managed-device', start: 20 });
  const anybody = refused({ server, serverName: 'gdmf.apple.com' });
  const drafts = conclude(synReset, { flows: [device, anybody] });
  const services = new Set([...device.services, ...anybody.services].map((match) => match.row.id));
  expect(new Set(drafts.flatMap((draft) => draft.services))).toEqual(services);
});

it('is never sure where only the address block of Apple tells the service', () => {
  const nameless = { server: '17.4.5.6', port: 80, serverName: undefined };
  const flows = [refused(nameless), refused({ ...nameless, start: 9 })];
  expect(flows[0].services.length).toBeGreaterThan(0);
  expect(conclude(synReset, { flows })).toMatchObject([{ confidence: 'moderate' }]);
});

it('keeps nothing of healthy flows', () => {
  const session = sessionOf(synReset);
  expect(session.flow(reached())).toBe(false);
  expect(session.flow(flowFacts())).toBe(false);
});

const SCEP = '10.30.0.13';
const GATEWAY = '10.30.0.25';
const site = [
  { role: 'scep', host: SCEP },
  { role: 'smtp', host: GATEWAY },
] as const;
const node = { originatorRole: 'jamf-pro', server: SCEP, port: 443, serverName: undefined, site };

it('names the nodes of Jamf Pro that get through where one does not', () => {
  const failing = [0, 9].map((start) => refused({ ...node, client: '10.30.0.12', start }));
  const [alone] = conclude(synReset, { flows: failing });
  expect(alone.parameters).not.toHaveProperty('workingNodes');
  const [beside] = conclude(synReset, { flows: [...failing, reached({ ...node, client: '10.30.0.11' })] });
  expect(beside).toMatchObject({ services: ['jamf-pro-scep'], parameters: { workingNodes: ['10.30.0.11'] } });
});

it('names the clients that get through where others do not, and those that do at times', () => {
  const failing = [0, 9].map((start) => refused({ start }));
  const parameters = (...beside: ReturnType<typeof reached>[]) =>
    conclude(synReset, { flows: [...failing, ...beside] })[0].parameters;
  expect(parameters()).not.toHaveProperty('reachedBy');
  expect(parameters()).not.toHaveProperty('reachedAtTimes');
  expect(parameters(reached({ client: '10.20.0.16' }))).toMatchObject({ reachedBy: ['10.20.0.16'] });
  expect(parameters(reached({ client: '10.20.0.16', port: 8443 }))).not.toHaveProperty('reachedBy');
  expect(parameters(reached({ start: 60 }))).toMatchObject({ reachedAtTimes: ['10.20.0.15'] });
});

it('says where Jamf Pro runs where the row depends on it', () => {
  const mail = { ...node, server: GATEWAY, port: 25, client: '3.121.9.20' };
  const flows = [refused(mail), refused({ ...mail, start: 9 })];
  expect(conclude(synReset, { flows })[0].parameters).not.toHaveProperty('hosting');
  expect(conclude(synReset, { flows: [...flows, reached()] })[0].parameters).toMatchObject({ hosting: 'jamf-cloud' });
});

it('makes a warning of what is sure where every client has the host in another way', () => {
  const late = (client: string, start = 0) =>
    refused({ client, start, tcp: { synAck: at(start + 0.04), resets: [rst(start + 0.02)] } });
  const works = (client: string) => reached({ client, start: 60 });
  const failing = [late('10.20.0.15'), late('10.20.0.16')];
  const severity = (...flows: FlowFacts[]) => conclude(synReset, { flows }).map((draft) => draft.severity);
  expect(severity(...failing)).toEqual([undefined]);
  expect(severity(...failing, works('10.20.0.15'))).toEqual([undefined]);
  expect(severity(...failing, works('10.20.0.15'), works('10.20.0.16'))).toEqual(['warning']);
  expect(conclude(synReset, { flows: [failing[0], works('10.20.0.15')] })).toMatchObject([
    { confidence: 'conclusive' },
  ]);
});
