import { expect, it } from 'vitest';
import { socksReport } from '../../src/engine/socks-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (...observations: readonly Observation[]) => socksReport(flowFacts({ protocol: 'socks', observations }));
const request = { version: 5, command: 'connect', host: 'acme.jamfcloud.com', port: 443 };

it('is nothing on other flows', () => expect(report(seen('tls-established', 0, 1))).toBeUndefined());

it('tells what the client asked for, and what came of it', () => {
  expect(
    report(
      seen('socks-greeting', 0, 0, { methods: ['none', 'password'] }),
      seen('socks-method', 1, 0, { method: 'password' }),
      seen('socks-authentication', 1, 0, { accepted: true }),
      seen('socks-request', 0, 0, request),
      seen('socks-reply', 1, 0, { version: 5, code: 2, codeName: 'not-allowed', granted: false }),
      seen('socks-request', 0, 1, { ...request, host: 'other.example', via: 'socks' }),
    ),
  ).toEqual({
    version: 5,
    methods: ['none', 'password'],
    method: 'password',
    authenticated: true,
    request: { command: 'connect', host: 'acme.jamfcloud.com', port: 443 },
    result: 'not-allowed',
  });
});

it('says what was not seen', () => {
  expect(report(seen('socks-request', 0, 0, { ...request, version: 4 }))).toEqual({
    version: 4,
    methods: [],
    method: null,
    request: { command: 'connect', host: 'acme.jamfcloud.com', port: 443 },
    result: null,
  });
  expect(report(seen('socks-method', 1, 0, { method: 'refused' }))).toMatchObject({ version: 5, request: null });
});
