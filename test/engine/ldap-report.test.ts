import { expect, it } from 'vitest';
import { ldapReport } from '../../src/engine/ldap-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (observations: readonly Observation[], omitted?: ReadonlyMap<string, number>) =>
  ldapReport(flowFacts({ protocol: 'ldap', observations, omitted }));
const bind = (id: number, more: object = {}) =>
  seen('ldap-bind', 0, 1, { id, method: 'simple', cleartextCredentials: true, ...more });
const request = (id: number, more: object = {}) => seen('ldap-request', 0, 2, { id, operation: 'search', ...more });
const result = (id: number, more: object = {}) =>
  seen('ldap-result', 1, 3, { id, operation: 'search', codeName: 'success', referrals: [], ...more });

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('puts results to their requests, by message id', () => {
  expect(
    report([
      bind(1),
      result(1, { operation: 'bind', codeName: 'invalidCredentials', directoryError: '52e' }),
      request(2),
      request(3, { operation: 'extended', oid: '1.2.3' }),
      result(3, { operation: 'extended', oid: '1.2.3' }),
      result(2, { entries: 4 }),
    ]),
  ).toEqual({
    operations: [
      {
        operation: 'bind',
        method: 'simple',
        cleartextCredentials: true,
        result: 'invalidCredentials',
        directoryError: '52e',
        at: { input: 0, frame: 1001 },
      },
      { operation: 'search', result: 'success', entries: 4, at: { input: 0, frame: 2001 } },
      { operation: 'extended', oid: '1.2.3', result: 'success', at: { input: 0, frame: 2001 } },
    ],
    referrals: [],
    securityLayer: false,
  });
});

it('shows a request without result, and a result whose request was not captured', () => {
  const sasl = { method: 'sasl', saslMechanism: 'GSS-SPNEGO', cleartextCredentials: false };
  expect(report([bind(1, sasl), result(9, { entries: undefined })])?.operations).toEqual([
    { operation: 'bind', ...sasl, result: null, at: { input: 0, frame: 1001 } },
    { operation: 'search', result: 'success', at: { input: 0, frame: 3001 } },
  ]);
});

it('lists the servers referred to, each once, and says what is hidden', () => {
  const referrals = ['ldap://dc2.corp.example'];
  const layer = seen('ldap-security-layer', 0, 4);
  expect(report([seen('ldap-reference', 1, 3, { referrals }), result(2, { referrals }), layer])).toMatchObject({
    referrals,
    securityLayer: true,
  });
});

it('lists 64 operations and counts the rest', () => {
  const many = Array.from({ length: 70 }, (_, id) => request(id));
  const omitted = new Map([
    ['ldap-bind', 2],
    ['ldap-request', 3],
    ['ldap-result', 9],
  ]);
  const listed = report(many, omitted);
  expect([listed?.operations.length, listed?.omitted]).toEqual([64, 11]);
});
