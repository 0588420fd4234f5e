import { describe, expect, it } from 'vitest';
import { decodeMqttConnect, mqttConnackName, mqttHeader } from '../../src/wire/mqtt.ts';
import { hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** mosquitto_pub 2.0.11 of Debian 12, recorded: 3.1, 3.1.1 and 5.0, the last with user name and password. */
const MQTT31 = hex`102500064d51497364700302003c00176d6f73712d595972465a4852354b617251714f54457775`;
const MQTT311 = hex`100c00044d5154540402003c0000`;
const MQTT5 = hex`101b00044d51545405c2003c0321001400000004757365720003626164`;

describe('mqttHeader', () => {
  it.each([
    [hex`10 00`, { start: 2, length: 0 }],
    [hex`10 7f`, { start: 2, length: 127 }],
    [hex`10 80 01`, { start: 3, length: 128 }],
    [hex`10 ff ff ff 7f`, { start: 5, length: 268_435_455 }],
    [hex`10 ff ff ff ff 01`, undefined],
    [hex`10 80`, undefined],
    [hex`10`, undefined],
    [hex``, undefined],
  ])('reads the lengths of table 2-1 %#', (bytes, header) => {
    expect(mqttHeader(bytes, 0)).toEqual(header);
  });
});

describe('decodeMqttConnect', () => {
  it.each([
    [MQTT31, { version: '3.1', keepAliveSeconds: 60, userName: false, password: false }],
    [MQTT311, { version: '3.1.1', keepAliveSeconds: 60, userName: false, password: false }],
    [MQTT5, { version: '5.0', keepAliveSeconds: 60, userName: true, password: true }],
  ])('reads a recorded one %#', (bytes, connect) => {
    expect(decodeMqttConnect(bytes, 2)).toEqual(connect);
  });

  it.each([
    ['another name', hex`00 04 4d515458 04 02 003c`],
    ['the old name with a new level', hex`00 06 4d5149736470 04 02 003c`],
    ['the new name with the old level', hex`00 04 4d515454 03 02 003c`],
    ['a level that there is not', hex`00 04 4d515454 06 02 003c`],
    ['the reserved flag', hex`00 04 4d515454 04 03 003c`],
    ['an end too early', hex`00 04 4d515454 04 02 00`],
  ])('refuses %s', (_name, bytes) => {
    expect(decodeMqttConnect(bytes, 0)).toBeUndefined();
  });

  it('returns for every prefix and every flipped byte', () => {
    for (const sample of mutations(MQTT5)) {
      expect(() => decodeMqttConnect(sample, 2)).not.toThrow();
      expect(() => mqttHeader(sample, 0)).not.toThrow();
    }
  });
});

it('names the codes of both generations', () => {
  expect([0, 5, 135, 159, 77].map(mqttConnackName)).toEqual([
    'accepted',
    'not-authorized',
    'not-authorized',
    'connection-rate-exceeded',
    '77',
  ]);
});
