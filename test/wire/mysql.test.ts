import { describe, expect, it } from 'vitest';
import {
  decodeMysqlAuthSwitch,
  decodeMysqlError,
  decodeMysqlGreeting,
  decodeMysqlLogin,
  decodeMysqlPacket,
  isCleartextPlugin,
  type MysqlPacket,
} from '../../src/wire/mysql.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { MYSQL_SAMPLES as S } from '../support/mysql-samples.ts';

const packet = (bytes: Uint8Array) => decodeMysqlPacket(bytes) as MysqlPacket;
const greeting = (bytes: Uint8Array) => decodeMysqlGreeting(bytes, packet(bytes));
const login = (bytes: Uint8Array) => decodeMysqlLogin(bytes, packet(bytes));

it('reads the length and number of a packet', () => {
  expect(packet(S.greeting)).toEqual({ sequence: 0, start: 4, end: 104 });
  expect(decodeMysqlPacket(concat(S.ping, S.ok), 5)).toEqual({ sequence: 2, start: 9, end: 33 });
  expect(decodeMysqlPacket(hex`563412 07`)).toEqual({ sequence: 7, start: 4, end: 4 + 0x123456 });
  expect(decodeMysqlPacket(S.ok.subarray(0, 3))).toBeUndefined();
});

describe('decodeMysqlGreeting', () => {
  it('reads version, flags and plugin', () => {
    expect(greeting(S.greeting)).toEqual({
      version: '10.11.19-MariaDB-0+deb12u1',
      capabilities: 0x81fffffe,
      offersTls: true,
      authPlugin: 'mysql_native_password',
    });
    expect(greeting(S.greetingOfMysql8)).toEqual({
      version: '8.0.28',
      capabilities: 0xdfffffff,
      offersTls: true,
      authPlugin: 'mysql_native_password',
    });
  });

  it('says that a server offers no TLS, and names no plugin where there is none', () => {
    const old = concat(
      hex`390000 00 0a`,
      '5.1.73',
      hex`00 0a000000 0102030405060708 00 fff7 08 0200 0000 00
      00000000000000000000 0102030405060708090a0b0c00`,
    );
    expect(greeting(old)).toEqual({ version: '5.1.73', capabilities: 0xf7ff, offersTls: false, authPlugin: undefined });
  });

  it('reads what a cut packet has', () => {
    const cut = (length: number) =>
      decodeMysqlGreeting(S.greetingOfMysql8.subarray(0, length), packet(S.greetingOfMysql8));
    expect(cut(30)).toMatchObject({ version: '8.0.28', capabilities: 0xffff, offersTls: true, authPlugin: undefined });
    expect(cut(10)).toBeUndefined();
  });

  it('is nothing for other packets', () => expect(greeting(S.ok)).toBeUndefined());
});

describe('decodeMysqlError', () => {
  const error = (bytes: Uint8Array) => decodeMysqlError(bytes, packet(bytes));

  it('reads code and SQLSTATE, and no message', () => {
    expect(error(S.accessDenied)).toEqual({ code: 1045, sqlState: '28000' });
    expect(error(S.databaseDenied)).toEqual({ code: 1044, sqlState: '42000' });
    expect(error(S.hostDenied)).toEqual({ code: 1130, sqlState: undefined });
  });

  it('keeps the code of a cut packet', () => {
    expect(decodeMysqlError(S.accessDenied.subarray(0, 10), packet(S.accessDenied))).toEqual({
      code: 1045,
      sqlState: undefined,
    });
    expect(decodeMysqlError(S.accessDenied.subarray(0, 6), packet(S.accessDenied))).toBeUndefined();
    expect(error(S.ok)).toBeUndefined();
  });
});

describe('decodeMysqlLogin', () => {
  it('reads the plugin, and whether the password is there as it is', () => {
    const asksTls = false;
    expect(login(S.login)).toEqual({
      capabilities: 0xbfa28c,
      asksTls,
      authPlugin: 'mysql_native_password',
      cleartextCredentials: false,
    });
    expect(login(S.cleartextLogin)).toEqual({
      capabilities: 0xbfa28c,
      asksTls,
      authPlugin: 'mysql_clear_password',
      cleartextCredentials: true,
    });
  });

  it('never says who, or with what', () => {
    for (const bytes of [S.login, S.cleartextLogin]) expect(JSON.stringify(login(bytes))).not.toMatch(/jamf|change/);
  });

  it('tells a request for TLS', () => {
    for (const bytes of [S.tlsRequest, S.tlsRequestOfMysql57]) {
      expect(login(bytes)).toMatchObject({ asksTls: true, authPlugin: undefined, cleartextCredentials: false });
    }
  });

  it('passes over answers of whatever length', () => {
    const head = hex`01000000 21 0000000000000000000000000000000000000000000000`;
    const plugin = concat('dialog', hex`00`);
    const of = (flags: Uint8Array, answer: Uint8Array) => {
      const body = concat(flags, head, 'u', hex`00`, answer, plugin);
      return login(concat(Uint8Array.of(body.length & 0xff, body.length >> 8, 0, 1), body));
    };
    const dialog = { authPlugin: 'dialog', cleartextCredentials: true };
    expect(of(hex`00022800`, concat(hex`fc 2c01`, new Uint8Array(300).fill(0x41)))).toMatchObject(dialog);
    expect(of(hex`00020800`, concat('secret', hex`00`))).toMatchObject(dialog);
    expect(of(hex`00820800`, hex`01 00`)).toMatchObject({ ...dialog, cleartextCredentials: false });
  });

  it('is nothing for clients of before 4.1, and for bytes that end before the flags do', () => {
    expect(login(hex`0a0000 01 8524 000000 6a616d6600`)).toBeUndefined();
    expect(decodeMysqlLogin(S.login.subarray(0, 20), packet(S.login))).toBeUndefined();
  });
});

it('reads the plugin that the server wants', () => {
  const plugin = (bytes: Uint8Array) => decodeMysqlAuthSwitch(bytes, packet(bytes));
  expect(plugin(S.authSwitch)).toBe('mysql_native_password');
  expect(plugin(hex`010000 02 fe`)).toBe('mysql_old_password');
  expect(plugin(concat(hex`070000 02 fe`, 'dialog'))).toBe('dialog');
  expect(plugin(S.ok)).toBeUndefined();
});

it('knows the plugins that send the password as it is', () => {
  expect(['mysql_clear_password', 'dialog', 'caching_sha2_password', undefined].map(isCleartextPlugin)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('returns for every prefix and every changed byte', () => {
  const all = [decodeMysqlGreeting, decodeMysqlError, decodeMysqlLogin, decodeMysqlAuthSwitch];
  for (const sample of Object.values(S)) {
    for (const bytes of mutations(sample)) {
      const found = decodeMysqlPacket(bytes);
      if (found !== undefined) for (const decode of all) decode(bytes, found);
    }
  }
});
