import { describe, expect, it } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decoded, decodedView, FRAME_START } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const raw = { linkType: LINK_TYPE.raw };

describe('IPv4', () => {
  it('notes what the flow needs', () => {
    const frame = packet().ipv4({ from: '192.0.2.1', to: '198.51.100.7', ttl: 57, id: 0xbeef }).tcp().payload('abc');
    expect(decoded(frame, raw)).toMatchObject({ from: '192.0.2.1', to: '198.51.100.7', protocol: 6, payload: 'abc' });
    expect(decodedView(frame, raw)).toMatchObject({
      ipVersion: 4,
      networkOffset: FRAME_START,
      hopLimit: 57,
      identification: 0xbeef,
      transportOffset: FRAME_START + 20,
    });
  });

  it('passes over options', () => {
    const frame = packet()
      .ipv4({ options: new Uint8Array(40) })
      .tcp()
      .payload('abc');
    expect(decoded(frame, raw)).toMatchObject({ ports: '50000>443', payload: 'abc' });
  });

  it('lets the frame say how long it is where segmentation offload left no length', () => {
    const frame = packet().ipv4({ totalLength: 0 }).tcp().payload('abc');
    expect(decoded(frame, raw)).toMatchObject({ stop: 'ok', payload: 'abc' });
  });

  it('believes no length beyond the frame', () => {
    const frame = packet().ipv4({ totalLength: 1500 }).tcp().payload('abc');
    expect(decodedView(frame, raw)).toMatchObject({ stop: 'ok', payloadLength: 3, payloadWireLength: 3 });
  });

  it.each([
    ['a fragment in the middle', { fragmentOffset: 1480, moreFragments: true }, 1480, true],
    ['the first fragment', { moreFragments: true }, 0, true],
    ['the last fragment', { fragmentOffset: 65528 }, 65528, false],
  ])('stops at %s', (_, options, fragmentOffset, moreFragments) => {
    const view = decodedView(
      packet()
        .ipv4({ ...options, id: 7 })
        .tcp(),
      raw,
    );
    expect(view).toMatchObject({ stop: 'fragment', protocol: 6, identification: 7, fragmentOffset, moreFragments });
    expect(view.transportOffset).toBe(FRAME_START + 20);
    expect(view.sourcePort).toBe(0);
  });

  it('takes "do not fragment" for no fragment', () => {
    expect(decoded(packet().ipv4({ dontFragment: true }).tcp(), raw).stop).toBe('ok');
  });

  it.each([
    ['another version', 0, 0x55],
    ['a header of 16 bytes', 0, 0x44],
    ['a header longer than the datagram', 0, 0x4f],
    ['a total length shorter than the header', 3, 19],
  ])('is malformed: %s', (_, at, value) => {
    const bytes = packet().ipv4().udp().payload('').bytes();
    bytes[at] = value;
    expect(decoded(bytes, { linkType: LINK_TYPE.ipv4 }).stop).toBe('malformed');
  });

  it('reads datagrams inside: IP in IP, 6in4', () => {
    const inner = { from: '192.0.2.9', to: '192.0.2.10' };
    expect(decoded(packet().ipv4().ipv4(inner).tcp(), raw)).toMatchObject({ stop: 'ok', from: '192.0.2.9' });
    expect(decoded(packet().ipv4().ipv6({ from: '2001:db8::9' }).tcp(), raw)).toMatchObject({ from: '2001:db8::9' });
  });

  it('names other protocols without reading them', () => {
    expect(decoded(packet().ipv4({ protocol: 50 }).payload('secret'), raw)).toMatchObject({
      stop: 'other',
      protocol: 50,
    });
  });
});
