import { describe, expect, it } from 'vitest';
import { decodeDnsMessage, MAX_SECTION_RECORDS } from '../../src/wire/dns.ts';
import { dnsMessage, dnsName, pointer, question, RESPONSE, record } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** Offset of the first question's name. */
const NAME = pointer(12);

/** 1-courier.push.apple.com through a CNAME to two addresses; the second name points into the first record's data. */
const ANSWER = dnsMessage({
  flags: RESPONSE,
  questions: [question('1-Courier.push.apple.com', 1)],
  answers: [
    record(NAME, 5, dnsName('courier-4.push-apple.com.akadns.net')),
    record(pointer(54), 1, hex`11 39 90 16`, { ttl: 0x12345678 }),
    record(pointer(54), 1, hex`11 39 90 17`),
  ],
  additionals: [record(hex`00`, 41, hex``, { recordClass: 4096, ttl: 0 })],
});

/** An HTTPS record, an SRV record and an extended error: the rest of what has variable parts. */
const VARIED = dnsMessage({
  flags: RESPONSE,
  questions: [question('a.test', 65)],
  answers: [
    record(
      NAME,
      65,
      hex`0001 00 0001 0003 02 6833 0004 0004 11390001 0006 0010 2620 0149 0a44 0000 0000 0000 0000 0001`,
    ),
    record(NAME, 33, concat(hex`0005 0064 01bb`, pointer(12))),
  ],
  additionals: [record(hex`00`, 41, hex`000f 0006 000f 64656e79`, { recordClass: 1232, ttl: 0 })],
});

