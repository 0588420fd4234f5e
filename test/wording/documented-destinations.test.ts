import { describe, expect, it } from 'vitest';
import type { ServiceRow } from '../../src/catalogue/service-row.ts';
import { documentedDestinations } from '../../src/wording/documented-destinations.ts';

const ROW = {
  hosts: [{ name: '*.push.apple.com' }, { name: 'init.push.apple.com' }],
  ranges: ['apns', 'apple-17'],
} as Pick<ServiceRow, 'hosts' | 'ranges'> as ServiceRow;

const scope = (serverNames: string[], servers: string[]) =>
  ({ transport: 'tcp', clients: [], ports: [], serverNames, servers }) as const;

describe('documentedDestinations', () => {
  it.each([
    [
      'a covered name in the widest range',
      ['1-courier.push.apple.com'],
      ['17.57.144.20'],
      ['*.push.apple.com', '17.0.0.0/8'],
    ],
    ['IPv6, where no wider range exists', [], ['2620:149:a44::20'], ['2620:149:a44::/48']],
    [
      'both families once each',
      [],
      ['17.57.144.20', '17.1.1.1', '2620:149:a44::20'],
      ['17.0.0.0/8', '2620:149:a44::/48'],
    ],
    ['a foreign address', ['push.apple.com'], ['192.0.2.1'], []],
    ['upper case', ['X.PUSH.APPLE.COM'], [], ['*.push.apple.com']],
    ['no address at all', [], ['not an address'], []],
  ])('%s', (_, names, servers, expected) => {
    expect(documentedDestinations(ROW, scope(names, servers))).toEqual(expected);
  });

  it('names an exact host beside the range that it is in, not alone', () => {
    const row = { ...ROW, hosts: [{ name: 'api.push.apple.com' }] } as unknown as ServiceRow;
    expect(documentedDestinations(row, scope(['API.push.apple.com'], ['17.1.1.1']))).toEqual([
      'api.push.apple.com',
      '17.0.0.0/8',
    ]);
    expect(documentedDestinations(row, scope(['api.push.apple.com'], ['192.0.2.1']))).toEqual([]);
  });

  it("says nothing for a row of the customer's own hosts", () => {
    expect(
      documentedDestinations({ hosts: [] } as unknown as ServiceRow, scope(['jss.example.com'], ['10.0.0.1'])),
    ).toEqual([]);
  });
});
