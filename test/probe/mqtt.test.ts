import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_MQTT_BYTES, mqtt } from '../../src/probe/mqtt.ts';
import { hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** mosquitto 2.0.11 of Debian 12 with itself, recorded. */
const CONNECT = hex`100c00044d5154540402003c0000`;
const OLD = hex`102500064d51497364700302003c00176d6f73712d595972465a4852354b617251714f54457775`;
const WITH_PASSWORD = hex`101b00044d51545405c2003c0321001400000004757365720003626164`;
const ACCEPTED = hex`20020000`;
const PUBLISH = hex`300a0003612f6268656c6c6f`;

const connect = {
  kind: 'mqtt-connect',
  from: 0,
  version: '3.1.1',
  keepAliveSeconds: 60,
  userName: false,
  password: false,
};
const accepted = { kind: 'mqtt-connack', from: 1, code: 0, codeName: 'accepted', accepted: true };

describe('mqtt', () => {
  it('tells question and answer, and reads nothing beyond', () => {
    script(mqtt)
      .originator(CONNECT)
      .responder(ACCEPTED)
      .originator(PUBLISH)
      .expect([connect, { ...accepted, at: { frame: 2 } }], 'done');
  });

  it('tells refusals of each version', () => {
    script(mqtt)
      .originator(OLD)
      .responder(hex`20020005`)
      .expect([{ version: '3.1' }, { code: 5, codeName: 'not-authorized', accepted: false }], 'done');
    const refused = script(mqtt).originator(WITH_PASSWORD).responder(hex`2003008700`).replay();
    expect(refused.observations).toMatchObject([
      { version: '5.0', userName: true, password: true },
      { code: 135, codeName: 'not-authorized', accepted: false },
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/user"|bad"/);
  });

  it('does not wait for the end of a packet', () => {
    script(mqtt)
      .originator(hex`10ffff7f 00044d51545404020000`, 'x'.repeat(3000))
      .responder(hex`200a0000`)
      .expect([{ kind: 'mqtt-connect' }, accepted], 'done');
  });

  it('gives up an answer that is none', () => {
    for (const other of [hex`f0020000`, hex`20ffffffff01`, hex`2001 00`, 'HTTP/1.1 400 Bad Request\r\n'])
      script(mqtt).originator(CONNECT).responder(other).expect([connect], 'done');
  });

  it('gives up where the answer is lost, or does not come', () => {
    script(mqtt).originator(CONNECT).gap(RESPONDER, 4).expect([connect], 'done');
    script(mqtt).originator(CONNECT).gap(ORIGINATOR, 4).responder(ACCEPTED).expect([connect, accepted], 'done');
    script(mqtt)
      .originator(CONNECT, new Uint8Array(MAX_MQTT_BYTES - CONNECT.length - 1))
      .expect([connect], 'continue');
    script(mqtt).originator(CONNECT).originator(new Uint8Array(MAX_MQTT_BYTES)).expect([connect], 'done');
  });

  it.each([
    [hex`10`, 'more'],
    [hex`10 0c`, 'more'],
    [hex`10 0c 00 04 4d 51`, 'more'],
    [hex`10 0c 00 04 4d 51 54 54 04 02 00`, 'more'],
    [hex`10 ff ff ff`, 'more'],
    [hex`10 0b 00 04 4d 51 54 54 04 02 00 3c`, 'reject'],
    [hex`10 0c 00 04 4d 51 55`, 'reject'],
    [hex`10 0c 00 04 4d 51 54 54 07 02 00 3c 00 00`, 'reject'],
    [hex`10 ff ff ff ff 01 00 04`, 'reject'],
    [hex`20 02 00 00`, 'reject'],
    [hex`16 03 01 00 05`, 'reject'],
    [PUBLISH, 'reject'],
  ] as const)('waits or leaves alone %#', (bytes, answer) => {
    script(mqtt).originator(bytes).expect([], answer);
  });

  it('lives through damage', () => {
    expectSurvival(
      mqtt,
      [
        [0, WITH_PASSWORD],
        [1, hex`2003008700`],
      ],
      2,
    );
    expectSurvival(
      mqtt,
      [
        [0, OLD],
        [1, ACCEPTED],
        [0, PUBLISH],
      ],
      2,
    );
  });
});
