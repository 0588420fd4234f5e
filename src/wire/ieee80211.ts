/** 802.11 data frames (IEEE 802.11-2020 9.3.2), with or without radiotap (radiotap.org) or PPI in front. */
import { type Layer, stop, stopShort } from './layer.ts';
import { layerOfLinkType } from './link-type.ts';
import type { PacketView } from './packet-view.ts';

const DATA = 2;
const SUBTYPE_NO_DATA = 4;
const SUBTYPE_QOS = 8;
const FLAG_TO_DS = 0x01;
const FLAG_FROM_DS = 0x02;
const FLAG_PROTECTED = 0x40;
const FLAG_HT_CONTROL = 0x80;
const QOS_AGGREGATE = 0x80;
/** Addresses and length in front of each part of an aggregate (A-MSDU, 9.3.2.2). */
const SUBFRAME_HEADER_LENGTH = 14;

export function readIeee80211(view: PacketView): Layer {
  return readFrame(view, false);
}

/** Only data in the clear. Of an aggregate the first part is read; of fragments none but the first names its content. */
function readFrame(view: PacketView, isPadded: boolean): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 2) return stopShort(view);
  const control = bytes[at];
  const flags = bytes[at + 1];
  const subtype = control >> 4;
  if ((control & 3) !== 0 || ((control >> 2) & 3) !== DATA || (subtype & SUBTYPE_NO_DATA) !== 0) return 'other';
  if ((flags & FLAG_PROTECTED) !== 0) return 'other';

  const isBetweenAccessPoints = (flags & FLAG_TO_DS) !== 0 && (flags & FLAG_FROM_DS) !== 0;
  const qosAt = at + (isBetweenAccessPoints ? 30 : 24);
  const isQos = (subtype & SUBTYPE_QOS) !== 0;
  const length = qosAt - at + (isQos ? 2 : 0) + (isQos && (flags & FLAG_HT_CONTROL) !== 0 ? 4 : 0);
  let next = at + (isPadded ? (length + 3) & ~3 : length);
  if (next > view.end) return stopShort(view);
  const isLaterFragment = (bytes[at + 22] & 0x0f) !== 0;
  if (isLaterFragment) return 'other';
  if (isQos && (bytes[qosAt] & QOS_AGGREGATE) !== 0) next += SUBFRAME_HEADER_LENGTH;
  view.position = next;
  return 'llc';
}

const RADIOTAP_TSFT = 1;
const RADIOTAP_FLAGS = 2;
const RADIOTAP_FLAG_PADDED = 0x20;

/** Version 0, padding, length, then words of presence bits; all little-endian. The flags tell of a padded header. */
export function readRadiotap(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 8) return stopShort(view);
  const length = bytes[at + 2] | (bytes[at + 3] << 8);
  if (bytes[at] !== 0 || length < 8) return stop(view, 'malformed');
  if (view.end - at < length) return stopShort(view);
  view.position = at + length;
  return readFrame(view, (radiotapFlags(bytes, at, at + length) & RADIOTAP_FLAG_PADDED) !== 0);
}

/** The flags field is the first, or the second behind the 8-byte timer, which is aligned to 8. */
function radiotapFlags(bytes: Uint8Array, start: number, end: number): number {
  const present = bytes[start + 4];
  if ((present & RADIOTAP_FLAGS) === 0) return 0;
  let at = start + 8;
  while (at + 4 <= end && (bytes[at - 1] & 0x80) !== 0) at += 4;
  if ((present & RADIOTAP_TSFT) !== 0) at = start + ((at - start + 7) & ~7) + 8;
  return at < end ? bytes[at] : 0;
}

/** Version 0, flags, length, link type of what follows; all little-endian. */
export function readPpi(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 8) return stopShort(view);
  const length = bytes[at + 2] | (bytes[at + 3] << 8);
  if (length < 8) return stop(view, 'malformed');
  if (view.end - at < length) return stopShort(view);
  view.position = at + length;
  return layerOfLinkType(bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24));
}
