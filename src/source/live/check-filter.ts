/** Looks at a capture filter before anything is opened: its mistakes need no rights to be found. */
import { wrongFilter } from './engine-failure.ts';
import { findProgram, type LiveEffects } from './live-effects.ts';

/**
 * Throws `CaptureError` (`wrong-filter`) with the words of libpcap's compiler when the filter is a mistake on every interface. It is
 * compiled for Ethernet; what only other link types know (`wlan host`) passes, and the engine judges it. Without tcpdump, the engine
 * alone does.
 */
export async function checkFilter(filter: string, effects: LiveEffects): Promise<void> {
  const tcpdump = findProgram('tcpdump', effects);
  if (tcpdump === undefined) return;
  const { code, error } = await effects.run(tcpdump, ['-d', '-y', 'EN10MB', '--', filter]);
  if (code === 0 || !MISTAKE.test(error)) return;
  const lines = error.split('\n').filter((line) => line !== '');
  throw wrongFilter(filter, lines);
}

/** Whatever the link type. */
const MISTAKE =
  /syntax error|can't parse|illegal (token|char|port|qualifier)|invalid (ip|port|net|qualifier)|unknown (host|port|network|protocol|ether host)|non-network bits|rejects all packets/i;
