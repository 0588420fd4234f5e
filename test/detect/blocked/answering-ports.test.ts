import { expect, it } from 'vitest';
import { answeringPorts } from '../../../src/detect/blocked/answering-ports.ts';
import { Servers } from '../../../src/detect/survey/servers.ts';
import { reached, unanswered } from '../../support/flow-facts.ts';

it('names the ports that answered, less those that failed', () => {
  const servers = new Servers(() => {});
  for (const port of [443, 5223]) servers.note(reached({ port, packets: [9, 9] }));
  expect(answeringPorts({ flows: [unanswered()], servers })).toEqual([5223]);
  expect(answeringPorts({ flows: [unanswered([0], { server: '203.0.113.9' })], servers })).toEqual([]);
});
