import { expect, it } from 'vitest';
import { netbiosReport } from '../../src/engine/netbios-report.ts';
import { netbiosDgm } from '../../src/probe/netbios-dgm.ts';
import { netbiosNs } from '../../src/probe/netbios-ns.ts';
import { netbiosSsn } from '../../src/probe/netbios-ssn.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts } from '../support/flow-facts.ts';
import { hex } from '../support/hex.ts';
import * as samples from '../support/netbios-samples.ts';
import { script } from '../support/probe-script.ts';
import { NEGOTIATE_REQUEST, POSITIVE_RESPONSE, SESSION_REQUEST } from '../support/smb-samples.ts';

const report = (observations: readonly Observation[]) => netbiosReport(flowFacts({ observations }));
const frame = (number: number) => ({ input: 0, frame: number });

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('puts answers to their requests, by message id', () => {
  const { observations } = script(netbiosNs)
    .originator(samples.NAME_QUERY)
    .originator(samples.STATUS_QUERY)
    .responder(samples.STATUS_RESPONSE)
    .originator(samples.REGISTRATION)
    .responder(samples.NAME_RESPONSE)
    .replay();
  expect(report(observations)).toEqual({
    names: [
      {
        operation: 'query',
        name: 'FILESRV<00>',
        result: 'no error',
        addresses: ['192.168.50.10'],
        names: [],
        at: frame(1),
      },
      {
        operation: 'status',
        name: '*<00>',
        result: 'no error',
        addresses: [],
        names: ['FILESRV<00>', 'FILESRV<03>', 'FILESRV<20>', 'CORP<00>', 'CORP<1e>'],
        at: frame(2),
      },
      {
        operation: 'registration',
        name: 'FILESRV<00>',
        result: null,
        addresses: ['192.168.50.10'],
        names: [],
        at: frame(4),
      },
    ],
    datagrams: [],
  });
});

it('shows an answer whose question was not captured, and datagrams', () => {
  const answers = script(netbiosNs).responder(samples.NAME_RESPONSE).replay().observations;
  expect(report(answers)?.names).toMatchObject([{ name: 'FILESRV<00>', result: 'no error', at: frame(1) }]);
  const { observations } = script(netbiosDgm).originator(samples.BROWSER_DATAGRAM).replay();
  expect(report(observations)?.datagrams).toEqual([
    {
      type: 'direct-group',
      source: 'FILESRV<00>',
      destination: 'CORP<1e>',
      mailslot: '\\MAILSLOT\\BROWSE',
      at: frame(1),
    },
  ]);
});

it.each([
  [POSITIVE_RESPONSE, { outcome: 'accepted' }],
  [hex`83 000001 82`, { outcome: 'refused', reason: 'called name not present' }],
  [hex`84 000006 c0000207 008b`, { outcome: 'retargeted', target: '192.0.2.7:139' }],
  [hex``, { outcome: null }],
])('shows whether a session was opened (%#)', (answer, session) => {
  const { observations } = script(netbiosSsn).originator(SESSION_REQUEST).responder(answer).replay();
  expect(report(observations)?.session).toEqual({ called: '192.168.50.10', calling: 'MAC21', ...session });
});

it('shows an answer to a call that was not captured', () => {
  const { observations } = script(netbiosSsn).responder(POSITIVE_RESPONSE, NEGOTIATE_REQUEST).replay();
  expect(report(observations)?.session).toEqual({ called: null, calling: null, outcome: 'accepted' });
});

it('lists 64 names and counts the rest', () => {
  const asking = script(netbiosNs);
  for (let count = 0; count < 70; count++) asking.originator(samples.NAME_QUERY);
  const listed = report(asking.replay().observations);
  expect([listed?.names.length, listed?.omitted]).toEqual([64, 6]);
});
