/** What the packet walk says of one frame, as a plain object for tests. */
import { ipAddressText } from '../../src/bytes/ip-address.ts';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import type { PacketBuilder } from './packet.ts';

interface DecodedOptions {
  linkType?: number;
  /** Bytes that the snaplen left; default all. */
  captured?: number;
}

/** Decodes in the midst of a larger buffer. Absent: addresses without an IP header, payload without a transport header. */
export function decoded(frame: PacketBuilder | Uint8Array, options: DecodedOptions = {}) {
  const view = decodedView(frame, options);
  const { bytes, stop, protocol, ipVersion, payloadOffset, payloadLength } = view;
  const hasPayload = stop === 'ok';
  return {
    stop,
    protocol,
    ...(ipVersion !== 0 && {
      from: ipAddressText(bytes, view.sourceOffset, ipVersion),
      to: ipAddressText(bytes, view.destinationOffset, ipVersion),
    }),
    ...(view.sourcePort !== 0 && { ports: `${view.sourcePort}>${view.destinationPort}` }),
    ...(hasPayload && {
      payload: Buffer.from(bytes.subarray(payloadOffset, payloadOffset + payloadLength)).toString('latin1'),
    }),
  };
}

/** The view itself, for what `decoded` leaves out. Offsets count from `FRAME_START`. */
export function decodedView(frame: PacketBuilder | Uint8Array, options: DecodedOptions = {}): PacketView {
  const { linkType = LINK_TYPE.ethernet } = options;
  const content = frame instanceof Uint8Array ? frame : frame.bytes();
  const captured = options.captured ?? content.length;
  const bytes = new Uint8Array(FRAME_START + captured + 64).fill(0x45);
  bytes.set(content.subarray(0, captured), FRAME_START);
  const view = new PacketView();
  decodePacket(view, bytes, FRAME_START, FRAME_START + captured, content.length, linkType);
  return view;
}

export const FRAME_START = 7;
