/** Reassembly of IP fragments (RFC 791 3.2, RFC 8200 4.5). */
import { LINK_TYPE } from '../wire/link-type.ts';
import { decodePacket } from '../wire/packet.ts';
import type { PacketView } from '../wire/packet-view.ts';
import type { FrameAt } from './direction.ts';

/** Datagrams that wait for fragments; behind that the oldest is given up. */
export const MAX_DATAGRAMS = 256;
/** Fragments of one datagram. */
export const MAX_FRAGMENTS = 256;
/** Bytes of one datagram, and what its fragments may hold together. */
const MAX_DATAGRAM_BYTES = 0xffff;
/** ns of packet time after which a datagram is given up (RFC 1122 3.3.2 asks for 60 s, hosts wait 30). */
const FRAGMENT_TIMEOUT = 30e9;

const IPV4_HEADER_LENGTH = 20;
const IPV6_HEADER_LENGTH = 40;

interface Fragment {
  readonly offset: number;
  readonly end: number;
  /** Shorter than `end - offset` when the snaplen cut it. */
  readonly bytes: Uint8Array;
}

interface Datagram {
  /** The fragment that came first. */
  readonly at: FrameAt;
  /** In order of arrival: of overlapping fragments the first wins. */
  readonly fragments: Fragment[];
  heldBytes: number;
  wireBytes: number;
  /** -1 until the last fragment was seen. */
  length: number;
  /** What the fragment at offset 0 says; the others need not agree (RFC 8200 4.5). */
  protocol: number;
}

export class IpDefragmenter {
  /** Fragments that cover bytes of an earlier one without being its copy. */
  overlaps = 0;
  /** Fragments that cannot be: of no whole units, too long, past the end, too many. */
  refused = 0;
  /** Datagrams given up because fragments were missing for too long. */
  expired = 0;
  /** Datagrams given up to make room. */
  evicted = 0;
  /** Of the datagram that was given up first, the fragment that came first. */
  incomplete: FrameAt | undefined;

  /** In order of arrival. */
  readonly #waiting = new Map<string, Datagram>();

  /**
   * Takes the fragment in `view` (`stop` is `fragment`), which came in the frame `at`. True when it completes its datagram:
   * then `view` describes that as a whole, in a buffer of its own, as if it had come in this frame.
   */
  add(view: PacketView, at: FrameAt): boolean {
    this.expire(at.time);
    const key = keyOf(view);
    const datagram = this.#waiting.get(key) ?? newDatagram(at);
    if (!this.#accept(datagram, view)) return false;
    if (!isComplete(datagram)) {
      if (datagram.fragments.length === 1) this.#wait(key, datagram);
      return false;
    }
    this.#waiting.delete(key);
    decodeDatagram(view, datagram);
    return true;
  }

  /** Gives up what has waited too long at `time`. */
  expire(time: number): void {
    for (const [key, datagram] of this.#waiting) {
      if (time - datagram.at.time <= FRAGMENT_TIMEOUT) return;
      this.#giveUp(key, datagram);
      this.expired++;
    }
  }

  #wait(key: string, datagram: Datagram): void {
    if (this.#waiting.size >= MAX_DATAGRAMS) {
      for (const [oldest, given] of this.#waiting) {
        this.#giveUp(oldest, given);
        break;
      }
      this.evicted++;
    }
    this.#waiting.set(key, datagram);
  }

