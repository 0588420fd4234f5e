import { expect, it } from 'vitest';
import { hl7Report } from '../../src/engine/hl7-report.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

it('is nothing on other flows', () => expect(hl7Report(flowFacts())).toBeUndefined());

it('tells messages and acknowledgements', () => {
  const observations = [
    seen('hl7-message', 0, 0, { messageType: 'ADT^A01', version: '2.3', acknowledgement: undefined }),
    seen('hl7-message', 1, 1, { messageType: undefined, version: undefined, acknowledgement: 'AA' }),
  ];
  expect(hl7Report(flowFacts({ protocol: 'hl7', observations }))?.messages).toEqual([
    { from: 'originator', type: 'ADT^A01', version: '2.3', at: { input: 0, frame: 1 } },
    { from: 'responder', type: null, version: null, acknowledgement: 'AA', at: { input: 0, frame: 1001 } },
  ]);
});
