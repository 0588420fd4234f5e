import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { afp, MAX_MESSAGES, MAX_WAITING } from '../../src/probe/afp.ts';
import * as samples from '../support/afp-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

describe('afp', () => {
  it('tells what the server says of itself', () => {
    script(afp)
      .originator(samples.GET_STATUS)
      .responder(samples.GET_STATUS_REPLY)
      .expect(
        [
          {
            kind: 'afp-status',
            from: 1,
            at: { frame: 2 },
            serverName: 'Distribution',
            methods: ['No User Authent', 'DHX2'],
          },
        ],
        'continue',
      );
  });

  it('tells how a client gets to its volume', () => {
    script(afp)
      .originator(samples.OPEN_SESSION)
      .responder(samples.OPEN_SESSION_REPLY)
      .originator(samples.LOGIN)
      .responder(samples.LOGIN_REPLY)
      .originator(samples.SERVER_PARAMETERS)
      .responder(samples.SERVER_PARAMETERS_REPLY)
      .originator(samples.OPEN_VOLUME)
      .responder(samples.OPEN_VOLUME_REPLY)
      .expect(
        [
          { kind: 'afp-session', code: 0 },
          { kind: 'afp-login', code: 0, codeName: 'kFPNoErr', version: 'AFP3.1', method: 'No User Authent' },
          { kind: 'afp-volumes', volumes: ['CasperShare'] },
          { kind: 'afp-volume', volume: 'CasperShare', code: 0, at: { frame: 8 } },
        ],
        'continue',
      );
  });

  it('tells the end of a log-in of several steps (FPLoginCont), and a refusal', () => {
    const proceed = hex`01 02 ${samples.LOGIN.subarray(2, 4)} ffffec77 00000002 00000000 0001`;
    script(afp)
      .originator(samples.LOGIN)
      .responder(proceed)
      .originator(hex`00 02 0077 00000000 00000004 00000000 13 00 0001`)
      .responder(hex`01 02 0077 ffffec61 00000000 00000000`)
      .expect([{ kind: 'afp-login', code: -5023, codeName: 'kFPUserNotAuth', method: 'No User Authent' }]);
  });

  it('tells a volume that there is not', () => {
    script(afp)
      .originator(samples.OPEN_VOLUME)
      .responder(hex`01 02 ${samples.OPEN_VOLUME.subarray(2, 4)} ffffec66 00000000 00000000`)
      .expect([{ kind: 'afp-volume', volume: 'CasperShare', code: -5018, codeName: 'kFPObjectNotFound' }]);
  });

  it('passes over files, and goes on behind a gap in one', () => {
    const read = concat(hex`01 02 0099 00000000 00004000 00000000`, new Uint8Array(0x4000));
    const write = concat(hex`00 06 009a 0000000c 0000100c 00000000`, new Uint8Array(0x100c));
    script(afp)
      .originator(samples.OPEN_SESSION, write, samples.OPEN_VOLUME)
      .responder(read.subarray(0, 100))
      .gap(RESPONDER, 0x3000)
      .responder(read.subarray(100 + 0x3000), samples.OPEN_VOLUME_REPLY)
      .expect([{ kind: 'afp-volume' }], 'continue');
  });

  it('ends at its bounds', () => {
    const many = script(afp);
    for (let count = 0; count <= MAX_MESSAGES; count++) many.originator(samples.GET_STATUS);
    expect(many.replay()).toEqual({ observations: [], answer: 'done' });
    const waiting = script(afp);
    for (let id = 0; id <= MAX_WAITING; id++) waiting.originator(samples.OPEN_VOLUME.with(3, id).with(2, 0));
    for (let id = 0; id <= MAX_WAITING; id++) waiting.responder(samples.OPEN_VOLUME_REPLY.with(3, id).with(2, 0));
    expect(waiting.replay().observations.length).toBe(MAX_WAITING);
  });

  it('recognises a server that speaks first in the capture, and a flow from its middle', () => {
    script(afp)
      .responder(samples.GET_STATUS_REPLY)
      .expect([{ kind: 'afp-status' }]);
    script(afp)
      .responder(samples.OPEN_SESSION_REPLY)
      .expect([{ kind: 'afp-session' }]);
    script(afp).originator(hex`00 03 0001 00000000 00000000 00000000`).expect([], 'continue');
    // FPGetVolParms.
    script(afp).originator(hex`00 02 22c6 00000000 00000006 00000000 1100 0002 0e1c`).expect([], 'continue');
  });

  it.each([
    ['zeros', new Uint8Array(16)],
    ['a status request for something else', hex`00 03 0000 00000000 00000001 00000000 00`],
    ['a session with other options', hex`00 04 0001 00000000 00000006 00000000 07 04 00000400`],
    ['a command that there is not', hex`00 02 0001 00000000 00000006 00000000 50 00 0000`],
    ['a reply to a command', samples.LOGIN_REPLY],
    ['a keep-alive', hex`00 05 0001 00000000 00000000 00000000`],
    ['a status that is none', concat(hex`01 03 0001 00000000 00000020 00000000`, new Uint8Array(32))],
    ['SMB', hex`00 000055 ff534d42`],
  ])('leaves %s alone', (_what, bytes) => script(afp).originator(bytes).expect([], 'reject'));

  it('waits for what decides', () => {
    for (const length of [0, 1, 2, 15])
      script(afp).originator(samples.GET_STATUS.subarray(0, length)).expect([], 'more');
    script(afp).responder(samples.GET_STATUS_REPLY.subarray(0, 60)).expect([], 'more');
  });

  it('survives', () => {
    const conversation = [
      [ORIGINATOR, samples.OPEN_SESSION],
      [RESPONDER, samples.GET_STATUS_REPLY],
      [ORIGINATOR, samples.LOGIN],
      [RESPONDER, samples.LOGIN_REPLY],
      [ORIGINATOR, samples.SERVER_PARAMETERS],
      [RESPONDER, samples.SERVER_PARAMETERS_REPLY],
    ] as const;
    expectSurvival(afp, conversation, 8);
  });
});
