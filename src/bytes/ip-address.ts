/** IP addresses as text: dotted decimal, and RFC 5952 for IPv6. Off the fast path; `ipaddr.js` serves configuration and catalogue. */

/** The 4 bytes at `offset`, such as `17.57.144.22`. */
export function ipv4Text(bytes: Uint8Array, offset = 0): string {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
}

/** The 16 bytes at `offset`: lower case, the first longest run of zeros as `::`, mapped IPv4 in dotted decimal. */
export function ipv6Text(bytes: Uint8Array, offset = 0): string {
  if (isMapped(bytes, offset)) return `::ffff:${ipv4Text(bytes, offset + 12)}`;
  const run = longestZeroRun(bytes, offset);
  let text = '';
  for (let group = 0; group < 8; group++) {
    if (group === run.start) {
      text += '::';
      group += run.length - 1;
      continue;
    }
    if (group > 0 && !text.endsWith('::')) text += ':';
    text += groupAt(bytes, offset, group).toString(16);
  }
  return text;
}

/** The address of the given version at `offset`. */
export function ipAddressText(bytes: Uint8Array, offset: number, version: 4 | 6): string {
  return version === 4 ? ipv4Text(bytes, offset) : ipv6Text(bytes, offset);
}

function groupAt(bytes: Uint8Array, offset: number, group: number): number {
  return (bytes[offset + 2 * group] << 8) | bytes[offset + 2 * group + 1];
}

/** The prefix ::ffff:0:0/96 (RFC 4291 2.5.5.2), for which RFC 5952 5 recommends the mixed notation. */
function isMapped(bytes: Uint8Array, offset: number): boolean {
  for (let group = 0; group < 5; group++) if (groupAt(bytes, offset, group) !== 0) return false;
  return groupAt(bytes, offset, 5) === 0xffff;
}

/** A single zero group is not shortened (RFC 5952 4.2.2): then `start` is -1. */
function longestZeroRun(bytes: Uint8Array, offset: number): { start: number; length: number } {
  const best = { start: -1, length: 1 };
  let length = 0;
  for (let group = 0; group < 8; group++) {
    length = groupAt(bytes, offset, group) === 0 ? length + 1 : 0;
    if (length > best.length) {
      best.start = group - length + 1;
      best.length = length;
    }
  }
  return best;
}
