import { expect, it } from 'vitest';
import { isHeard } from '../../src/detect/heard.ts';
import { flowFacts, greeted, prohibited, reached } from '../support/flow-facts.ts';

it('is a server that speaks', () => {
  expect(isHeard(reached())).toBe(true);
  expect(isHeard(greeted())).toBe(false);
});

it('is a server of syslog that took what was sent', () => {
  expect(isHeard(greeted({ protocol: 'syslog' }))).toBe(true);
  expect(isHeard(flowFacts({ protocol: 'syslog' }))).toBe(false);
  const datagrams = { transport: 'udp', protocol: 'syslog', port: 514, bytes: [90, 0] } as const;
  expect(isHeard(flowFacts(datagrams))).toBe(true);
  expect(isHeard(flowFacts({ ...datagrams, icmp: [prohibited(1)] }))).toBe(false);
});
