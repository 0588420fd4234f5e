import { expect, it } from 'vitest';
import { smbReport } from '../../src/engine/smb-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { smb } from '../../src/probe/smb.ts';
import { flowFacts } from '../support/flow-facts.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/smb-samples.ts';

const report = (observations: readonly Observation[]) => smbReport(flowFacts({ protocol: 'smb', observations }));

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('says what was agreed, who got in, and which share is there', () => {
  const { observations } = script(smb)
    .originator(samples.NEGOTIATE_REQUEST)
    .responder(samples.NEGOTIATE_RESPONSE, samples.SESSION_RESPONSE)
    .originator(samples.TREE_CONNECT_REQUEST)
    .responder(samples.TREE_CONNECT_RESPONSE)
    .originator(samples.SECURE_SHARE_REQUEST)
    .replay();
  const unanswered = {
    server: '192.168.50.10',
    share: 'Secure',
    result: null,
    encrypt: false,
    at: { input: 0, frame: 5 },
  };
  expect(report(observations)).toEqual({
    offered: ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'],
    dialect: '3.1.1',
    signing: 'enabled',
    cipher: 'AES-128-GCM',
    encrypted: false,
    logOns: [{ result: 'STATUS_SUCCESS', account: 'user', encrypt: false, at: { input: 0, frame: 2 } }],
    shares: [
      {
        server: '192.168.50.10',
        share: 'CasperShare',
        result: 'STATUS_SUCCESS',
        type: 'disk',
        encrypt: false,
        at: { input: 0, frame: 4 },
      },
      unanswered,
    ],
  });
});

it('says that there is encryption, and what was refused', () => {
  const { observations } = script(smb, { recognise: false })
    .responder(samples.SESSION_REFUSED)
    .originator(samples.ENCRYPTED_MESSAGE)
    .replay();
  expect(report(observations)).toMatchObject({
    dialect: null,
    signing: null,
    encrypted: true,
    logOns: [{ result: 'STATUS_LOGON_FAILURE', encrypt: false }],
  });
});

it('lists 64 shares and counts the rest', () => {
  const [share] = script(smb, { recognise: false }).responder(samples.TREE_CONNECT_RESPONSE).replay().observations;
  const listed = report(Array(70).fill(share));
  expect([listed?.shares.length, listed?.omitted]).toEqual([64, 6]);
});
