import { describe, expect, it } from 'vitest';
import { decodeSyslogHead, syslogPriorityLength } from '../../src/wire/syslog.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const head = (text: string) => decodeSyslogHead(concat('x', text), 1, 1 + concat(text).length);
const NOBODY = { host: undefined, application: undefined };

describe('decodeSyslogHead', () => {
  it.each([
    [
      'the second example of RFC 5424 6.5',
      "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.",
      { format: 'rfc5424', facility: 'local4', severity: 'notice', host: '192.0.2.1', application: 'myproc' },
    ],
    [
      'structured data',
      '<13>1 2026-11-22T03:07:16.457400+00:00 vm JAMFSoftwareServer - - [timeQuality tzKnown="1"] by logger',
      { format: 'rfc5424', facility: 'user', severity: 'notice', host: 'vm', application: 'JAMFSoftwareServer' },
    ],
    [
      'nothing but nil values',
      '<0>1 - - - - - -',
      { format: 'rfc5424', facility: 'kern', severity: 'emerg', ...NOBODY },
    ],
    [
      'the first example of RFC 3164 5.4',
      "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
      { format: 'rfc3164', facility: 'auth', severity: 'crit', host: 'mymachine', application: 'su' },
    ],
    [
      'a process number',
      '<147>Jan  2 10:09:52 nb6 chillispot[4222]: C:192.168.2.83',
      { format: 'rfc3164', facility: 'local2', severity: 'err', host: 'nb6', application: 'chillispot' },
    ],
    [
      'no host',
      '<14>Nov 22 03:07:16 JSS: x',
      { format: 'rfc3164', facility: 'user', severity: 'info', host: undefined, application: 'JSS' },
    ],
    [
      'no tag',
      '<14>Nov 22 03:07:16 vm just words',
      { format: 'rfc3164', facility: 'user', severity: 'info', host: 'vm', application: undefined },
    ],
    [
      'the own form of a router',
      '<189>30: *Sep 22 13:34:49.195: %SYS-5-CONFIG_I: Configured from console',
      { format: 'other', facility: 'local7', severity: 'notice', ...NOBODY },
    ],
    [
      'a line feed and a zero at the end',
      '<191>x\n\0',
      { format: 'other', severity: 'debug', facility: 'local7', ...NOBODY },
    ],
    ['text in UTF-8', '<13>Größe', { format: 'other', facility: 'user', severity: 'notice', ...NOBODY }],
  ])('reads %s', (_name, text, expected) => {
    expect(head(text)).toEqual(expected);
  });

  it.each([
    '',
    '<',
    '<13',
    '<13>',
    '<13>  ',
    '<192>x',
    '<013>x',
    '<00>x',
    '<>x',
    '<-1>x',
    '<1a>x',
    '13>x',
    '<13>\u0001x',
    '<1234>x',
    '<a>x',
  ])('refuses %j', (text) => {
    expect(head(text)).toBeUndefined();
  });

  it('makes names printable', () => {
    expect(head('<13>1 - a\u0080b c - - -')?.host).toBe('aÂ\\x80b');
  });

  it('returns for every prefix and every flipped byte', () => {
    const sample = concat('<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - x');
    for (const changed of mutations(sample)) {
      expect(() => decodeSyslogHead(changed, 0, changed.length)).not.toThrow();
    }
  });
});

describe('syslogPriorityLength', () => {
  it.each([
    ['<0>x', 3],
    ['<191>', 5],
    ['<19', 0],
    ['', 0],
    ['<1911>', -1],
    ['<1911', -1],
    ['x', -1],
  ])('of %j is %i', (text, length) => {
    expect(syslogPriorityLength(concat(text), 0, text.length)).toBe(length);
  });
});
