/**
 * The one reused description of a decoded packet: offsets into the frame's bytes, so that the fast path allocates nothing.
 * `packet.ts` fills it; it is valid until the next packet is decoded.
 */

/** IP protocol numbers (IANA) that the walk knows. */
export const IP_PROTOCOL = {
  hopByHop: 0,
  icmp: 1,
  ipip: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  routing: 43,
  fragment: 44,
  gre: 47,
  esp: 50,
  authentication: 51,
  icmpv6: 58,
  noNextHeader: 59,
  destinationOptions: 60,
} as const;

/** TCP flag bits (RFC 9293 3.1). */
export const TCP_FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128 } as const;

/**
 * Where the walk stopped. `ok`: a transport header was read; TCP options and payload may still be cut, see
 * `payloadWireLength`. `fragment`: an IP fragment, to be reassembled. `other`: nothing of ours inside (ARP, an unknown
 * ethertype, another IP protocol, encrypted). `cut`: the snaplen ended the frame inside a header; where `protocol` is
 * TCP or UDP and the ports were captured they are given (else 0), and with 8 bytes of TCP the sequence number, so that
 * the flow can be counted. `malformed`: a header contradicts itself. `link-type`: the link type is not supported.
 */
export type PacketStop = 'ok' | 'fragment' | 'other' | 'cut' | 'malformed' | 'link-type';

export class PacketView {
  stop: PacketStop = 'ok';
  /** The bytes that all offsets below point into. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Offset of the header that is read next; where the walk stopped once it is done. */
  position = 0;
  /** 4 or 6; 0 when no IP header was read. */
  ipVersion: 0 | 4 | 6 = 0;
  /** Offset of the innermost IP header. */
  networkOffset = 0;
  /** Offset of the source address in `bytes` (4 or 16 bytes). */
  sourceOffset = 0;
  /** Offset of the destination address in `bytes` (4 or 16 bytes). */
  destinationOffset = 0;
  /** IP protocol after extension headers; -1 when unknown. */
  protocol = -1;
  /** TTL or hop limit. */
  hopLimit = 0;
  /** IPv4 identification; the fragment identification where a fragment header was met; else -1. */
  identification = -1;
  /** Offset in bytes of this fragment's data in the datagram; 0 for whole datagrams. */
  fragmentOffset = 0;
  moreFragments = false;
  /** Offset of the transport header (TCP, UDP, ICMP), or of a fragment's data. */
  transportOffset = 0;
  /** Offset after the last captured byte of the frame or, once an IP header was read, of its datagram (no padding). */
  end = 0;
  /** Where `end` would be had the snaplen cut nothing; `end < wireEnd` says that bytes are missing. */
  wireEnd = 0;
  /** Offset of the TCP or UDP payload. */
  payloadOffset = 0;
  /** Captured payload bytes. */
  payloadLength = 0;
  /** Payload bytes on the wire, by the IP header; more than `payloadLength` when the snaplen cut it. */
  payloadWireLength = 0;
  sourcePort = 0;
  destinationPort = 0;
  /** TCP only, unsigned 32 bit. */
  sequence = 0;
  acknowledgement = 0;
  flags = 0;
  /** Raw window field, unscaled. */
  window = 0;
  /** Offset of the PKTAP header, for `decodePktapProcesses`; -1 without one. */
  pktapOffset = -1;
}
