import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue/match.ts';
import { documentedPorts } from '../../../src/detect/ports/documented-ports.ts';

const catalogue = createCatalogue();
const portsOf = (ref: string, name?: string) => {
  const row = catalogue.row(ref)!;
  return documentedPorts({ row, host: row.hosts.find((host) => host.name === name) });
};

it('are those of the row, ranges and UDP among them, or of the host', () => {
  expect(portsOf('S14')).toEqual(['TCP 389', 'TCP 636']);
  expect(portsOf('S41')).toEqual(['TCP 135', 'TCP 49152-65535']);
  expect(portsOf('J:remote-assist')).toEqual(['TCP 443', 'UDP 5555']);
  expect(portsOf('S5', 'gateway.push.apple.com')).toEqual(['TCP 2195']);
});
