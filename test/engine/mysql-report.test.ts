import { expect, it } from 'vitest';
import { mysqlReport } from '../../src/engine/mysql-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (...observations: readonly Observation[]) => mysqlReport(flowFacts({ protocol: 'mysql', observations }));
const greeting = seen('mysql-greeting', 1, 1, {
  version: '8.0.36',
  offersTls: true,
  authPlugin: 'caching_sha2_password',
});
const login = (more: object) => seen('mysql-login', 0, 2, { cleartextCredentials: false, ...more });

it('is nothing on other flows', () => expect(report()).toBeUndefined());

it('tells greeting, login and outcome', () => {
  const refused = { code: 1045, codeName: 'ER_ACCESS_DENIED_ERROR', sqlState: '28000' };
  const changed = seen('mysql-auth-switch', 1, 3, { authPlugin: 'mysql_native_password', asksCleartext: false });
  const outcome = seen('mysql-result', 1, 4, refused);
  expect(report(greeting, login({ authPlugin: 'caching_sha2_password' }), changed, outcome)).toEqual({
    version: '8.0.36',
    offersTls: true,
    asksTls: false,
    authPlugin: 'mysql_native_password',
    cleartextCredentials: false,
    result: { code: 1045, name: 'ER_ACCESS_DENIED_ERROR', sqlState: '28000', at: { input: 0, frame: 4001 } },
  });
});

it('says when the password crossed the wire as it is', () => {
  const asked = seen('mysql-auth-switch', 1, 3, { authPlugin: 'dialog', asksCleartext: true });
  expect(report(greeting, login({}), asked)?.cleartextCredentials).toBe(false);
  const sent = login({ authPlugin: 'dialog', cleartextCredentials: true });
  expect(report(greeting, login({}), asked, sent)).toMatchObject({ authPlugin: 'dialog', cleartextCredentials: true });
});

it('leaves open what TLS hides, and what came before the capture', () => {
  expect(report(greeting, seen('mysql-tls-request', 0, 2))).toMatchObject({ asksTls: true, result: null });
  const denied = seen('mysql-result', 1, 1, { code: 1130, codeName: 'ER_HOST_NOT_PRIVILEGED' });
  expect(report(denied)).toEqual({
    version: null,
    offersTls: null,
    asksTls: false,
    authPlugin: null,
    cleartextCredentials: false,
    result: { code: 1130, name: 'ER_HOST_NOT_PRIVILEGED', at: { input: 0, frame: 1001 } },
  });
});
