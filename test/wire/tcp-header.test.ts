import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decodedView, FRAME_START } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const raw = { linkType: LINK_TYPE.raw };
const segment = packet()
  .ipv4()
  .tcp({
    sourcePort: 0xfffe,
    destinationPort: 5223,
    sequence: 0xfffffffd,
    acknowledgement: 0x80000001,
    flags: 'SAEW',
    window: 0x8001,
    options: new Uint8Array(12),
  })
  .payload('payload');

const PORTS = { sourcePort: 0xfffe, destinationPort: 5223 };

describe('TCP', () => {
  it('reads every field unsigned', () => {
    expect(decodedView(segment, raw)).toMatchObject({
      ...PORTS,
      stop: 'ok',
      protocol: 6,
      sequence: 0xfffffffd,
      acknowledgement: 0x80000001,
      flags: 0b11010010,
      window: 0x8001,
      transportOffset: FRAME_START + 20,
      payloadOffset: FRAME_START + 52,
      payloadLength: 7,
      payloadWireLength: 7,
    });
  });

  it.each([
    [
      'in the payload',
      55,
      { stop: 'ok', ...PORTS, payloadOffset: FRAME_START + 52, payloadLength: 3, payloadWireLength: 7 },
    ],
    [
      'in the options',
      45,
      { stop: 'ok', ...PORTS, flags: 0xd2, payloadOffset: FRAME_START + 45, payloadLength: 0, payloadWireLength: 7 },
    ],
    ['behind the header', 40, { stop: 'ok', ...PORTS, flags: 0xd2, payloadLength: 0, payloadWireLength: 7 }],
    ['in the header', 39, { stop: 'cut', ...PORTS, sequence: 0xfffffffd, flags: 0 }],
    ['behind the ports', 24, { stop: 'cut', ...PORTS, flags: 0 }],
    ['in the ports', 23, { stop: 'cut', sourcePort: 0, destinationPort: 0 }],
  ])('gives what the snaplen left: cut %s', (_, captured, expected) => {
    expect(decodedView(segment, { ...raw, captured })).toMatchObject(expected);
  });

  it.each([
    ['a header of 16 bytes', 0x40],
    ['a header longer than the datagram', 0xf0],
  ])('is malformed: %s', (_, dataOffset) => {
    const bytes = segment.bytes();
    bytes[20 + 12] = dataOffset;
    expect(decodedView(bytes, raw).stop).toBe('malformed');
  });

  it('is malformed where the datagram ends within the header', () => {
    const bytes = packet().ipv4({ protocol: 6 }).payload('only eleven').bytes();
    expect(decodedView(bytes, raw).stop).toBe('malformed');
  });
});
