import { describe, expect, it } from 'vitest';
import { decodeHl7Head, MAX_HL7_HEAD, matchHl7Start } from '../../src/wire/hl7.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** Written after the examples of HL7 2.3, chapters 2 and 3. */
const ADT = [
  'MSH|^~\\&|ADT1|MCM|LABADT|MCM|198808181126|SECURITY|ADT^A01|MSG00001|P|2.3|',
  'EVN|A01|198808181123||',
  'PID|||PATID1234^5^M11||JONES^WILLIAM^A^III||19610615|M-||2106-3|',
  '',
].join('\r');
const ACK = 'MSH|^~\\&|LAB|MCM|ADT1|MCM|198808181127||ACK^A01^ACK|MSG99002|P|2.5.1\rMSA|AE|MSG00001|no bed\r';

const read = (text: string) => decodeHl7Head(concat('x', text, 'x'), 1, 1 + concat(text).length);

describe('decodeHl7Head', () => {
  it('reads what kind of message it is, and nothing about the patient', () => {
    expect(read(ADT)).toEqual({ messageType: 'ADT^A01', version: '2.3', acknowledgement: undefined });
  });

  it('reads how a message is acknowledged', () => {
    expect(read(ACK)).toEqual({ messageType: 'ACK^A01', version: '2.5.1', acknowledgement: 'AE' });
  });

  it('reads the short acknowledgements of MLLP release 2', () => {
    expect(decodeHl7Head(hex`06`, 0, 1)?.acknowledgement).toBe('ACK');
    expect(decodeHl7Head(hex`15`, 0, 1)?.acknowledgement).toBe('NAK');
    expect(decodeHl7Head(hex`07`, 0, 1)).toBeUndefined();
  });

  it('takes the separators that the message declares', () => {
    const other = 'MSH*+~\\&*a*b*c*d*e**ADT+A08*1*P*2.4\rMSA*AA*1\r';
    expect(read(other)).toEqual({ messageType: 'ADT^A08', version: '2.4', acknowledgement: 'AA' });
  });

  it.each([
    ['a type alone', '|ACK|1|P|2.3', { messageType: 'ACK', version: '2.3' }],
    ['an event of the site', '|ZPI^Z01|1|P|2.3', { messageType: 'ZPI^Z01' }],
    ['a name where the type belongs', '|JONES^WILLIAM|1|P|2.3', { messageType: undefined, version: '2.3' }],
    ['a name where the event belongs', '|ADT^WILLIAM|1|P|2.3^x', { messageType: 'ADT', version: '2.3' }],
    ['no version', '|ADT^A01|1|P|JONES', { version: undefined }],
    ['a header that ends early', '', { messageType: undefined, version: undefined }],
  ])('is careful with %s', (_name, rest, expected) => {
    expect(read(`MSH|^~\\&|a|b|c|d|e|${rest}\r`)).toMatchObject(expected);
  });

  it('keeps no other word of an acknowledgement, and reads none behind the head', () => {
    expect(read(`MSH|^~\\&|a|b|c|d|e||ACK|1|P|2.3\rMSA|JONES|1\r`)?.acknowledgement).toBeUndefined();
    expect(read(`MSH|^~\\&|a|b|c|d|e||ACK|1|P|2.3\rERR|${'x'.repeat(MAX_HL7_HEAD)}\rMSA|AA|1\r`)).toMatchObject({
      messageType: 'ACK',
      acknowledgement: undefined,
    });
  });

  it.each(['', 'MSH', 'PID|1|2', 'MSH|^~\\&', 'hello'])('refuses %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('returns for every prefix and every flipped byte', () => {
    for (const sample of mutations(concat(ACK))) {
      expect(() => decodeHl7Head(sample, 0, sample.length)).not.toThrow();
      expect(() => matchHl7Start(sample, 0)).not.toThrow();
    }
  });
});

describe('matchHl7Start', () => {
  it.each([
    ['MSH|^~\\&|', 'match'],
    ['MSH|^~\\&#|', 'match'],
    ['MSH|^~|', 'match'],
    ['MSH|^~\\&', 'more'],
    ['MSH', 'more'],
    ['', 'more'],
    ['MSH|^|', 'reject'],
    ['MSH|^~\\&#!|', 'reject'],
    ['MSH|a~\\&|', 'reject'],
    ['MSHA^~\\&A', 'reject'],
    ['MSG|^~\\&|', 'reject'],
    ['EVN|A01|', 'reject'],
  ] as const)('%j: %s', (text, expected) => {
    expect(matchHl7Start(concat('x', text), 1)).toBe(expected);
  });
});
