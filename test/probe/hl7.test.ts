import { describe, expect, it } from 'vitest';
import { RESPONDER } from '../../src/flow/direction.ts';
import { hl7, MAX_HL7_BYTES, MAX_HL7_MESSAGES } from '../../src/probe/hl7.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** MLLP 1.0: a vertical tab, the message, a file separator and a carriage return. */
const block = (message: string | Uint8Array) => concat('\u000b', message, '\u001c\r');
const ADT = block(
  'MSH|^~\\&|ADT1|MCM|LABADT|MCM|198808181126|SECURITY|ADT^A01|MSG00001|P|2.3|\rEVN|A01|198808181123||\r' +
    'PID|||PATID1234^5^M11||JONES^WILLIAM^A^III||19610615|M-||2106-3|\r',
);
const ACK = block('MSH|^~\\&|LABADT|MCM|ADT1|MCM|198808181127||ACK^A01|MSG99002|P|2.3\rMSA|AA|MSG00001\r');

const admitted = { kind: 'hl7-message', from: 0, messageType: 'ADT^A01', version: '2.3', acknowledgement: undefined };
const accepted = { kind: 'hl7-message', from: 1, messageType: 'ACK^A01', version: '2.3', acknowledgement: 'AA' };

describe('hl7', () => {
  it('tells messages and acknowledgements, and nothing of the patient', () => {
    const exchange = () => script(hl7).originator(ADT).responder(ACK).originator(ADT, ADT).responder(ACK);
    exchange().expect(
      [{ ...admitted, at: { frame: 1 } }, { ...accepted, at: { frame: 2 } }, admitted, admitted, accepted],
      'continue',
    );
    expect(JSON.stringify(exchange().replay())).not.toMatch(/JONES|PATID|MSG0|MCM/);
  });

  it('passes over what is long', () => {
    const long = block(concat(ADT.subarray(1, -2), `OBX|1|ED|||${'x'.repeat(5000)}\r`));
    script(hl7).originator(long, ADT).responder(ACK).expect([admitted, admitted, accepted], 'continue');
  });

  it('tells a block that is cut, and finds the next behind a gap', () => {
    script(hl7).originator(ADT.subarray(0, -3)).expect([admitted], 'continue');
    script(hl7)
      .originator(ADT)
      .responder(ACK.subarray(0, 20))
      .gap(RESPONDER, 10)
      .responder('|ACK|\r\u001c\r', ACK)
      .expect([admitted, accepted], 'continue');
  });

  it('reads the acknowledgements of MLLP release 2', () => {
    script(hl7)
      .originator(ADT)
      .responder(block(hex`06`), block(hex`15`))
      .expect([admitted, { acknowledgement: 'ACK' }, { acknowledgement: 'NAK' }]);
  });

  it('says nothing of a block without a message', () => {
    script(hl7).originator(ADT, block('hello')).responder('HTTP/1.1 400 Bad Request\r\n\r\n').expect([admitted]);
  });

  it('stops at its bounds', () => {
    const many = concat(...Array<Uint8Array>(MAX_HL7_MESSAGES + 1).fill(ADT));
    script(hl7).originator(many).expect(Array(MAX_HL7_MESSAGES).fill(admitted), 'done');
    script(hl7).originator(ADT, 'x'.repeat(MAX_HL7_BYTES)).expect([admitted], 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of ['MSH|^~\\&|', '\u000bBHS|^~\\&|', '\u000bMSH a', '\u000b\u0006\u001c\r', 'GET / HTTP/1.1\r\n'])
      script(hl7).originator(other).expect([], 'reject');
    script(hl7).originator('\u000bMSH|^~').expect([], 'more');
  });

  it('lives through damage', () => {
    expectSurvival(
      hl7,
      [
        [0, ADT],
        [1, ACK],
        [0, concat(ADT, ADT)],
        [1, ACK],
      ],
      MAX_HL7_MESSAGES,
    );
  });
});
