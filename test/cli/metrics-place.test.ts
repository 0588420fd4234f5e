import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { isLocal, metricsPlace } from '../../src/cli/metrics-place.ts';

describe('metricsPlace', () => {
  it.each([
    ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
    ['localhost:0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:9464', { host: '::1', port: 9464 }],
    ['/var/lib/x.prom', { file: '/var/lib/x.prom' }],
    ['x.prom', { file: 'x.prom' }],
    ['./12:34', { file: './12:34' }],
  ])('%s', (text, place) => expect(metricsPlace(text)).toEqual(place));

  it.each(['9464', ':9464', 'example.com:9464', '127.0.0.1:99999', 'http://127.0.0.1:9464/metrics', ''])(
    '%j is neither an address nor a file',
    (text) => expect(() => metricsPlace(text)).toThrow(InvalidArgumentError),
  );

  it.each([
    ['127.0.0.1:9464', true],
    ['127.1.2.3:9464', true],
    ['[::1]:9464', true],
    ['x.prom', true],
    ['0.0.0.0:9464', false],
    ['10.0.0.5:9464', false],
    ['[::]:9464', false],
  ])('%s: nobody else reaches it: %s', (text, local) => expect(isLocal(metricsPlace(text))).toBe(local));
});
