import { expect, it } from 'vitest';
import { isOwnServer } from '../../../src/detect/trust/own-server.ts';
import { flowFacts, reached } from '../../support/flow-facts.ts';
import { wentThrough } from '../../support/own-server.ts';

it('is the customer’s where a role tells it, not where a public name or a range does', () => {
  expect(isOwnServer(wentThrough())).toBe(true);
  expect(isOwnServer(reached())).toBe(false);
  expect(isOwnServer(flowFacts({ server: '17.57.144.20', serverName: undefined, port: 5223 }))).toBe(false);
  expect(isOwnServer(wentThrough([], { services: [] }))).toBe(false);
});

it('is the customer’s where an endpoint pack names it', () => {
  const [match] = wentThrough().services;
  const packed = (serverName: string) =>
    isOwnServer(
      wentThrough([], { serverName, services: [{ ...match, by: 'name', row: { ...match.row, ref: 'X:own' } }] }),
    );
  expect(packed('print.corp.example')).toBe(true);
  expect(packed('acme.jamfcloud.com')).toBe(false);
});
