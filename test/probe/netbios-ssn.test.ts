import { describe, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { netbiosSsn } from '../../src/probe/netbios-ssn.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';
import {
  MULTI_PROTOCOL_REQUEST,
  NEGOTIATE_REQUEST,
  NEGOTIATE_RESPONSE,
  POSITIVE_RESPONSE,
  SESSION_REQUEST,
} from '../support/smb-samples.ts';

describe('netbios-ssn', () => {
  it('tells who calls whom, and what is agreed within', () => {
    script(netbiosSsn)
      .originator(SESSION_REQUEST)
      .responder(POSITIVE_RESPONSE)
      .originator(NEGOTIATE_REQUEST)
      .responder(hex`85 000000`, NEGOTIATE_RESPONSE)
      .expect(
        [
          { kind: 'netbios-session-request', from: 0, called: '192.168.50.10', calling: 'MAC21' },
          { kind: 'netbios-session-response', from: 1, outcome: 'accepted', code: undefined, target: undefined },
          { kind: 'smb-negotiated', dialect: '3.1.1' },
        ],
        'continue',
      );
  });

  it.each([
    [hex`83 000001 82`, { outcome: 'refused', code: 0x82, codeName: 'called name not present' }],
    [hex`84 000006 c0000207 008b`, { outcome: 'retargeted', target: '192.0.2.7:139' }],
  ])('tells that a server says otherwise (%#)', (answer, observation) => {
    script(netbiosSsn)
      .originator(SESSION_REQUEST)
      .responder(answer)
      .expect([{ kind: 'netbios-session-request' }, { kind: 'netbios-session-response', from: 1, ...observation }]);
  });

  it('recognises an answer alone', () => {
    script(netbiosSsn)
      .responder(POSITIVE_RESPONSE, NEGOTIATE_RESPONSE)
      .expect([{ outcome: 'accepted' }, { kind: 'smb-negotiated' }]);
    script(netbiosSsn)
      .responder(hex`83 000001 80`)
      .expect([{ outcome: 'refused' }]);
  });

  it.each([
    ['a request whose names are none', concat(hex`81 000044`, new Uint8Array(68))],
    ['a request that is too long', hex`81 0002ff 20`],
    ['an unknown refusal', hex`83 000001 10`],
    ['an answer with something else behind it', concat(POSITIVE_RESPONSE, 'HTTP/1.1 200 OK')],
    ['SMB without a request', MULTI_PROTOCOL_REQUEST],
    ['a keep-alive', hex`85 000000`],
  ])('leaves %s alone', (_what, bytes) => script(netbiosSsn).originator(bytes).expect([], 'reject'));

  it('survives', () => {
    const conversation = [
      [ORIGINATOR, SESSION_REQUEST],
      [RESPONDER, POSITIVE_RESPONSE],
      [ORIGINATOR, NEGOTIATE_REQUEST],
      [RESPONDER, NEGOTIATE_RESPONSE],
    ] as const;
    expectSurvival(netbiosSsn, conversation, 12);
  });
});
