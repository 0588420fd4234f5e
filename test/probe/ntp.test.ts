import { describe, it } from 'vitest';
import { MAX_NTP_MESSAGES, ntp } from '../../src/probe/ntp.ts';
import { hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** ntpdig and ntpsec 1.2.2, chrony 4.3 of Debian 12, recorded. */
const QUERY = hex`e3000000 ${new Uint8Array(36)} eeacdf80e2cfd800`;
const ANSWER = hex`
  240300e7 00000000 00000000 7f7f0101 eeacdf7ed14f0f90 eeacdf80e2cfd800 eeacdf80e2d73773 eeacdf80e2daf986`;
const KISS = hex`
  e40000e9 00000000 00000002 494e4954 0000000000000000 eeacdf89279ed000 eeacdf8927a64c08 eeacdf8927a993ff`;

const query = { kind: 'ntp-message', from: 0, mode: 'client', version: 4 };
const answer = { kind: 'ntp-message', from: 1, mode: 'server', stratum: 3, synchronised: true };

describe('ntp', () => {
  it('tells who asks, and what the answer is worth', () => {
    script(ntp)
      .originator(QUERY)
      .responder(ANSWER)
      .originator(QUERY)
      .responder(KISS)
      .expect(
        [query, { ...answer, at: { frame: 2 } }, query, { mode: 'server', synchronised: false, kissCode: 'INIT' }],
        'continue',
      );
  });

  it('knows an answer whose question was not captured, and says nothing of other datagrams', () => {
    script(ntp).responder(ANSWER).originator('what?').expect([answer], 'continue');
  });

  it('stops after a few', () => {
    const many = script(ntp);
    for (let count = 0; count <= MAX_NTP_MESSAGES; count++) many.originator(QUERY);
    many.expect(Array(MAX_NTP_MESSAGES).fill(query), 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of [new Uint8Array(48), hex`16 02 00 00`, QUERY.subarray(1)])
      script(ntp).originator(other).expect([], 'reject');
  });

  it('lives through damage', () => {
    expectSurvival(
      ntp,
      [
        [0, QUERY],
        [1, ANSWER],
        [0, QUERY],
        [1, KISS],
      ],
      MAX_NTP_MESSAGES,
    );
  });
});
