import { expect, test } from 'vitest';
import { tcpdumpEngine } from '../../../src/source/live/tcpdump-engine.ts';

const REQUEST = { interface: 'eth0', promiscuous: true };
const engine = tcpdumpEngine('/usr/bin/tcpdump', REQUEST, 'linux');

test('its parameters', () => {
  expect(engine.parameters.join(' ')).toBe('-n -U -B 65536 -i eth0 -w - --time-stamp-precision=nano');
  const all = { interface: 'en0', filter: 'tcp port 443', snaplen: 256, promiscuous: false };
  expect(tcpdumpEngine('tcpdump', all, 'darwin').parameters.join(' ')).toBe(
    '-n -U -B 65536 -i en0 -w - -s 256 -p -- tcp port 443',
  );
  // A filter that looks like an option is none.
  expect(tcpdumpEngine('tcpdump', { ...REQUEST, filter: '-Z root' }, 'linux').parameters.slice(-2)).toEqual([
    '--',
    '-Z root',
  ]);
});

test('of macOS it takes pcapng with processes where the interface is pktap', () => {
  const pktap = { ...REQUEST, interface: 'pktap,en0' };
  expect(tcpdumpEngine('tcpdump', pktap, 'darwin').parameters).toContain('-P');
  expect(tcpdumpEngine('tcpdump', pktap, 'linux').parameters).not.toContain('-P');
  expect(tcpdumpEngine('tcpdump', REQUEST, 'darwin').parameters).not.toContain('-P');
});

test('the signal that makes it say its counts', () => {
  expect(engine.asks).toBe('USR1');
  expect(tcpdumpEngine('tcpdump', REQUEST, 'darwin').asks).toBe('INFO');
});

test.each([
  [
    'tcpdump: 7 packets captured, 9 packets received by filter, 2 packets dropped by kernel, 1 packet dropped by interface',
    { received: 9, dropped: 2, interfaceDropped: 1 },
  ],
  ['9 packets received by filter', { received: 9 }],
  ['1 packet dropped by kernel', { dropped: 1 }],
  ['7 packets captured', undefined],
])('counts in %j', (line, counts) => {
  expect(engine.countsOf(line)).toEqual(counts);
});

test('what says nothing of a failure', () => {
  for (const line of [
    'tcpdump: listening on d1, link-type EN10MB (Ethernet), snapshot length 262144 bytes',
    '7 packets captured',
    'tcpdump: 7 packets captured, 9 packets received by filter, 2 packets dropped by kernel',
    'dropped privs to tcpdump',
    '',
  ])
    expect(engine.isChatter(line), line).toBe(true);
  expect(engine.isChatter('tcpdump: pcap_loop: The interface disappeared')).toBe(false);
});
