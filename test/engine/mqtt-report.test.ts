import { expect, it } from 'vitest';
import { mqttReport } from '../../src/engine/mqtt-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (...observations: readonly Observation[]) => mqttReport(flowFacts({ protocol: 'mqtt', observations }));
const asked = { version: '5.0', keepAliveSeconds: 60, userName: true, password: true };

it('is nothing on other flows', () => expect(report()).toBeUndefined());

it('tells question and answer', () => {
  const connect = seen('mqtt-connect', 0, 0, asked);
  expect(report(connect)).toEqual({ ...asked, result: null });
  expect(report(connect, seen('mqtt-connack', 1, 1, { code: 135, codeName: 'not-authorized' }))?.result).toBe(
    'not-authorized',
  );
});
