import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_MEMCACHED_MESSAGES, MAX_MEMCACHED_OBSERVATIONS, memcached } from '../../src/probe/memcached.ts';
import { concat, hex } from '../support/hex.ts';
import { MEMCACHED_SAMPLES as S } from '../support/memcached-samples.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

const encoding = 'text';

describe('memcached', () => {
  it('tells commands and answers of the text protocol, never keys or values', () => {
    const told = script(memcached)
      .originator('version\r\n')
      .responder('VERSION 1.6.18\r\n')
      .originator('set jamf:1 0 60 5\r\nhello\r\n')
      .responder('STORED\r\n')
      .originator('get jamf:1\r\n')
      .responder('VALUE jamf:1 0 5\r\nhello\r\nEND\r\n')
      .originator('incr jamf:1 1\r\n')
      .responder('CLIENT_ERROR cannot increment or decrement non-numeric value\r\n');
    told.expect(
      [
        { kind: 'memcached-request', from: 0, encoding, command: 'version', at: { frame: 1 } },
        { kind: 'memcached-response', from: 1, encoding, result: 'VERSION', version: '1.6.18', isError: false },
        { kind: 'memcached-request', command: 'set' },
        { kind: 'memcached-response', result: 'STORED', isError: false },
        { command: 'get' },
        { result: 'VALUE' },
        { result: 'END' },
        { command: 'incr' },
        { result: 'CLIENT_ERROR', isError: true },
      ],
      'continue',
    );
    expect(JSON.stringify(told.replay().observations)).not.toMatch(/jamf|hello/);
  });

  it('tells the same of the binary protocol', () => {
    script(memcached)
      .originator(S.version)
      .responder(S.versionAnswer)
      .originator(S.set)
      .responder(S.setDone)
      .originator(S.getKey)
      .responder(S.keyNotFound)
      .originator(S.quit)
      .expect(
        [
          { from: 0, encoding: 'binary', command: 'version', saslMechanism: undefined },
          { from: 1, encoding: 'binary', result: 'success', version: '1.6.18' },
          { command: 'set' },
          { result: 'success', version: undefined },
          { command: 'get' },
          { result: 'key not found', isError: false },
          { command: 'quit' },
        ],
        'continue',
      );
  });

  it('tells how SASL is used, and that it failed, never with what', () => {
    const told = script(memcached).originator(S.saslPlain).responder(S.saslRefused);
    told.expect([
      { command: 'sasl_auth', saslMechanism: 'PLAIN' },
      { result: 'authentication error', isError: true },
    ]);
    expect(JSON.stringify(told.replay().observations)).not.toMatch(/jamf|hunter/);
  });

  it('tells once what the server says several times in a row', () => {
    script(memcached)
      .originator('stats\r\n')
      .responder('STAT pid 8837\r\nSTAT uptime 193\r\nSTAT time 1\r\nEND\r\n')
      .expect([{ command: 'stats' }, { result: 'STAT' }, { result: 'END' }]);
    script(memcached)
      .originator(S.stats)
      .responder(S.statsAnswer)
      .expect([{ command: 'stats' }, { result: 'success' }]);
  });

  it('lets the answer decide where a command could be of others', () => {
    script(memcached).originator('stats\r\n').expect([], 'more');
    script(memcached).originator('delete 5\r\n').responder('NOT_FOUND\r\n').expect([], 'more');
  });

  it('passes over values of any size', () => {
    const value = 'x'.repeat(100_000);
    script(memcached)
      .originator(`set a 0 0 100000\r\n${value}\r\nget a\r\n`)
      .expect([{ command: 'set' }, { command: 'get' }], 'continue');
    script(memcached)
      .originator(S.set.with(9, 1), new Uint8Array(0x10000), S.quit)
      .expect([{ command: 'set' }, { command: 'quit' }]);
  });

  it('is done where other bytes follow, or a line does not end', () => {
    script(memcached).originator('get a\r\nhello\r\n').expect([{}], 'done');
    script(memcached)
      .originator(S.quit, hex`80 7f 0000 00 00 0000 00000000 00000000 0000000000000000`)
      .expect([{}], 'done');
    script(memcached)
      .originator(`get a\r\nget ${'k'.repeat(2100)}`)
      .expect([{}], 'done');
    script(memcached).originator('get a\r\nge').gap(ORIGINATOR, 3).originator('get a\r\n').expect([{}], 'done');
    script(memcached).originator('get a\r\n').gap(RESPONDER, 5).expect([{}], 'done');
  });

  it('ends at its bounds', () => {
    const many = script(memcached).originator('get a\r\n'.repeat(100)).replay();
    expect([many.observations.length, many.answer]).toEqual([MAX_MEMCACHED_OBSERVATIONS, 'done']);
    const statistics = script(memcached).responder('STAT a 1\r\n'.repeat(MAX_MEMCACHED_MESSAGES)).replay();
    expect([statistics.observations.length, statistics.answer]).toEqual([1, 'done']);
  });

  it('leaves the rest alone', () => {
    for (const other of ['GET / HTTP/1.1\r\n', 'SSH-2.0-x\r\n', hex`80 2e 01 0002 0015`, hex`16 0301 0200`])
      script(memcached).originator(other).expect([], 'reject');
  });

  it.each([
    [[S.set, S.setDone, S.getKey, S.gotKey]],
    [[S.version, S.versionAnswer, S.stats, S.statsAnswer]],
    [[S.saslPlain, S.saslRefused]],
    [
      ['set jamf:1 0 60 5\r\nhello\r\n', 'STORED\r\n', 'get jamf:1\r\n', 'VALUE jamf:1 0 5\r\nhello\r\nEND\r\n'].map(
        (text) => concat(text),
      ),
    ],
    [[concat('version\r\n'), concat('VERSION 1.6.18\r\n'), concat('bogus\r\n'), concat('ERROR\r\n')]],
  ])('survives whatever becomes of it (%#)', (messages) => {
    const said = messages.map((bytes, index) => [index % 2 === 0 ? ORIGINATOR : RESPONDER, bytes] as const);
    expectSurvival(memcached, said, MAX_MEMCACHED_OBSERVATIONS);
  });
});
