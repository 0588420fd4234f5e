import { describe, expect, it } from 'vitest';
import {
  afpResultName,
  decodeAfpLogin,
  decodeAfpOpenVolume,
  decodeAfpServerInfo,
  decodeAfpVolumes,
  MAX_ENTRIES,
} from '../../src/wire/afp.ts';
import { GET_STATUS_REPLY, LOGIN, OPEN_VOLUME, SERVER_PARAMETERS_REPLY } from '../support/afp-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** Behind the header of DSI. */
const BODY = 16;
const INFO = GET_STATUS_REPLY.subarray(BODY);

describe('decodeAfpServerInfo', () => {
  it('reads name, machine, versions and methods', () => {
    expect(decodeAfpServerInfo(INFO)).toEqual({
      serverName: 'Distribution',
      machineType: 'MacPro6,1',
      versions: ['AFP3.4', 'AFP3.3', 'AFP3.2', 'AFP3.1', 'AFPX03', 'AFP2.2'],
      methods: ['No User Authent', 'DHX2'],
    });
  });

  it('prefers the UTF-8 name, and does without', () => {
    const own = INFO.slice();
    own[12] = 0x78;
    expect(decodeAfpServerInfo(own)?.serverName).toBe('Distribution');
    own[8] &= ~1;
    expect(decodeAfpServerInfo(own)?.serverName).toBe('Dxstribution');
  });

  it('refuses offsets that lead before the block, or behind it', () => {
    for (const at of [1, 3, 5]) {
      expect(decodeAfpServerInfo(INFO.with(at, 0))).toBeUndefined();
      expect(decodeAfpServerInfo(INFO.with(at - 1, 0xff))).toBeUndefined();
    }
  });

  it('returns for every prefix and every flipped byte', () => {
    for (const bytes of mutations(INFO)) expect(() => decodeAfpServerInfo(bytes)).not.toThrow();
  });
});

describe('commands', () => {
  it('log in with a version and a method', () => {
    expect(decodeAfpLogin(LOGIN.subarray(BODY))).toEqual({ version: 'AFP3.1', method: 'No User Authent' });
    const extended = concat(hex`3f 00 0000 06`, 'AFP3.4', hex`04`, 'DHX2', hex`03 0000`);
    expect(decodeAfpLogin(extended)).toEqual({ version: 'AFP3.4', method: 'DHX2' });
    expect(decodeAfpLogin(hex`12 06 414650`)).toBeUndefined();
  });

  it('open volumes', () => {
    expect(decodeAfpOpenVolume(OPEN_VOLUME.subarray(BODY))).toBe('CasperShare');
    expect(decodeAfpOpenVolume(hex`18 00 0020`)).toBeUndefined();
  });

  it('list volumes', () => {
    expect(decodeAfpVolumes(SERVER_PARAMETERS_REPLY.subarray(BODY))).toEqual(['CasperShare']);
    expect(decodeAfpVolumes(concat(hex`00000000 02 80 05`, 'Päck', hex`00 09`, 'cut'))).toEqual(['Päck']);
    expect(decodeAfpVolumes(concat(hex`00000000 ff`, new Uint8Array(2 * 255))).length).toBe(MAX_ENTRIES);
  });

  it('return for every prefix and every flipped byte', () => {
    for (const sample of [LOGIN, OPEN_VOLUME, SERVER_PARAMETERS_REPLY]) {
      for (const bytes of mutations(sample.subarray(BODY))) {
        expect(() =>
          [decodeAfpLogin, decodeAfpOpenVolume, decodeAfpVolumes].map((decode) => decode(bytes)),
        ).not.toThrow();
      }
    }
  });
});

it('names results', () => {
  expect([0, -5023, -5099].map(afpResultName)).toEqual(['kFPNoErr', 'kFPUserNotAuth', 'code -5099']);
});
