import { expect, it } from 'vitest';
import { dcerpcReport } from '../../src/engine/dcerpc-report.ts';
import { dcerpc } from '../../src/probe/dcerpc.ts';
import type { Observation } from '../../src/probe/registry.ts';
import * as samples from '../support/dcerpc-samples.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';
import { script } from '../support/probe-script.ts';

const report = (observations: readonly Observation[]) => dcerpcReport(flowFacts({ observations }));
const MAPPER = { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: '3.0', name: 'endpoint mapper' };

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('says which interface is spoken to, and where the server sends its client', () => {
  const { observations } = script(dcerpc)
    .originator(samples.MAPPER_BIND)
    .responder(samples.MAPPER_BIND_ACK)
    .originator(samples.MAP_REQUEST)
    .responder(samples.MAP_RESPONSE)
    .replay();
  expect(report(observations)).toEqual({
    interfaces: [{ ...MAPPER, result: 'accepted' }],
    answered: true,
    sealed: false,
    endpoints: [
      { operation: 'map', interface: 'lsarpc', host: '192.168.50.10', port: 49152, at: { input: 0, frame: 4 } },
    ],
    faults: [],
  });
});

it('says who the client is, and what fails', () => {
  const { observations } = script(dcerpc).originator(samples.AUTHENTICATED_BIND).responder(samples.FAULT).replay();
  expect(report(observations)).toMatchObject({
    interfaces: [{ name: 'lsarpc', result: null }],
    authentication: { service: 'ntlm', level: 'integrity' },
    answered: false,
    faults: [{ status: 'ERROR_ACCESS_DENIED', at: { input: 0, frame: 2 } }],
  });
});

it('says what is refused, unknown or hidden', () => {
  const unnamed = { uuid: '00000000-0000-0000-0000-000000000001', version: '1.0', name: undefined };
  expect(
    report([
      seen('dcerpc-bind', 0, 1, { interfaces: [unnamed], authentication: undefined }),
      seen('dcerpc-bind-result', 1, 2, {
        accepted: [],
        rejected: [{ ...unnamed, reason: 'interface not supported' }],
        refusal: 'local limit exceeded',
      }),
      seen('dcerpc-referral', 0, 3, { operation: 'RemoteCreateInstance', sealed: true }),
      seen('dcerpc-no-endpoint', 1, 4, { interface: unnamed, statusName: 'ept_s_not_registered' }),
    ]),
  ).toEqual({
    interfaces: [{ uuid: unnamed.uuid, version: '1.0', result: 'interface not supported' }],
    refusal: 'local limit exceeded',
    answered: false,
    sealed: true,
    endpoints: [{ interface: unnamed.uuid, port: null, result: 'ept_s_not_registered', at: { input: 0, frame: 4001 } }],
    faults: [],
  });
});

it('lists 64 faults and counts the rest', () => {
  const listed = report(Array(70).fill(seen('dcerpc-fault', 1, 1, { statusName: 'nca_unk_if' })));
  expect([listed?.faults.length, listed?.omitted]).toEqual([64, 6]);
});