describe('decodeDnsMessage', () => {
  it('reads a query', () => {
    const bytes = hex`
      24f1 0100 0001 0000 0000 0000         // RD, one question
      03 777777 05 4170706c65 03 636f6d 00  // www.Apple.com
      001c 0001                             // AAAA IN`;
    expect(decodeDnsMessage(bytes)).toEqual({
      id: 0x24f1,
      response: false,
      opcode: 0,
      authoritative: false,
      truncated: false,
      recursionDesired: true,
      recursionAvailable: false,
      code: 0,
      questions: [{ name: 'www.apple.com', type: 28, class: 1 }],
      answers: [],
      authorities: [],
      additionals: [],
      extendedErrors: [],
      cut: false,
    });
  });

  it('reads an answer through compressed names', () => {
    const target = 'courier-4.push-apple.com.akadns.net';
    expect(decodeDnsMessage(ANSWER)).toMatchObject({
      response: true,
      recursionAvailable: true,
      code: 0,
      questions: [{ name: '1-courier.push.apple.com', type: 1, class: 1 }],
      answers: [
        { name: '1-courier.push.apple.com', type: 5, class: 1, ttl: 60, length: 37, target },
        { name: target, type: 1, ttl: 0x12345678, length: 4, address: '17.57.144.22' },
        { name: target, type: 1, address: '17.57.144.23' },
      ],
      additionals: [{ name: '.', type: 41, class: 4096 }],
      cut: false,
    });
  });

  it('counts offsets from `start` and stops at `end`', () => {
    const framed = concat(hex`ffff`, ANSWER, hex`ffffff`);
    expect(decodeDnsMessage(framed, 2, 2 + ANSWER.length)).toEqual(decodeDnsMessage(ANSWER));
  });

  it.each([
    ['QR', 0x8000, { response: true }],
    ['NOTIFY', 0x2000, { opcode: 4 }],
    ['AA', 0x0400, { authoritative: true }],
    ['TC', 0x0200, { truncated: true }],
    ['RA', 0x0080, { recursionAvailable: true }],
    ['REFUSED', 0x0005, { code: 5 }],
  ])('reads the bits of %s', (_name, flags, expected) => {
    expect(decodeDnsMessage(dnsMessage({ flags }))).toMatchObject(expected);
  });

  it.each([
    ['AAAA', 28, hex`2620 0149 0a44 0000 0000 0000 0000 0010`, { address: '2620:149:a44::10' }],
    ['NS', 2, dnsName('ns.test'), { target: 'ns.test' }],
    ['PTR', 12, dnsName('host.test'), { target: 'host.test' }],
    ['DNAME', 39, dnsName('other.test'), { target: 'other.test' }],
    ['MX', 15, concat(hex`000a`, dnsName('mail.test')), { priority: 10, target: 'mail.test' }],
    ['SRV', 33, concat(hex`0005 0064 01bb`, dnsName('jss.test')), { priority: 5, port: 443, target: 'jss.test' }],
    ['TXT', 16, hex`05 68656c6c6f 02 1b5b`, { text: 'hello\\x1b[' }],
    // RFC 9460 D.1, figure 2, and D.2, figures 3 and 7:
    [
      'HTTPS alias',
      65,
      concat(hex`0000`, dnsName('foo.example.com')),
      { priority: 0, target: 'foo.example.com', addresses: [] },
    ],
    ['SVCB to itself', 64, hex`0001 00`, { priority: 1, target: '.', addresses: [] }],
    [
      'SVCB with hints',
      64,
      hex`00 01 03 66 6f 6f 07 65 78 61 6d 70 6c 65 03 63 6f 6d 00 00 06 00 20
          20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01 20 01 0d b8 00 00 00 00 00 00 00 00 00 53 00 01`,
      { priority: 1, target: 'foo.example.com', addresses: ['2001:db8::1', '2001:db8::53:1'] },
    ],
  ])('reads the data of %s', (_name, type, data, expected) => {
    const message = decodeDnsMessage(dnsMessage({ flags: RESPONSE, answers: [record(dnsName('a.test'), type, data)] }));
    expect(message?.answers).toEqual([{ name: 'a.test', type, class: 1, ttl: 60, length: data.length, ...expected }]);
    expect(message?.cut).toBe(false);
  });

  it.each([
    ['an A record of 3 bytes', 1, hex`112233`],
    ['an AAAA record of 4 bytes', 28, hex`11223344`],
    ['a CNAME whose name is longer than the data', 5, hex`05 61`],
    ['an SVCB parameter longer than the data', 64, hex`0001 00 0004 0008 11390001`],
    ['a type that is not known', 65_280, hex`0102`],
  ])('keeps type and length alone of %s, and reads on', (_what, type, data) => {
    const answers = [record(NAME, type, data), record(NAME, 1, hex`01020304`)];
    const message = decodeDnsMessage(dnsMessage({ flags: RESPONSE, questions: [question('a.test', 1)], answers }));
    expect(message?.answers[0]).toEqual({ name: 'a.test', type, class: 1, ttl: 60, length: data.length });
    expect(message?.answers[1].address).toBe('1.2.3.4');
    expect(message?.cut).toBe(false);
  });

  it('takes the upper bits of the response code and the extended errors from OPT (RFC 6891 6.1.3, RFC 8914 2)', () => {
    const option = hex`0003 0000 000f 000a 000f 62792070 6f6c6963 000f 0002 0012`;
    const additionals = [record(hex`00`, 41, option, { recordClass: 1232, ttl: 0x01000000 })];
    expect(decodeDnsMessage(dnsMessage({ flags: RESPONSE, additionals }))).toMatchObject({
      code: 16,
      extendedErrors: [
        { code: 15, text: 'by polic' },
        { code: 18, text: '' },
      ],
    });
  });

  it('keeps what was read of a message that the snaplen cut', () => {
    const whole = decodeDnsMessage(ANSWER)!;
    const message = decodeDnsMessage(ANSWER.slice(0, ANSWER.length - 11 - 3))!;
    expect(message).toMatchObject({ cut: true, questions: whole.questions, answers: whole.answers.slice(0, 2) });
    expect(decodeDnsMessage(ANSWER.slice(0, 12))).toMatchObject({ cut: true, questions: [] });
    expect(decodeDnsMessage(ANSWER.slice(0, 11))).toBeUndefined();
  });

  it('keeps no more records than it says', () => {
    const answers = Array.from({ length: MAX_SECTION_RECORDS + 1 }, () => record(NAME, 1, hex`01020304`));
    const message = dnsMessage({ flags: RESPONSE, questions: [question('a.test', 1)], answers });
    expect(decodeDnsMessage(message)).toMatchObject({ cut: true });
    expect(decodeDnsMessage(message)?.answers).toHaveLength(MAX_SECTION_RECORDS);
  });

  it.each([
    ['a typical answer', ANSWER],
    ['an answer with variable parts', VARIED],
  ])('returns on any mutation of %s', (_name, sample) => {
    for (const bytes of mutations(sample)) {
      const message = decodeDnsMessage(bytes);
      if (bytes.length < 12) expect(message).toBeUndefined();
      else if (bytes.length < sample.length) expect(message?.cut).toBe(true);
    }
  });
});
