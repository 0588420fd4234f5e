import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { allPorts, documentsPort, inSpans, type PortTransport, portsOf, portsText } from '../../src/catalogue/ports.ts';

const catalogue = createCatalogue();
const row = (ref: string) => catalogue.row(ref)!;

test.each([
  [135, true],
  [136, false],
  [49_151, false],
  [49_152, true],
  [65_535, true],
])('135 and 49152 to 65535 hold %i: %s', (port, held) => {
  expect(inSpans([135, [49_152, 65_535]], port)).toBe(held);
});

test('no spans hold nothing', () => {
  expect(inSpans(undefined, 443)).toBe(false);
});

test.each<[string, PortTransport, number, boolean]>([
  ['S16', 'tcp', 514, true],
  ['S16', 'udp', 514, true],
  ['S27', 'udp', 138, true],
  ['S27', 'udp', 139, false],
  ['S22', 'udp', 443, false],
  ['S41', 'tcp', 50_000, true],
])('%s documents %s %i: %s', (ref, transport, port, documented) => {
  expect(documentsPort(row(ref), transport, port)).toBe(documented);
});

test('ports of a host replace those of its row', () => {
  const setup = row('A:device-setup');
  const time = setup.hosts.find((host) => host.name === 'time.apple.com')!;
  const albert = setup.hosts.find((host) => host.name === 'albert.apple.com')!;
  expect(documentsPort(setup, 'udp', 123, time)).toBe(true);
  expect(documentsPort(setup, 'tcp', 443, time)).toBe(false);
  expect(portsOf(setup, albert)).toBe(setup.ports);
});

test('all ports of a row, in order', () => {
  expect(portsText(allPorts(row('A:device-setup')))).toBe('80, 443; udp 123');
  expect(portsText(allPorts(row('S41')))).toBe('135, 49152-65535');
  expect(portsText({ udp: [5555] })).toBe('udp 5555');
});
