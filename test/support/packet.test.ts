import { describe, expect, it } from 'vitest';
import { fromHex } from './hex.ts';
import { checksum, packet } from './packet.ts';
import { tcpFlow } from './tcp-flow.ts';

describe('packet', () => {
  it('writes the IPv4 header that textbooks compute the checksum of', () => {
    const bytes = packet()
      .ipv4({ from: '192.168.0.1', to: '192.168.0.199', dontFragment: true })
      .udp()
      .payload(new Uint8Array(0x73 - 28))
      .bytes();
    expect(bytes.subarray(0, 20)).toEqual(fromHex('4500 0073 0000 4000 4011 b861 c0a80001 c0a800c7'));
  });

  it('computes the checksum of the example in RFC 1071 3', () => {
    expect(checksum(fromHex('0001 f203 f4f5 f6f7'))).toBe(0x220d);
  });

  it('leaves sums that add up to zero, as a receiver checks them', () => {
    const bytes = packet()
      .ipv4({ from: '10.1.2.3', to: '10.4.5.6' })
      .udp({ destinationPort: 53 })
      .payload('odd')
      .bytes();
    expect(checksum(bytes.subarray(0, 20))).toBe(0);
    const pseudoHeader = fromHex('0a010203 0a040506 0011 000b');
    expect(checksum(Uint8Array.of(...pseudoHeader, ...bytes.subarray(20)))).toBe(0);
  });
});

describe('tcpFlow', () => {
  it('numbers what both sides say', () => {
    const frames = tcpFlow({
      exchange: [
        { from: 'originator', bytes: 'abcd' },
        { from: 'responder', bytes: 'xy' },
      ],
      originatorSequence: 0xffffffff,
      mss: 3,
    });
    const line = frames.map(({ bytes, from, time }) => {
      const tcp = new DataView(bytes.buffer, 34);
      return `${from[0]} ${time / 1e6} ${tcp.getUint32(4)} ${tcp.getUint32(8)} ${tcp.getUint8(13).toString(16)}`;
    });
    expect(line).toEqual([
      'o 0 4294967295 0 2',
      'r 1 900000 0 12',
      'o 2 0 900001 10',
      'o 3 0 900001 18',
      'o 4 3 900001 18',
      'r 5 900001 4 18',
      'o 6 4 900003 11',
      'r 7 900003 5 11',
      'o 8 5 900004 10',
    ]);
  });
});
