import { expect, test } from 'vitest';
import { dumpcapEngine } from '../../../src/source/live/dumpcap-engine.ts';

const engine = dumpcapEngine('/usr/bin/dumpcap', { interface: 'en0', promiscuous: true });

test('its parameters', () => {
  expect(engine.parameters.join(' ')).toBe('-q -B 64 -i en0 -w -');
  const all = dumpcapEngine('dumpcap', { interface: 'en0', filter: 'tcp port 443', snaplen: 256, promiscuous: false });
  expect(all.parameters.slice(7)).toEqual(['-s', '256', '-p', '-f', 'tcp port 443']);
});

test.each([
  [
    "Packets received/dropped on interface 'd1': 90/7 (pcap:3/dumpcap:4/flushed:0/ps_ifdrop:2) (92.8%)",
    { received: 90, dropped: 7, interfaceDropped: 2 },
  ],
  // Wireshark 2.0
  [
    "Packets received/dropped on interface 'en0': 5/0 (pcap:0/dumpcap:0/flushed:0) (100.0%)",
    { received: 5, dropped: 0 },
  ],
  ['Packets captured: 9', undefined],
  ['', undefined],
])('counts in %j', (line, counts) => {
  expect(engine.countsOf(line)).toEqual(counts);
});

test('what says nothing of a failure', () => {
  for (const line of ["Capturing on 'eth0'", 'File: -', 'Packets captured: 9', ''])
    expect(engine.isChatter(line)).toBe(true);
  const error = 'dumpcap: The network adapter "d1" is no longer attached; the capture has stopped.';
  expect(engine.isChatter(error)).toBe(false);
});
