import { describe, expect, it } from 'vitest';
import { matchMysqlStart } from '../../src/wire/mysql-start.ts';
import { Random } from '../fuzz/random.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { MYSQL_SAMPLES as S } from '../support/mysql-samples.ts';

const FIRST = {
  greeting: S.greeting,
  greetingOfMysql8: S.greetingOfMysql8,
  hostDenied: S.hostDenied,
  login: S.login,
  cleartextLogin: S.cleartextLogin,
  tlsRequest: S.tlsRequest,
  tlsRequestOfMysql57: S.tlsRequestOfMysql57,
  query: S.query,
  rows: S.rows,
  okToPing: S.okToPing,
};

describe('matchMysqlStart', () => {
  it.each(Object.entries(FIRST))('knows %s, and asks for more of its prefixes', (_, bytes) => {
    expect(matchMysqlStart(bytes)).toBe('match');
    for (let length = 0; length < bytes.length; length++)
      expect(matchMysqlStart(bytes.subarray(0, length)), `${length} bytes`).not.toBe('reject');
    expect(matchMysqlStart(bytes.subarray(0, 5))).toBe('more');
  });

  it('knows statements by their first word', () => {
    expect(matchMysqlStart(concat(hex`130000 00 16`, 'SELECT * FROM jss'))).toBe('match');
    expect(matchMysqlStart(concat(hex`1e0000 00 03`, '/* mysql-connector-j-8.0.33 */'))).toBe('match');
    expect(matchMysqlStart(concat(hex`120000 00 03 00 01`, 'SET autocommit=1'))).toBe('match');
    expect(matchMysqlStart(concat(hex`100000 00 03`, 'selection of it'))).toBe('reject');
  });

  it('lets the answer to a ping decide', () => {
    expect(matchMysqlStart(S.ping)).toBe('more');
    expect(matchMysqlStart(concat(S.ping, S.ping))).toBe('reject');
  });

  it.each([
    ['an answer in the middle of a login', S.ok],
    ['a TLS record', hex`16 0301 0200 0100 01fc 0303`],
    ['a length of no packet here', hex`ffffff 00 0a 382e302e3238`],
    ['an empty packet', hex`000000 00 00`],
    ['a greeting without a version', concat(hex`4a0000 00 0a`, 'hello', new Uint8Array(80))],
    ['a greeting whose version does not end', concat(hex`4a0000 00 0a`, `8.0.${'1'.repeat(80)}`)],
    ['a greeting without the flags of 4.1', S.greetingOfMysql8.map((byte, at) => (at === 25 || at === 26 ? 0 : byte))],
    ['a greeting longer than any', hex`010200 00 0a 382e30`],
    ['an error with a number of none', concat(hex`0b0000 00 ff e703`, 'Too many')],
    ['an error with binary text', concat(hex`0c0000 00 ff 1004`, 'Too', hex`00`, 'many')],
    ['a login without its flags', S.login.map((byte, at) => (at === 5 ? 0 : byte))],
    ['a login with reserved bytes in use', S.login.map((byte, at) => (at === 20 ? 1 : byte))],
    ['a result set of no catalogue', hex`010000 01 01 180000 02 03 616263 00000001`],
    ['success that changed rows', hex`070000 01 00 01 00 0200 0000`],
    ['a command that says nothing', hex`010000 00 01`],
  ])('rejects %s', (_, bytes) => expect(matchMysqlStart(bytes)).toBe('reject'));

  it('returns for every changed byte', () => {
    for (const sample of Object.values(S)) for (const bytes of mutations(sample)) matchMysqlStart(bytes);
  });

  it('takes no random bytes, not even behind a likely header', () => {
    const random = new Random(11);
    const taken: Uint8Array[] = [];
    const heads = [hex`240000 00 0a`, hex`240000 00 ff`, hex`240000 00 03`, hex`240000 01`, hex`070000 01 00`, hex``];
    for (let run = 0; run < 20_000; run++) {
      const bytes = Uint8Array.from({ length: 48 }, () => random.below(256));
      bytes.set(heads[run % heads.length]);
      if (matchMysqlStart(bytes) !== 'reject') taken.push(bytes);
    }
    expect(taken).toEqual([]);
  });
});
