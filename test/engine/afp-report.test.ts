import { expect, it } from 'vitest';
import { afpReport } from '../../src/engine/afp-report.ts';
import { afp } from '../../src/probe/afp.ts';
import type { Observation } from '../../src/probe/registry.ts';
import * as samples from '../support/afp-samples.ts';
import { flowFacts } from '../support/flow-facts.ts';
import { script } from '../support/probe-script.ts';

const report = (observations: readonly Observation[]) => afpReport(flowFacts({ observations }));

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('says what the server is, who got in, and which volumes there are', () => {
  const { observations } = script(afp)
    .originator(samples.GET_STATUS)
    .responder(samples.GET_STATUS_REPLY, samples.OPEN_SESSION_REPLY)
    .originator(samples.LOGIN)
    .responder(samples.LOGIN_REPLY)
    .originator(samples.SERVER_PARAMETERS, samples.OPEN_VOLUME)
    .responder(samples.SERVER_PARAMETERS_REPLY, samples.OPEN_VOLUME_REPLY)
    .replay();
  expect(report(observations)).toEqual({
    serverName: 'Distribution',
    machineType: 'MacPro6,1',
    versions: ['AFP3.4', 'AFP3.3', 'AFP3.2', 'AFP3.1', 'AFPX03', 'AFP2.2'],
    methods: ['No User Authent', 'DHX2'],
    session: 'kFPNoErr',
    login: { version: 'AFP3.1', method: 'No User Authent', result: 'kFPNoErr' },
    volumes: ['CasperShare'],
    opened: [{ volume: 'CasperShare', result: 'kFPNoErr', at: { input: 0, frame: 6 } }],
  });
});

it('says what was refused, with nothing before it', () => {
  const { observations } = script(afp, { recognise: false })
    .originator(samples.LOGIN)
    .responder(samples.LOGIN_REFUSED)
    .replay();
  expect(report(observations)).toMatchObject({ serverName: null, session: null, login: { result: 'kFPUserNotAuth' } });
});

it('lists 64 volumes and counts the rest', () => {
  const [opened] = script(afp)
    .originator(samples.OPEN_VOLUME)
    .responder(samples.OPEN_VOLUME_REPLY)
    .replay().observations;
  const listed = report(Array(70).fill(opened));
  expect([listed?.opened.length, listed?.omitted]).toEqual([64, 6]);
});
