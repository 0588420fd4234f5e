import { describe, expect, it } from 'vitest';
import { TlsRecordStream } from '../../src/probe/tls-record-stream.ts';
import { clientHello, handshake, record } from '../support/client-hello.ts';
import { concat, hex } from '../support/hex.ts';

const at = { input: 0, frame: 1, time: 0 };

/** A stream and what it has told, in words. */
function listen(readable = true) {
  const told: string[] = [];
  const stream: TlsRecordStream = new TlsRecordStream({
    handshake: (_bytes, start, end) => {
      told.push(`handshake ${end - start}`);
      return readable;
    },
    alert: (level, code) => told.push(`alert ${level} ${code}`),
    changeCipherSpec: () => told.push('change'),
    protected: (type, length) => told.push(`protected ${type} ${length}`),
    sslv2Hello: (hello) => told.push(`sslv2 ${hello.length}`),
    noRecord: () => told.push('no record'),
    skip: (length) => told.push(`skip ${length}`),
  });
  return { told, stream, say: (...bytes: Uint8Array[]) => stream.data(concat(...bytes), at) };
}

const change = record(20, hex`01`);

describe('TlsRecordStream', () => {
  it('tells records apart', () => {
    const { told, stream, say } = listen();
    say(record(22, hex`0e000000`), record(21, hex`0230`), change, change, record(23, hex`aabb`), record(24, hex`01`));
    expect(told).toEqual(['handshake 4', 'alert 2 48', 'change', 'protected 23 2']);
    expect(stream.version).toBe(0x0303);
  });

  it('takes handshake records behind ChangeCipherSpec as encrypted, but for a hello that fills one', () => {
    const { told, say } = listen();
    const hello = handshake(1, clientHello());
    say(
      change,
      record(22, new Uint8Array(40).fill(1)),
      record(22, hello),
      record(22, concat(hello, hex`00`)),
      record(22, hex`01`),
    );
    expect(told).toEqual([
      'change',
      'protected 22 40',
      `handshake ${hello.length}`,
      `protected 22 ${hello.length + 1}`,
      'protected 22 1',
    ]);
  });

  it('passes a clear body on in the pieces that come', () => {
    const { told, say } = listen();
    const bytes = record(22, new Uint8Array(10));
    say(bytes.subarray(0, 3));
    say(bytes.subarray(3, 9));
    say(bytes.subarray(9), record(21, hex`0100`).subarray(0, 6));
    say(hex`00`);
    expect(told).toEqual(['handshake 4', 'handshake 6', 'alert 1 0']);
  });

  it('asks to skip what an encrypted record still holds', () => {
    const { told, say } = listen();
    say(hex`17 0303 0100 aa`);
    expect(told).toEqual(['protected 23 256', 'skip 255']);
  });

  it('gives up where no record begins, and finds the next one that starts a piece', () => {
    const { told, say } = listen();
    say(record(22, hex`00`), hex`48545450`);
    say(hex`ffff`);
    say(record(23, hex`aa`));
    expect(told).toEqual(['handshake 1', 'no record', 'protected 23 1']);
  });

  it('gives up when the handshake makes no sense, and when told', () => {
    const deaf = listen(false);
    deaf.say(record(22, hex`0e000000`), record(21, hex`0230`));
    expect(deaf.told).toEqual(['handshake 4']);
    const lost = listen();
    lost.say(hex`1603`);
    lost.stream.lose();
    lost.say(hex`03 0004 0e000000`);
    lost.say(record(23, hex`aa`));
    expect(lost.told).toEqual(['protected 23 1']);
  });

  it('reads a hello of SSL 2.0 form in pieces, at the start only', () => {
    const hello = concat(hex`801f 01 0301 0006 0000 0010 010080 00002f`, new Uint8Array(16));
    const { told, say } = listen();
    say(hello.subarray(0, 1));
    say(hello.subarray(1, 30));
    say(hello.subarray(30), record(21, hex`0230`));
    say(hello);
    expect(told).toEqual(['sslv2 33', 'alert 2 48', 'no record']);
    const wrong = listen();
    wrong.say(hello.with(1, 0x1e));
    expect(wrong.told).toEqual(['no record']);
  });
});
