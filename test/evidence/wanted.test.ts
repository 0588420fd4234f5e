import { expect, it } from 'vitest';
import { frameKey, MAX_WANTED_FLOWS, wantedOf } from '../../src/evidence/wanted.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const frame = (number: number) => ({ input: 1, frame: number, time: 0 });
const finding = (id: string, flows: number[], frames: number[]) => ({
  ...sampleFinding('blocked/dns'),
  ...{ id, flows, frames: frames.map(frame) },
});

it('frames say what they prove, once each', () => {
  const { findings, frames } = wantedOf(snapshot, [finding('F1', [], [3, 4, 4]), finding('F2', [], [4])]);
  expect(findings.map(({ id }) => id)).toEqual(['F1', 'F2']);
  expect(frames.get(frameKey(1, 3))).toEqual([findings[0]]);
  expect(frames.get(frameKey(1, 4))).toEqual(findings);
  expect(frames.size).toBe(2);
  expect(frameKey(1, 3)).not.toBe(frameKey(3, 1));
});

it('flows are those that the findings name, with their ends and times', () => {
  const { flows } = wantedOf(snapshot, [finding('F1', [1, 2], []), finding('F2', [2], [])]);
  expect(flows.map(({ findings }) => findings)).toEqual([['F1'], ['F1', 'F2']]);
  const { originatorAddress, responderPort, firstTime, lastTime, transport } = { ...snapshot.row(1) };
  expect(flows[0]).toMatchObject({ transport, firstTime, lastTime });
  expect([flows[0].originator.address, flows[0].responder.port]).toEqual([originatorAddress, responderPort]);
});

it('a flow that was evicted is passed over, and there is a bound', () => {
  const line = { ...snapshot.row(1) };
  const evicted = { ...snapshot, row: () => ({ ...line, originatorAddress: '' }) };
  expect(wantedOf(evicted, [finding('F1', [1], [])]).flows).toEqual([]);
  const many = { ...snapshot, row: (id: number) => ({ ...line, id }) };
  const ids = Array.from({ length: MAX_WANTED_FLOWS + 5 }, (_, index) => index + 1);
  expect(wantedOf(many, [finding('F1', ids, [])]).flows).toHaveLength(MAX_WANTED_FLOWS);
});
