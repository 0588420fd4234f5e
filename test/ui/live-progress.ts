/** The progress of a live capture, as the program tells it. */
import type { LiveFeed, Progress } from '../../src/ui/progress.ts';

export const EN0: LiveFeed = {
  engine: 'tcpdump',
  interface: 'en0',
  why: 'dumpcap is not installed; tcpdump stamps packets in the kernel',
  state: 'capturing',
  received: 96_412,
  dropped: 12,
  interfaceDropped: 0,
};

/** 1,240 packets a second, none of which need be counted by the screen: it does so of snapshots that follow one another. */
export const LIVE: Progress = {
  bytesRead: 38e6,
  bytesPerSecond: 840_000,
  packetsPerSecond: 1240,
  finished: false,
  live: { feeds: [EN0], seconds: 312.4 },
};