  #giveUp(key: string, { at }: Datagram): void {
    this.#waiting.delete(key);
    this.incomplete ??= at;
  }

  /** A copy of a fragment that is held changes nothing, as span ports send each twice. */
  #accept(datagram: Datagram, view: PacketView): boolean {
    const { fragments } = datagram;
    const offset = view.fragmentOffset;
    const end = offset + view.wireEnd - view.transportOffset;
    if (fragments.some((held) => held.offset === offset && held.end === end)) return false;
    const bytes = new Uint8Array(view.bytes.subarray(view.transportOffset, view.end));
    if (!fits(datagram, offset, end, bytes.length, view)) {
      this.refused++;
      return false;
    }
    if (fragments.some((held) => held.offset < end && offset < held.end)) this.overlaps++;
    fragments.push({ offset, end, bytes });
    datagram.heldBytes += bytes.length;
    datagram.wireBytes += end - offset;
    if (!view.moreFragments) datagram.length = end;
    if (offset === 0 && datagram.protocol < 0) datagram.protocol = view.protocol;
    return true;
  }
}

/** IPv4 tells datagrams apart by protocol too (RFC 791 2.3), IPv6 does not (RFC 8200 4.5). */
function keyOf(view: PacketView): string {
  const isV4 = view.ipVersion === 4;
  const addresses = view.bytes.subarray(view.sourceOffset, view.sourceOffset + (isV4 ? 8 : 32));
  return `${String.fromCharCode(...addresses)}${view.identification}${isV4 ? ` ${view.protocol}` : ''}`;
}

function newDatagram(at: FrameAt): Datagram {
  return { at, fragments: [], heldBytes: 0, wireBytes: 0, length: -1, protocol: -1 };
}

function fits(datagram: Datagram, offset: number, end: number, size: number, view: PacketView): boolean {
  const { fragments, length, heldBytes } = datagram;
  if (end === offset || (view.moreFragments && (end & 7) !== 0)) return false;
  if (end > MAX_DATAGRAM_BYTES - (view.ipVersion === 4 ? IPV4_HEADER_LENGTH : 0)) return false;
  if (fragments.length >= MAX_FRAGMENTS || heldBytes + size > MAX_DATAGRAM_BYTES) return false;
  if (length >= 0) return end <= length && (view.moreFragments || end === length);
  return view.moreFragments || fragments.every((held) => held.end <= end);
}

function isComplete({ fragments, length, wireBytes }: Datagram): boolean {
  if (length < 0 || wireBytes < length) return false;
  return reach(fragments, (fragment) => fragment.end) === length;
}

/** How far the fragments reach from 0 without a hole. */
function reach(fragments: readonly Fragment[], endOf: (fragment: Fragment) => number): number {
  let reached = 0;
  for (const fragment of [...fragments].sort((a, b) => a.offset - b.offset)) {
    if (fragment.offset > reached) break;
    reached = Math.max(reached, endOf(fragment));
  }
  return reached;
}

/** Writes the datagram behind the header of the fragment that completed it. Where one was cut, so is the datagram. */
function decodeDatagram(view: PacketView, { fragments, length, protocol }: Datagram): void {
  const isV4 = view.ipVersion === 4;
  const headerLength = isV4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH;
  const bytes = new Uint8Array(headerLength + length);
  bytes.set(view.bytes.subarray(view.networkOffset, view.networkOffset + headerLength));
  for (const fragment of fragments.toReversed()) bytes.set(fragment.bytes, headerLength + fragment.offset);
  if (isV4) rewriteIpv4(bytes);
  else rewriteIpv6(bytes, length, protocol);
  const captured = headerLength + reach(fragments, (fragment) => fragment.offset + fragment.bytes.length);
  decodePacket(view, bytes, 0, captured, bytes.length, isV4 ? LINK_TYPE.ipv4 : LINK_TYPE.ipv6);
}

/** No options, the whole length, no fragment. */
function rewriteIpv4(bytes: Uint8Array): void {
  bytes[0] = 0x45;
  bytes[2] = bytes.length >> 8;
  bytes[3] = bytes.length & 0xff;
  bytes[6] = 0;
  bytes[7] = 0;
}

/** No extension headers: what the fragment header announced follows. */
function rewriteIpv6(bytes: Uint8Array, length: number, protocol: number): void {
  bytes[4] = length >> 8;
  bytes[5] = length & 0xff;
  bytes[6] = protocol;
}
