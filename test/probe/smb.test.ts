import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_MESSAGES, smb } from '../../src/probe/smb.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/smb-samples.ts';

describe('smb', () => {
  it('tells how a client of SMB 3 gets to its share', () => {
    script(smb)
      .originator(samples.MULTI_PROTOCOL_REQUEST)
      .responder(samples.MULTI_PROTOCOL_RESPONSE)
      .originator(samples.NEGOTIATE_REQUEST)
      .responder(samples.NEGOTIATE_RESPONSE)
      .responder(samples.SESSION_CHALLENGE)
      .responder(samples.SESSION_RESPONSE)
      .originator(samples.TREE_CONNECT_REQUEST)
      .responder(samples.TREE_CONNECT_RESPONSE)
      .expect(
        [
          {
            kind: 'smb-negotiated',
            from: 1,
            at: { frame: 4 },
            offered: ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'],
            dialect: '3.1.1',
            status: 0,
            signing: 'enabled',
            cipher: 'AES-128-GCM',
          },
          { kind: 'smb-session', status: 0, account: 'user', encrypt: false, at: { frame: 6 } },
          {
            kind: 'smb-share',
            at: { frame: 8 },
            server: '192.168.50.10',
            share: 'CasperShare',
            status: 0,
            statusName: 'STATUS_SUCCESS',
            type: 'disk',
            encrypt: false,
          },
        ],
        'continue',
      );
  });

  it('tells how a client of SMB 1 does', () => {
    script(smb)
      .originator(samples.SMB1_NEGOTIATE_REQUEST)
      .responder(samples.SMB1_NEGOTIATE_RESPONSE)
      .responder(samples.SMB1_SESSION_RESPONSE)
      .originator(samples.SMB1_TREE_CONNECT_REQUEST)
      .responder(samples.SMB1_TREE_CONNECT_RESPONSE)
      .expect([
        {
          kind: 'smb-negotiated',
          dialect: 'NT LANMAN 1.0',
          offered: ['NT LANMAN 1.0', 'NT LM 0.12'],
          signing: 'disabled',
        },
        { kind: 'smb-session', status: 0, account: undefined },
        { kind: 'smb-share', server: '192.168.50.10', share: 'CASPERSHARE', status: 0, type: 'disk' },
      ]);
  });

  it.each([
    [
      'a log-on',
      [],
      samples.SESSION_REFUSED,
      { kind: 'smb-session', statusName: 'STATUS_LOGON_FAILURE', account: undefined },
    ],
    [
      'a share',
      [samples.NO_SHARE_REQUEST],
      samples.NO_SHARE_RESPONSE,
      { share: 'NoShare', statusName: 'STATUS_BAD_NETWORK_NAME' },
    ],
    [
      'a share of SMB 1',
      [samples.SMB1_NO_SHARE_REQUEST],
      samples.SMB1_NO_SHARE_RESPONSE,
      { share: 'NOSHARE', statusName: 'STATUS_BAD_NETWORK_NAME', type: undefined },
    ],
  ])('tells that %s is refused', (_what, requests, response, observation) => {
    script(smb, { recognise: false })
      .originator(...requests)
      .responder(response)
      .expect([observation]);
  });

  it('tells of guests', () => {
    script(smb, { recognise: false })
      .responder(samples.GUEST_SESSION_RESPONSE)
      .expect([{ account: 'guest' }]);
  });

  it('tells of encryption, once', () => {
    script(smb)
      .originator(samples.SECURE_SHARE_REQUEST)
      .responder(samples.SECURE_SHARE_RESPONSE)
      .originator(samples.ENCRYPTED_MESSAGE)
      .responder(samples.ENCRYPTED_MESSAGE)
      .expect(
        [
          { kind: 'smb-share', share: 'Secure', encrypt: true },
          { kind: 'smb-encrypted', from: 0, at: { frame: 3 } },
        ],
        'continue',
      );
  });

  it('tells at the end of a share that was never answered', () => {
    script(smb)
      .originator(samples.TREE_CONNECT_REQUEST)
      .expect([{ kind: 'smb-share', from: 0, at: { frame: 1 }, share: 'CasperShare', status: undefined }]);
  });

  it('reads an answer whose request was not captured, and what a compound holds', () => {
    const [first, second] = [samples.TREE_CONNECT_RESPONSE.slice(4), samples.NO_SHARE_RESPONSE.slice(4)];
    first[20] = first.length;
    const length = first.length + second.length;
    script(smb)
      .responder(Uint8Array.of(0, 0, 0, length), first, second)
      .expect([
        { share: undefined, status: 0, type: 'disk' },
        { share: undefined, statusName: 'STATUS_BAD_NETWORK_NAME' },
      ]);
  });

  it('passes over files', () => {
    const read = concat(samples.FIND_RESPONSE.subarray(0, 68), new Uint8Array(300_000));
    read[1] = 0x04;
    read[2] = 0x94;
    read[3] = 0x20; // 64 + 300 000
    script(smb)
      .responder(read, samples.NO_SHARE_RESPONSE)
      .expect([{ kind: 'smb-share' }], 'continue');
  });

  it('ends at its bound, at a gap, and where the stream is no longer SMB, and then says nothing of what waits', () => {
    const many = script(smb);
    for (let count = 0; count <= MAX_MESSAGES; count++) many.responder(samples.FIND_RESPONSE);
    expect(many.replay()).toEqual({ observations: [], answer: 'done' });
    script(smb).originator(samples.TREE_CONNECT_REQUEST).gap(ORIGINATOR, 10).expect([], 'done');
    script(smb).originator(samples.TREE_CONNECT_REQUEST).responder('HTTP/1.1 400 Bad Request').expect([], 'done');
  });

  it('goes on behind a message of which a part is missing', () => {
    const cut = samples.SESSION_RESPONSE;
    script(smb, { recognise: false })
      .responder(cut.subarray(0, 80))
      .gap(RESPONDER, cut.length - 80)
      .responder(samples.GUEST_SESSION_RESPONSE)
      .expect([{ kind: 'smb-session', account: 'guest' }], 'continue');
  });

  it.each([
    ['zeros', hex`00000000 00000000`],
    ['a length that SMB 2 cannot have', hex`00 00003f fe534d42`],
    ['the protocol id without a message before it', samples.NEGOTIATE_REQUEST.subarray(4)],
    ['another command', samples.NEGOTIATE_REQUEST.map((byte, at) => (at === 16 ? 0x20 : byte))],
    ['a reserved field of SMB 1 in use', samples.SMB1_NEGOTIATE_REQUEST.map((byte, at) => (at === 26 ? 1 : byte))],
    ['a session request', samples.SESSION_REQUEST],
    ['TLS', hex`16 0301 0040 01`],
  ])('leaves %s alone', (_what, bytes) => script(smb).originator(bytes).expect([], 'reject'));

  it('waits for the whole header', () => {
    for (const sample of [samples.NEGOTIATE_REQUEST, samples.SMB1_NEGOTIATE_REQUEST, samples.ENCRYPTED_MESSAGE]) {
      for (const length of [1, 4, 6, 30]) script(smb).originator(sample.subarray(0, length)).expect([], 'more');
    }
  });

  it('survives', () => {
    const conversation = [
      [ORIGINATOR, samples.NEGOTIATE_REQUEST],
      [RESPONDER, samples.NEGOTIATE_RESPONSE],
      [RESPONDER, samples.SESSION_RESPONSE],
      [ORIGINATOR, samples.TREE_CONNECT_REQUEST],
      [RESPONDER, samples.TREE_CONNECT_RESPONSE],
      [ORIGINATOR, samples.SMB1_TREE_CONNECT_REQUEST],
      [RESPONDER, samples.SMB1_TREE_CONNECT_RESPONSE],
    ] as const;
    expectSurvival(smb, conversation, 12);
  });
});
