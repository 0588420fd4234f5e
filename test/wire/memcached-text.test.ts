import { describe, expect, it } from 'vitest';
import { decodeMemcachedLine, MAX_MEMCACHED_LINE, matchMemcachedText } from '../../src/wire/memcached-text.ts';
import { Random } from '../fuzz/random.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const line = (text: string) => decodeMemcachedLine(concat(text));

describe('decodeMemcachedLine', () => {
  it.each([
    ['set jamf:1 0 60 5', 'set', 7],
    ['add a 0 -1 0 noreply', 'add', 2],
    ['cas a 0 0 12 42', 'cas', 14],
    ['ms foo 2 T0', 'ms', 4],
    ['get a', 'get', 0],
    ['gets a b c', 'gets', 0],
    ['gat 5 foo', 'gat', 0],
    ['incr a 1', 'incr', 0],
    ['touch foo 5', 'touch', 0],
    ['delete a noreply', 'delete', 0],
    ['mg foo v', 'mg', 0],
    ['stats', 'stats', 0],
    ['stats items', 'stats', 0],
    ['flush_all 10 noreply', 'flush_all', 0],
    ['verbosity 1', 'verbosity', 0],
    ['version', 'version', 0],
    ['quit', 'quit', 0],
  ])('reads the command %s', (text, name, dataLength) => {
    expect(line(text)).toMatchObject({ kind: 'request', name, dataLength, version: undefined });
  });

  it.each([
    ['VALUE jamf:1 0 5', 'VALUE', 7],
    ['VALUE a 0 5 77', 'VALUE', 7],
    ['VA 2 t0', 'VA', 4],
    ['END', 'END', 0],
    ['STORED', 'STORED', 0],
    ['STAT pid 8837', 'STAT', 0],
    ['ERROR', 'ERROR', 0],
    ['CLIENT_ERROR unauthenticated', 'CLIENT_ERROR', 0],
    ['SERVER_ERROR out of memory storing object', 'SERVER_ERROR', 0],
    ['HD', 'HD', 0],
    ['17  ', 'number', 0],
  ])('reads the answer %s', (text, name, dataLength) => {
    expect(line(text)).toMatchObject({ kind: 'response', name, dataLength, version: undefined });
  });

  it('reads the version', () => expect(line('VERSION 1.6.18')).toMatchObject({ name: 'VERSION', version: '1.6.18' }));

  it('never says which key', () => expect(JSON.stringify(line('set jamf:1 0 60 5'))).not.toContain('jamf'));

  it.each([
    'GET a',
    'get',
    'set a 0 60',
    'set a 0 60 x',
    'set a 0 60 5 reply',
    'touch 12',
    'stored',
    'STORED x',
    'VERSION two',
    'VALUE a b c',
    'version 1',
    'get a\0b',
    `get ${'k'.repeat(251)}`,
    'STAT',
    'hello',
    '',
  ])('refuses %j', (text) => expect(line(text)).toBeUndefined());

  it('reads a part of the bytes', () => {
    expect(decodeMemcachedLine(concat('xx quit xx'), 3, 7)).toMatchObject({ name: 'quit' });
  });
});

describe('matchMemcachedText', () => {
  const match = (text: string) => matchMemcachedText(concat(text));

  it('knows lines that nobody else writes', () => {
    for (const text of ['get a\r\n', 'set a 0 0 1\r\n', 'STAT pid 8837\r\n', 'VERSION 1.6.18\r\n', 'VALUE a 0 1\r\nx'])
      expect(match(text), text).toBe('match');
  });

  it('waits for such a line behind others, and behind their data', () => {
    expect(match('version\r\nget a\r\n')).toBe('match');
    expect(match('END\r\nVALUE a 0 1\r\n')).toBe('match');
    expect(match('VA 2\r\nhi\r\nVALUE a 0 1\r\n')).toBe('match');
    for (const text of [
      'version\r\n',
      'END\r\nEND\r\n',
      'delete 5\r\n',
      '',
      'g',
      'get',
      'get a',
      'get a\r',
      'STA',
      '12',
    ])
      expect(match(text), text).toBe('more');
  });

  it.each([
    'GET / HTTP/1.1\r\n',
    'SSH-2.0-OpenSSH\r\n',
    '220 mail ESMTP\r\n',
    'EHLO x\r\n',
    'QUIT\r\n',
    '+OK\r\n',
    'put 1 2 3 4\r\n',
    'get a\n',
    'version\r\nput 1\r\n',
    'set a\r\n',
    'get a\0',
    `get ${'k '.repeat(MAX_MEMCACHED_LINE)}`,
    'statistics',
    'x',
  ])('rejects %j', (text) => expect(match(text)).toBe('reject'));

  it('returns for every changed byte, and takes nothing random', () => {
    const sample = concat('version\r\nset jamf:1 0 60 5\r\nhello\r\nget jamf:1\r\n');
    for (const bytes of mutations(sample)) matchMemcachedText(bytes);
    const random = new Random(3);
    const taken: Uint8Array[] = [];
    for (let run = 0; run < 20_000; run++) {
      const bytes = Uint8Array.from({ length: 40 }, () => random.below(256));
      if (matchMemcachedText(bytes) !== 'reject') taken.push(bytes);
    }
    expect(taken).toEqual([]);
  });
});
