import { describe, expect, it } from 'vitest';
import {
  decodeSmtpCommand,
  decodeSmtpReplyLine,
  isReadableMechanism,
  smtpEnhancedCode,
  smtpExtensions,
} from '../../src/wire/smtp.ts';

describe('decodeSmtpReplyLine', () => {
  it.each([
    ['220 mail.corp.example ESMTP Postfix', { code: 220, last: true, text: 'mail.corp.example ESMTP Postfix' }],
    ['250-PIPELINING', { code: 250, last: false, text: 'PIPELINING' }],
    ['354', { code: 354, last: true, text: '' }],
    ['250 ', { code: 250, last: true, text: '' }],
  ])('reads %s', (line, reply) => {
    expect(decodeSmtpReplyLine(line)).toEqual(reply);
  });

  it.each(['', '25', '150 x', '600 x', '2500 x', '250_x', 'EHLO a', ' 250 x', '+OK'])('refuses %j', (line) => {
    expect(decodeSmtpReplyLine(line)).toBeUndefined();
  });
});

describe('smtpEnhancedCode', () => {
  it.each([
    [250, '2.1.5 Ok', '2.1.5'],
    [554, '5.7.1 <a@b.example>: Relay access denied', '5.7.1'],
    [421, '4.3.2', '4.3.2'],
    [250, '5.7.1 another class', undefined],
    [250, '2.1.5Ok', undefined],
    [250, 'Ok 2.1.5', undefined],
    [250, '', undefined],
  ])('of %i %s is %s', (code, text, expected) => {
    expect(smtpEnhancedCode(code, text)).toBe(expected);
  });
});

describe('decodeSmtpCommand', () => {
  it.each([
    ['EHLO jamf.corp.example', { verb: 'EHLO', argument: 'jamf.corp.example' }],
    ['mail from:<a@b.example> SIZE=3', { verb: 'MAIL', argument: 'from:<a@b.example> SIZE=3' }],
    ['QUIT', { verb: 'QUIT', argument: '' }],
    ['XCLIENT NAME=a', { verb: 'other', argument: 'NAME=a' }],
    ['Host: a', { verb: 'other', argument: ': a' }],
    ['', { verb: 'other', argument: '' }],
  ])('reads %j', (line, command) => {
    expect(decodeSmtpCommand(line)).toEqual(command);
  });
});

describe('smtpExtensions', () => {
  it('names what a server offers', () => {
    expect(
      smtpExtensions(['SIZE 10240000', 'starttls', 'AUTH PLAIN login', 'AUTH=LOGIN NTLM', '8BITMIME', '']),
    ).toEqual({
      keywords: ['SIZE', 'STARTTLS', 'AUTH', '8BITMIME'],
      startTls: true,
      authMechanisms: ['PLAIN', 'LOGIN', 'NTLM'],
    });
  });

  it('is empty where nothing is offered, and bounded', () => {
    expect(smtpExtensions([])).toEqual({ keywords: [], startTls: false, authMechanisms: [] });
    const many = Array.from({ length: 100 }, (_, index) => `X${index}`);
    expect(smtpExtensions(many).keywords).toHaveLength(32);
    expect(smtpExtensions([`AUTH ${many.join(' ')}`]).authMechanisms).toHaveLength(32);
  });
});

describe('isReadableMechanism', () => {
  it('tells passwords sent as they are from those that only prove themselves', () => {
    expect(['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256', 'GSSAPI'].map(isReadableMechanism)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
