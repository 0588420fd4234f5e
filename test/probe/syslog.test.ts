import { describe, it } from 'vitest';
import { ORIGINATOR } from '../../src/flow/direction.ts';
import { MAX_SYSLOG_BYTES, MAX_SYSLOG_MESSAGES, syslog } from '../../src/probe/syslog.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** rsyslog 8.2302.0 and logger of util-linux 2.38.1 of Debian 12, recorded. */
const OLD = '<134>Nov 22 03:07:15 vm JSS: Change Management: policy updated\n';
const OLD_TOO = '<132>Nov 22 03:07:16 vm JSS: second message\n';
const COUNTED = '88 <134>1 2026-11-22T03:07:15.445590+00:00 vm JSS - - -  Change Management: policy updated\n';
const COUNTED_TOO = '69 <132>1 2026-11-22T03:07:16.451289+00:00 vm JSS - - -  second message\n';
const LOGGER =
  '125 <13>1 2026-11-22T03:07:16.459873+00:00 vm JAMFSoftwareServer - - [timeQuality tzKnown="1" isSynced="0"] by logger, tcp octets';

const jss = { kind: 'syslog-message', from: 0, facility: 'local0', severity: 'info', host: 'vm', application: 'JSS' };
const newline = { ...jss, framing: 'newline', format: 'rfc3164' };
const counted = { ...jss, framing: 'octet-counting', format: 'rfc5424' };

describe('syslog over TCP', () => {
  const tcp = () => script(syslog, { transport: 'tcp' });

  it('reads a message a line', () => {
    tcp()
      .originator(OLD)
      .originator(OLD_TOO)
      .expect(
        [
          { ...newline, at: { frame: 1 } },
          { ...newline, severity: 'warning', at: { frame: 2 } },
        ],
        'continue',
      );
  });

  it('reads messages whose octets are counted, whatever is in them', () => {
    tcp()
      .originator(COUNTED, COUNTED_TOO)
      .expect([counted, { ...counted, severity: 'warning' }], 'continue');
    const long = `<13>${'x\n'.repeat(2000)}`;
    tcp()
      .originator(`${long.length} ${long}`, COUNTED)
      .expect([{ format: 'other', framing: 'octet-counting', severity: 'notice' }, counted]);
  });

  it('reads the last one, which nothing ends', () => {
    tcp()
      .originator(LOGGER)
      .expect([{ format: 'rfc5424', framing: 'octet-counting', application: 'JAMFSoftwareServer' }]);
    tcp().originator(OLD.trimEnd()).expect([newline]);
    tcp()
      .originator(OLD.trimEnd(), '\0', OLD_TOO.trimEnd())
      .expect([newline, { ...newline, severity: 'warning' }]);
  });

  it('reads the head of a line that is too long, and goes on behind it', () => {
    tcp()
      .originator(OLD.trimEnd(), 'x'.repeat(3000), '\n', OLD_TOO)
      .expect([newline, { ...newline, severity: 'warning' }]);
  });

  it('passes over what is no message, and finds the next line behind a gap', () => {
    tcp().originator(OLD, 'what?\n', OLD).expect([newline, newline]);
    tcp()
      .originator(OLD, '<13>Nov')
      .gap(ORIGINATOR, 10)
      .originator('x <13>\n', OLD_TOO)
      .expect([newline, { ...newline, severity: 'warning' }]);
  });

  it('stops at its bounds', () => {
    tcp()
      .originator(OLD.repeat(MAX_SYSLOG_MESSAGES + 1))
      .expect(Array(MAX_SYSLOG_MESSAGES).fill(newline), 'done');
    tcp().originator(OLD, 'x'.repeat(MAX_SYSLOG_BYTES)).expect([newline], 'done');
  });

  it.each([
    ['<', 'more'],
    ['<13>', 'more'],
    ['<13>hello', 'more'],
    ['88', 'more'],
    ['88 ', 'more'],
    ['88 <134>1 20', 'more'],
    ['<html><body>of this', 'reject'],
    ['<192>Nov 22 03:07:15 vm', 'reject'],
    ['0 <13>Nov 22 03:07:15 vm', 'reject'],
    ['1234567 <13>Nov 22 03:07:15 vm', 'reject'],
    ['220 mail.example ESMTP', 'reject'],
    ['88x<13>Nov 22 03:07:15 vm', 'reject'],
    ['<13>Nov 22 \u0001\u0002:15 vm', 'reject'],
    ['GET / HTTP/1.1\r\n\r\n', 'reject'],
  ] as const)('%j: %s', (bytes, answer) => {
    tcp().originator(bytes).expect([], answer);
  });

  it('lives through damage', () => {
    const said = [
      [0, concat(OLD, OLD_TOO)],
      [0, concat(LOGGER, OLD)],
      [0, concat(COUNTED, COUNTED_TOO)],
    ] as const;
    expectSurvival(syslog, said, MAX_SYSLOG_MESSAGES, { transport: 'tcp' });
  });
});

describe('syslog over UDP', () => {
  const udp = () => script(syslog);

  it('reads a message a datagram', () => {
    udp()
      .originator(OLD)
      .originator(COUNTED.slice(3))
      .originator('<14>33: *Sep 22 13:36:15.308: %SYS-6-LOGGINGHOST_STARTSTOP: Logging to host 10.1.2.2')
      .expect(
        [
          { ...newline, framing: 'datagram' },
          { ...counted, framing: 'datagram' },
          { framing: 'datagram', format: 'other', facility: 'user', severity: 'info', host: undefined },
        ],
        'continue',
      );
  });

  it('says nothing of a datagram that is none, and stops after a few', () => {
    udp().originator(OLD).originator('what?').expect([{}], 'continue');
    const many = udp();
    for (let count = 0; count <= MAX_SYSLOG_MESSAGES; count++) many.originator(OLD);
    many.expect(Array(MAX_SYSLOG_MESSAGES).fill(jss), 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of [hex`24f10100 00010000 00000000`, '<13', '<13>\u0000', '88 <134>1 - - - - - -', ''])
      udp().originator(other).expect([], 'reject');
  });

  it('lives through damage', () => {
    expectSurvival(
      syslog,
      [
        [0, concat(OLD)],
        [0, concat(COUNTED.slice(3))],
      ],
      MAX_SYSLOG_MESSAGES,
    );
  });
});
