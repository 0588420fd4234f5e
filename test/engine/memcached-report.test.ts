import { expect, it } from 'vitest';
import { memcachedReport } from '../../src/engine/memcached-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (...observations: readonly Observation[]) =>
  memcachedReport(flowFacts({ protocol: 'memcached', observations }));
const request = (command: string, more: object = {}) =>
  seen('memcached-request', 0, 1, { encoding: 'text', command, ...more });
const response = (result: string, more: object = {}) =>
  seen('memcached-response', 1, 2, { encoding: 'text', result, isError: false, ...more });

it('is nothing on other flows', () => expect(report()).toBeUndefined());

it('names commands and results, each once', () => {
  expect(
    report(
      request('version'),
      response('VERSION', { version: '1.6.18' }),
      request('get'),
      response('END'),
      request('get'),
      response('END'),
      request('set'),
      response('SERVER_ERROR', { isError: true }),
    ),
  ).toEqual({
    encoding: 'text',
    version: '1.6.18',
    commands: ['version', 'get', 'set'],
    results: ['VERSION', 'END', 'SERVER_ERROR'],
    errors: ['SERVER_ERROR'],
  });
});

it('names the SASL mechanism, and takes either side alone', () => {
  const sasl = request('sasl_auth', { encoding: 'binary', saslMechanism: 'PLAIN' });
  expect(report(sasl)).toMatchObject({ encoding: 'binary', saslMechanism: 'PLAIN', version: null, results: [] });
  expect(report(response('STAT'))).toMatchObject({ commands: [], results: ['STAT'] });
});
