import { describe, expect, it } from 'vitest';
import { decodePacket, MAX_LAYERS } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { decoded, decodedView, FRAME_START } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';
import { SAMPLE_FRAMES, type SampleFrame } from '../support/sample-frames.ts';

describe('decodePacket', () => {
  it.each(SAMPLE_FRAMES)('finds the innermost header: $name', ({ bytes, linkType }) => {
    const { stop, from, ports } = decoded(bytes, { linkType });
    expect(['ok', 'fragment']).toContain(stop);
    expect(['10.0.0.1', '2001:db8::1']).toContain(from);
    if (stop === 'ok' && ports) expect(ports).toMatch(/^50000>(443|53)$/);
  });

  it('names a link type that it does not read', () => {
    expect(decoded(packet().ethernet().ipv4().tcp(), { linkType: 195 })).toEqual({ stop: 'link-type', protocol: -1 });
  });

  it('leaves nothing of the packet before', () => {
    const view = new PacketView();
    const decode = (bytes: Uint8Array) => decodePacket(view, bytes, 0, bytes.length, bytes.length, 1);
    decode(packet().ethernet().ipv6().fragment({ offset: 8, more: true }).tcp().bytes());
    decode(packet().ethernet().ipv4().tcp({ flags: 'SA' }).payload('abc').bytes());
    decode(packet().ethernet({ etherType: 0x0806 }).payload(new Uint8Array(28)).bytes());
    expect(view).toMatchObject({
      stop: 'other',
      ipVersion: 0,
      protocol: -1,
      sourcePort: 0,
      destinationPort: 0,
      flags: 0,
      fragmentOffset: 0,
      moreFragments: false,
      identification: -1,
      payloadLength: 0,
      payloadWireLength: 0,
      pktapOffset: -1,
    });
  });

  it('bounds how deep headers nest', () => {
    let frame = packet().ethernet();
    for (let tags = 0; tags < MAX_LAYERS - 3; tags++) frame = frame.vlan(1);
    expect(decoded(frame.ipv4().tcp()).stop).toBe('ok');
    expect(decoded(frame.vlan(1).vlan(1).ipv4().tcp()).stop).toBe('other');
  });

  it.each(SAMPLE_FRAMES)('calls every prefix cut, or reads its header: $name', ({ bytes, linkType }) => {
    const whole = decodedView(bytes, { linkType });
    for (let captured = 0; captured < bytes.length; captured++) {
      const view = decodedView(bytes, { linkType, captured });
      expectWithinBounds(view, captured);
      expect(['cut', 'ok', 'fragment']).toContain(view.stop);
      if (view.stop === 'ok' && view.transportOffset === whole.transportOffset) {
        expect(view.payloadWireLength).toBe(whole.payloadWireLength);
      }
    }
  });

  it.each(SAMPLE_FRAMES)('survives any flipped byte, and any prefix called whole: $name', (sample) => {
    for (let at = 0; at < sample.bytes.length; at++) {
      expectWithinBounds(decodedView(sample.bytes.slice(0, at), sample), at);
      for (const mask of [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff]) {
        const bytes = sample.bytes.slice();
        bytes[at] ^= mask;
        expectWithinBounds(decodedView(bytes, sample), bytes.length);
      }
    }
  });

  it.each(SAMPLE_FRAMES)('reads nothing outside of the frame: $name', (sample: SampleFrame) => {
    for (let captured = 0; captured <= sample.bytes.length; captured++) {
      const [first, second] = [0x00, 0xff].map((around) => {
        const bytes = new Uint8Array(sample.bytes.length + 128).fill(around);
        bytes.set(sample.bytes.subarray(0, captured), 64);
        const view = new PacketView();
        decodePacket(view, bytes, 64, 64 + captured, sample.bytes.length, sample.linkType);
        return { ...view, bytes: undefined };
      });
      expect(first).toEqual(second);
    }
  });
});

function expectWithinBounds(view: PacketView, captured: number): void {
  const end = FRAME_START + captured;
  const isInside = (offset: number) => offset >= FRAME_START && offset <= view.end;
  const problems = [
    view.end > end && 'end',
    view.wireEnd < view.end && 'wireEnd',
    view.stop === 'ok' && !isInside(view.transportOffset) && 'transportOffset',
    view.stop === 'ok' && !isInside(view.payloadOffset) && 'payloadOffset',
    view.stop === 'ok' && (view.payloadLength < 0 || !isInside(view.payloadOffset + view.payloadLength)) && 'payload',
    view.stop === 'ok' && view.payloadWireLength < view.payloadLength && 'payloadWireLength',
    view.stop === 'fragment' && !isInside(view.transportOffset) && 'fragment',
    view.ipVersion !== 0 && view.destinationOffset + (view.ipVersion === 4 ? 4 : 16) > end && 'addresses',
    view.pktapOffset >= 0 && !isInside(view.pktapOffset + 40) && 'pktapOffset',
  ];
  if (problems.some(Boolean)) expect.fail(`${problems.filter(Boolean).join(', ')} out of bounds`);
}
