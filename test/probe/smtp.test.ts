import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_LINE, MAX_REPLIES, MAX_SMTP_BYTES, smtp } from '../../src/probe/smtp.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** Postfix 3.7.11 of Debian 12 with swaks 20201014.0, recorded; lists of extensions shortened. */
const BANNER = '220 mail.corp.example ESMTP Postfix\r\n';
const EHLO = 'EHLO jamf.corp.example\r\n';
const OFFERS =
  '250-mail.corp.example\r\n250-PIPELINING\r\n250-SIZE 10240000\r\n250-STARTTLS\r\n' +
  '250-AUTH SCRAM-SHA-256 CRAM-MD5 PLAIN LOGIN\r\n250-ENHANCEDSTATUSCODES\r\n250 CHUNKING\r\n';
const MAIL = 'MAIL FROM:<jamf@corp.example>\r\n';
const RCPT = 'RCPT TO:<admin@corp.example>\r\n';
const MESSAGE = 'To: admin@corp.example\r\nSubject: test\r\n\r\nQUIT\r\nThis is a test mailing\r\n.\r\n';
const HELLO = hex`16 0301 0005 01 000001 00`;

const banner = { kind: 'smtp-banner', from: 1, code: 220, text: 'mail.corp.example ESMTP Postfix' };
const extensions = {
  kind: 'smtp-extensions',
  from: 1,
  keywords: ['PIPELINING', 'SIZE', 'STARTTLS', 'AUTH', 'ENHANCEDSTATUSCODES', 'CHUNKING'],
  startTls: true,
  authMechanisms: ['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
};
const reply = (command: string | undefined, code: number, enhancedCode?: string) => ({
  kind: 'smtp-reply',
  from: 1,
  command,
  code,
  enhancedCode,
});

const greeted = () => script(smtp).responder(BANNER).originator(EHLO).responder(OFFERS);
const GREETED = [banner, reply('EHLO', 250), extensions];

describe('smtp', () => {
  it('puts each reply to its command, and keeps nothing of the mail', () => {
    greeted()
      .originator(MAIL)
      .responder('250 2.1.0 Ok\r\n')
      .originator(RCPT)
      .responder('250 2.1.5 Ok\r\n')
      .originator('DATA\r\n')
      .responder('354 End data with <CR><LF>.<CR><LF>\r\n')
      .originator(MESSAGE)
      .responder('250 2.0.0 Ok: queued as BF86D24E7A6\r\n')
      .originator('QUIT\r\n')
      .responder('221 2.0.0 Bye\r\n')
      .expect(
        [
          { ...banner, at: { frame: 1 } },
          { ...reply('EHLO', 250), at: { frame: 3 } },
          { ...extensions, at: { frame: 3 } },
          reply('MAIL', 250, '2.1.0'),
          reply('RCPT', 250, '2.1.5'),
          { ...reply('message', 250, '2.0.0'), at: { frame: 11 } },
          reply('QUIT', 221, '2.0.0'),
        ],
        'done',
      );
  });

  it('tells refusals, without the addresses in them', () => {
    const whole = greeted()
      .originator(MAIL)
      .responder('250 2.1.0 Ok\r\n')
      .originator('RCPT TO:<admin@other.example>\r\n')
      .responder('554 5.7.1 <admin@other.example>: Relay access denied\r\n')
      .originator('QUIT\r\n')
      .responder('221 2.0.0 Bye\r\n')
      .replay();
    expect(whole.observations.slice(GREETED.length)).toMatchObject([
      reply('MAIL', 250, '2.1.0'),
      reply('RCPT', 554, '5.7.1'),
      reply('QUIT', 221, '2.0.0'),
    ]);
    expect(JSON.stringify(whole)).not.toContain('@');
  });

  it('hands TLS over behind the consent to it', () => {
    greeted()
      .originator('STARTTLS\r\n')
      .responder('220 2.0.0 Ready to start TLS\r\n')
      .originator(HELLO)
      .expect([...GREETED, reply('STARTTLS', 220, '2.0.0')], {
        handOver: BANNER.length + OFFERS.length + '220 2.0.0 Ready to start TLS\r\n'.length,
        from: RESPONDER,
        via: 'starttls',
      });
  });

  it('goes on where TLS is refused', () => {
    greeted()
      .originator('STARTTLS\r\n')
      .responder('454 4.7.0 TLS not available due to local problem\r\n')
      .expect([...GREETED, reply('STARTTLS', 454, '4.7.0')], 'continue');
  });

  it('hands over without the consent where the server was not captured', () => {
    const said = EHLO.length + 'STARTTLS\r\n'.length;
    script(smtp)
      .originator(EHLO, 'STARTTLS\r\n')
      .originator(HELLO)
      .expect([], { handOver: said, from: ORIGINATOR, via: 'starttls' });
    script(smtp)
      .responder(BANNER, OFFERS, '220 2.0.0 Ready to start TLS\r\n', hex`16 0303`)
      .expect([banner, reply(undefined, 250), extensions, reply(undefined, 220, '2.0.0')], {
        handOver: BANNER.length + OFFERS.length + '220 2.0.0 Ready to start TLS\r\n'.length,
        from: RESPONDER,
        via: 'starttls',
      });
  });

  it('says how the client logs in and with what outcome, and never reads what follows', () => {
    const whole = greeted()
      .originator('AUTH LOGIN\r\n')
      .responder('334 VXNlcm5hbWU6\r\n')
      .originator('dQ==\r\n')
      .responder('334 UGFzc3dvcmQ6\r\n')
      .originator('cA==\r\n')
      .responder('535 5.7.8 Error: authentication failed: authentication failure\r\n')
      .originator('AUTH PLAIN AHUAcA==\r\n')
      .responder('235 2.7.0 Authentication successful\r\n')
      .originator('auth cram-md5\r\n')
      .responder('334 PDQxOTI5NDIzNDEuMTI4Mjg0NzJAc291cmNlZm91ci5hbmRyZXcuY211LmVkdT4=\r\n')
      .originator('*\r\n')
      .responder('501 5.7.0 Authentication aborted\r\n')
      .replay();
    expect(whole.observations.slice(GREETED.length)).toMatchObject([
      { kind: 'smtp-authentication', from: 0, mechanism: 'LOGIN', readable: true },
      reply('AUTH', 535, '5.7.8'),
      { mechanism: 'PLAIN', readable: true },
      reply('AUTH', 235, '2.7.0'),
      { mechanism: 'CRAM-MD5', readable: false },
      reply('AUTH', 501, '5.7.0'),
    ]);
    expect(JSON.stringify(whole)).not.toMatch(/dQ|cA|AHUAcA/);
  });

  it('reads commands that do not wait for replies (RFC 2920)', () => {
    script(smtp)
      .responder(BANNER)
      .originator(EHLO, MAIL, RCPT, 'DATA\r\n')
      .responder(OFFERS, '250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n')
      .originator('hi\r\n.\r\n')
      .responder('250 2.0.0 Ok: queued as AC39824E7AC\r\n')
      .expect([...GREETED, reply('MAIL', 250, '2.1.0'), reply('RCPT', 250, '2.1.5'), reply('message', 250, '2.0.0')]);
  });

  it('passes over chunks (RFC 3030)', () => {
    greeted()
      .originator('BDAT 30\r\n', 'QUIT\r\n'.repeat(5), 'BDAT 6 LAST\r\nQUIT\r\nQUIT\r\n')
      .responder('250 2.0.0 Ok: 30 bytes\r\n250 2.0.0 Ok: queued\r\n221 2.0.0 Bye\r\n')
      .expect(
        [...GREETED, reply('BDAT', 250, '2.0.0'), reply('BDAT', 250, '2.0.0'), reply('QUIT', 221, '2.0.0')],
        'done',
      );
  });

  it('passes over nothing where a chunk has a size that is none', () => {
    greeted()
      .originator('BDAT -10\r\nQUIT\r\n')
      .responder('501 5.5.4 Syntax error\r\n221 2.0.0 Bye\r\n')
      .expect([...GREETED, reply('BDAT', 501, '5.5.4'), reply('QUIT', 221, '2.0.0')], 'done');
  });

  it.each([
    ['554 mail.corp.example ESMTP not accepting messages\r\n', 554, 'continue'],
    ['421 4.3.2 All server ports are busy\r\n', 421, 'done'],
    ['550 5.7.1 Service unavailable, client host blocked\r\n', 550, 'continue'],
  ] as const)('tells a server that will not serve: %s', (line, code, answer) => {
    script(smtp)
      .responder(line)
      .expect([{ kind: 'smtp-banner', code, text: line.slice(4).trimEnd() }], answer);
  });

  it('gives up a server that speaks otherwise, and lets the client say what it likes', () => {
    script(smtp)
      .responder(BANNER)
      .originator('GET / HTTP/1.0\r\n\r\n')
      .responder('221 2.7.0 Error: I can break rules, too. Goodbye.\r\n')
      .expect([banner, reply('other', 221, '2.7.0')], 'done');
    script(smtp).responder(BANNER, 'what?\r\n').expect([banner], 'done');
  });

  it('finds its way after a gap, and does not guess what was answered', () => {
    greeted()
      .originator(MAIL)
      .gap(RESPONDER, 4)
      .responder('lost\r\n250 2.1.5 Ok\r\n')
      .expect([...GREETED, reply(undefined, 250, '2.1.5')], 'continue');
    greeted()
      .originator('DATA\r\n')
      .responder('354 go\r\n')
      .originator('a')
      .gap(ORIGINATOR, 5000)
      .originator('b\r\n.\r\n')
      .responder('250 2.0.0 Ok\r\n')
      .expect([...GREETED, reply('message', 250, '2.0.0')], 'continue');
  });

  it('passes over the rest of a line that is too long', () => {
    greeted()
      .originator(`NOOP ${'x'.repeat(2 * MAX_LINE)}`, '\r\nRSET\r\n')
      .responder('250 2.0.0 Ok\r\n')
      .expect([...GREETED, reply('NOOP', 250, '2.0.0')]);
  });

  it('stops at its bounds', () => {
    const replies = '250 2.0.0 Ok\r\n'.repeat(MAX_REPLIES);
    greeted()
      .responder(replies)
      .expect([...GREETED, ...Array.from({ length: MAX_REPLIES - 2 }, () => reply(undefined, 250, '2.0.0'))], 'done');
    greeted()
      .originator('NOOP\r\n'.repeat(MAX_REPLIES + 1))
      .expect(GREETED, 'done');
    greeted()
      .originator('DATA\r\n')
      .responder('354 go\r\n')
      .originator(new Uint8Array(MAX_SMTP_BYTES))
      .expect(GREETED, 'done');
  });

  it.each([
    ['220-mail.example ESMTP Exim 4.96 Sun, 22 Nov 2026\r\n', 'match'],
    ['220-Welcome\r\n220 mail.example SMTP\r\n', 'match'],
    ['220 mail.example\r\n', 'more'],
    ['220 **********************\r\n', 'more'],
    ['22', 'more'],
    ['220 mail.exam', 'more'],
    ['250-mail.example\r\n250-SIZE\r\n', 'match'],
    ['250-mail.example\r\n25', 'more'],
    ['250 2.1.0 Ok\r\n', 'match'],
    ['ehlo a.example\r\n', 'match'],
    ['EHLO [192.0.2.1]\r\n', 'match'],
    ['EH', 'more'],
    ['MAIL FROM:<>\r\n', 'match'],
    ['RCPT TO:<a@b.example> NOTIFY=NEVER\r\n', 'match'],
    ['220 (vsFTPd 3.0.3)\r\n', 'reject'],
    ['220 ProFTPD Server ready.\r\n', 'reject'],
    ['200 news.example NNRP ready\r\n', 'reject'],
    ['421 Timeout.\r\n', 'reject'],
    ['230 Login successful.\r\n', 'reject'],
    ['250-Extensions:\r\n250-UTF8\r\n250 End\r\n', 'reject'],
    ['250 OK\r\n', 'reject'],
    ['USER anonymous\r\n', 'reject'],
    ['HELP\r\n', 'reject'],
    ['EHLO\r\n', 'reject'],
    ['RCPT TO:<>\r\n', 'reject'],
    ['+OK POP3\r\n', 'reject'],
    ['HTTP/1.1 200 OK\r\n', 'reject'],
    ['220 \u0000\u0001\r\n', 'reject'],
  ])('%j: %s', (head, expected) => {
    const flow = { transport: 'tcp', originatorPort: 50_000, responderPort: 25, skip() {} } as const;
    expect(smtp.recognise(concat(head), 1, flow)).toBe(expected);
  });

  it('does not wait for the end of a line without one', () => {
    script(smtp)
      .responder(`220 ${'x'.repeat(1000)}`)
      .expect([], 'more');
    script(smtp)
      .responder(`220 ${'x'.repeat(1100)}`)
      .expect([], 'reject');
  });

  it('lets the client decide what a banner leaves open', () => {
    script(smtp)
      .responder('220 mail.example\r\n')
      .originator(EHLO)
      .expect([{ kind: 'smtp-banner', text: 'mail.example' }], 'continue');
    script(smtp).responder('220 files.example\r\n').originator('USER anonymous\r\n').expect([], 'reject');
  });

  it('lives through damage', () => {
    expectSurvival(
      smtp,
      [
        [1, concat(BANNER)],
        [0, concat(EHLO)],
        [1, concat(OFFERS)],
        [0, concat('AUTH PLAIN AHUAcA==\r\n')],
        [1, concat('535 5.7.8 Error\r\n')],
        [0, concat(MAIL, 'BDAT 4\r\nabcd', 'DATA\r\n')],
        [1, concat('250 2.1.0 Ok\r\n250 2.0.0 Ok\r\n354 go\r\n')],
        [0, concat(MESSAGE)],
        [1, concat('250 2.0.0 Ok\r\n')],
        [0, concat('STARTTLS\r\n')],
        [1, concat('220 2.0.0 Ready to start TLS\r\n')],
        [0, HELLO],
      ],
      2 * MAX_REPLIES + 2,
    );
  });
});
