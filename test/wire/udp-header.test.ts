import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded, decodedView, FRAME_START } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const raw = { linkType: LINK_TYPE.raw };
const datagram = (length?: number) =>
  packet()
    .ipv4()
    .udp({ destinationPort: 514, ...(length !== undefined && { length }) })
    .payload('payload');

describe('UDP', () => {
  it('reads ports and payload', () => {
    expect(decoded(datagram(), raw)).toMatchObject({
      stop: 'ok',
      protocol: 17,
      ports: '50000>514',
      payload: 'payload',
    });
  });

  it.each([
    ['shorter than the datagram around it', 11, 'pay'],
    ['longer than that', 100, 'payload'],
    ['zero, as offload leaves it', 0, 'payload'],
  ])('has a length %s', (_, length, payload) => {
    expect(decoded(datagram(length), raw)).toMatchObject({ stop: 'ok', payload });
  });

  it('is malformed where the length is shorter than the header', () => {
    expect(decoded(datagram(7), raw)).toMatchObject({ stop: 'malformed', ports: '50000>514' });
  });

  it.each([
    ['in the payload', 30, { stop: 'ok', payloadOffset: FRAME_START + 28, payloadLength: 2, payloadWireLength: 7 }],
    ['behind the ports', 24, { stop: 'cut', sourcePort: 50000, destinationPort: 514 }],
    ['in the ports', 22, { stop: 'cut', sourcePort: 0, destinationPort: 0 }],
  ])('gives what the snaplen left: cut %s', (_, captured, expected) => {
    expect(decodedView(datagram(), { ...raw, captured })).toMatchObject(expected);
  });
});
