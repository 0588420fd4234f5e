import { describe, expect, test } from 'vitest';
import { capEngine } from '../../../src/source/live/cap-engine.ts';
import { dumpcapEngine } from '../../../src/source/live/dumpcap-engine.ts';
import { endedText, engineFailure } from '../../../src/source/live/engine-failure.ts';
import { tcpdumpEngine } from '../../../src/source/live/tcpdump-engine.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

const REQUEST = { interface: 'eth0', filter: 'tcp portt 5', promiscuous: true };
const EFFECTS = fakeLiveEffects({ interfaces: () => ({ lo: [], eth1: [] }) });
const ENGINES = {
  dumpcap: dumpcapEngine('dumpcap', REQUEST),
  tcpdump: tcpdumpEngine('tcpdump', REQUEST, 'linux'),
  cap: capEngine(REQUEST, EFFECTS),
};
const ENDED = { code: 1, signal: null };

/** Words of dumpcap 4.0, tcpdump 4.99 with libpcap 1.10, and cap 0.2. */
const CASES: readonly (readonly [keyof typeof ENGINES, string, string, string])[] = [
  [
    'dumpcap',
    'You do not have permission to capture on device "lo".\n(socket: Operation not permitted)',
    'permission',
    '(socket: Operation not permitted)',
  ],
  [
    'tcpdump',
    "tcpdump: lo: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)",
    'permission',
    'may not capture on eth0 as this user',
  ],
  ['tcpdump', 'tcpdump: en0: (cannot open BPF device) /dev/bpf0: Permission denied', 'permission', '/dev/bpf0'],
  ['cap', 'cap: socket: Operation not permitted', 'permission', 'cap may not capture'],
  [
    'dumpcap',
    'dumpcap: There is no device named "eth0".\n(No such device exists)',
    'no-such-interface',
    'no interface eth0',
  ],
  [
    'dumpcap',
    'dumpcap: The capture session could not be initiated because\n"d1" is neither an interface nor a socket nor a pipe.',
    'no-such-interface',
    'eth0',
  ],
  ['tcpdump', 'tcpdump: eth0: No such device exists\n(No such device exists)', 'no-such-interface', 'eth0'],
  ['dumpcap', 'dumpcap: Invalid capture filter "tcp portt 5" for interface \'lo\'.', 'wrong-filter', '"tcp portt 5"'],
  ['tcpdump', "tcpdump: can't parse filter expression: syntax error", 'wrong-filter', 'syntax error'],
  ['cap', "cap: can't parse filter expression: syntax error", 'wrong-filter', 'syntax error'],
  ['cap', "cap cannot be loaded: Cannot find module 'cap'", 'no-engine', 'cap cannot be loaded'],
  ['tcpdump', 'tcpdump: eth0: That device is not up', 'engine-failed', 'That device is not up'],
];

describe('an engine that did not start', () => {
  test.each(CASES)('%s: %s', (name, said, code, message) => {
    const lines = [...(name === 'dumpcap' ? ["Capturing on 'eth0'"] : []), ...said.split('\n')];
    const error = engineFailure(ENGINES[name], ENDED, lines, REQUEST, EFFECTS);
    expect(error).toMatchObject({ name: 'CaptureError', code });
    expect(error.message).toContain(message);
    expect(error.advice.length).toBeGreaterThan(10);
  });

  test('an unknown interface is answered with those that there are', () => {
    const error = engineFailure(ENGINES.tcpdump, ENDED, ['No such device exists'], REQUEST, EFFECTS);
    expect(error.advice).toBe('There are: lo, eth1.');
  });

  test('an interface that is down is answered with how to bring it up', () => {
    const error = engineFailure(ENGINES.tcpdump, ENDED, ['tcpdump: eth0: That device is not up'], REQUEST, EFFECTS);
    expect(error.advice).toContain('sudo ip link set eth0 up');
  });
});

describe('an engine that ended', () => {
  test('is named with its exit code and its last words', () => {
    const lines = ['tcpdump: pcap_loop: The interface disappeared', '9 packets captured'];
    expect(endedText(ENGINES.tcpdump, ENDED, lines, 'eth0')).toBe(
      'tcpdump on eth0 ended by itself (exit code 1): tcpdump: pcap_loop: The interface disappeared',
    );
  });

  test('is named with the signal', () => {
    const killed = { code: null, signal: 'SIGKILL' } as const;
    expect(endedText(ENGINES.dumpcap, killed, ['File: -'], 'eth0')).toBe(
      'dumpcap on eth0 ended by itself (by SIGKILL)',
    );
  });

  test('is cap, which aborts when its interface is gone', () => {
    const said =
      "node: ../src/binding.cc:190: static void Pcap::cb_packets(uv_poll_t*, int, int): Assertion `status == 0' failed.";
    const ended = { code: null, signal: 'SIGABRT' } as const;
    expect(endedText(ENGINES.cap, ended, [said], 'eth0')).toBe(
      'cap on eth0 ended by itself: the interface went down or is gone',
    );
  });
});
