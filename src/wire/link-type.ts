/** Link types of pcap and pcapng, by the names that the registry gives them (https://www.tcpdump.org/linktypes.html). */

export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  /** DLT_RAW as Linux, macOS and most others write it. */
  dltRaw: 12,
  /** DLT_RAW as OpenBSD writes it. */
  dltRawOpenBsd: 14,
  pppHdlc: 50,
  raw: 101,
  ieee80211: 105,
  loop: 108,
  linuxSll: 113,
  radiotap: 127,
  /** User-defined, and what macOS writes for PKTAP. */
  user2: 149,
  ppi: 192,
  ipv4: 228,
  ipv6: 229,
  pktap: 258,
  linuxSll2: 276,
} as const;
