import { describe, expect, it, test } from 'vitest';
import { parsePack } from '../../src/catalogue/endpoint-pack.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { ROWS } from '../../src/catalogue/tables.ts';

const VPN = {
  id: 'acme-vpn',
  title: 'Acme VPN',
  hosts: ['VPN.acme.example', '10.9.0.0/16', '10.8.1.1'],
  ports: { tcp: [443] },
};
const parse = (endpoints: unknown, more: object = {}) =>
  parsePack(JSON.stringify({ ...more, endpoints }), 'packs/acme.json');
const rowsOf = (endpoints: unknown, more: object = {}) => {
  const pack = parse(endpoints, more);
  if ('problems' in pack) throw new Error(pack.problems.join('\n'));
  return pack.rows;
};
const problemsOf = (endpoints: unknown) => {
  const pack = parse(endpoints);
  // The whole text stands on one line: its columns say nothing.
  return 'problems' in pack ? pack.problems.map((problem) => problem.replace(/^packs\/acme\.json:1:\d+: /, '')) : [];
};

describe('a row', () => {
  it('needs an id, a title, hosts and ports; the rest is what claims least', () => {
    expect(rowsOf([VPN])).toEqual([
      {
        id: 'acme-vpn',
        ref: 'X:acme-vpn',
        title: 'Acme VPN',
        from: ['other-service'],
        to: 'other-service',
        hosts: [{ name: 'vpn.acme.example' }],
        blocks: ['10.9.0.0/16', '10.8.1.1/32'],
        ports: { tcp: [443] },
        protocols: ['unknown'],
        cleartext: { ports: [443], standing: 'normal' },
        tlsInspection: 'not-stated',
        lifecycle: { state: 'active' },
        source: { title: 'endpoint pack packs/acme.json' },
        checked: undefined,
        notes: [],
      },
    ]);
  });

  it('takes source and day from the pack, unless it has its own', () => {
    const pack = { source: { title: 'Network plan' }, checked: '2026-11-01' };
    const own = { ...VPN, id: 'own', source: { title: 'Ticket' }, checked: '2026-11-02' };
    expect(rowsOf([VPN, own], pack).map(({ source, checked }) => [source.title, checked])).toEqual([
      ['Network plan', '2026-11-01'],
      ['Ticket', '2026-11-02'],
    ]);
  });

  it('that is encrypted only documents no clear text', () => {
    const cleartext = (protocols: string[]) => rowsOf([{ ...VPN, protocols }])[0].cleartext;
    expect(cleartext(['tls', 'quic'])).toBeUndefined();
    expect(cleartext(['tls', 'http'])).toEqual({ ports: [443], standing: 'normal' });
  });

  it('may be met through a role that the site declares', () => {
    expect(rowsOf([{ ...VPN, hosts: undefined, from: ['jamf-pro'], to: 'ldap' }])[0]).toMatchObject({
      to: 'ldap',
      hosts: [],
    });
  });
});

test.each<[string, object, string[]]>([
  [
    'nobody to meet',
    { hosts: [] },
    ['endpoints[0].hosts: missing, expected hosts, or in `to` a role that a site configuration can declare'],
  ],
  [
    'a role of nobody here',
    { hosts: [], to: 'apple' },
    ['endpoints[0].hosts: missing, expected hosts, or in `to` a role that a site configuration can declare'],
  ],
  ['no port', { ports: {} }, ['endpoints[0].ports: found an object, expected { "tcp": […] }, { "udp": […] }, or both']],
  [
    'a span that runs backwards',
    { ports: { udp: [53, [9, 5]] } },
    ['endpoints[0].ports.udp[1]: found a list of 2, expected two ports, the lower first'],
  ],
  [
    'an address to leave out',
    { except: ['10.9.1.1'] },
    ['endpoints[0].except[0]: found "10.9.1.1", expected a name or *.suffix'],
  ],
  [
    'a port in a host',
    { hosts: ['vpn.acme.example:443'] },
    ['endpoints[0].hosts[0]: found "vpn.acme.example:443", expected "vpn.acme.example", and the port apart'],
  ],
  ['another shape', { port: 443 }, ['endpoints[0].port: unknown key. Did you mean ports?']],
])('%s is a mistake', (_, more, problems) => {
  expect(problemsOf([{ ...VPN, ...more }])).toEqual(problems);
});

test('a mistake in the id can be told later', () => {
  const pack = parsePack(
    '{"endpoints": [\n {"id": "a", "title": "A", "hosts": ["a.example"], "ports": {"tcp": [1]}}]}',
    'a.json',
  );
  expect('problems' in pack ? '' : pack.idProblem(0, 'is taken')).toBe('a.json:2:3: endpoints[0].id: is taken');
});

describe('in the catalogue', () => {
  const catalogue = createCatalogue(undefined, [
    ...ROWS,
    ...rowsOf([VPN, { ...VPN, id: 'any', hosts: ['*.push.apple.com'] }]),
  ]);
  const refs = (query: Parameters<typeof catalogue.classifyEndpoint>[0]) =>
    catalogue.classifyEndpoint(query).map(({ row, portDocumented }) => `${row.ref}${portDocumented ? '' : '!'}`);

  it('rows are met by name and by block', () => {
    expect(refs({ name: 'vpn.acme.example', port: 8443 })).toEqual(['X:acme-vpn!']);
    expect(refs({ address: '10.9.7.7', port: 443 })).toEqual(['X:acme-vpn']);
    expect(refs({ address: '10.8.1.1', port: 443 })).toEqual(['X:acme-vpn']);
    expect(refs({ address: '10.8.1.2', port: 443 })).toEqual([]);
    // As with the documented ranges: on another port the address is no evidence.
    expect(refs({ address: '10.9.7.7', port: 22 })).toEqual([]);
    expect(catalogue.classifyEndpoint({ address: '10.9.7.7', port: 443 })[0]).toMatchObject({
      by: 'range',
      on: '10.9.0.0/16',
    });
  });

  it('built-in rows come before them where both fit as well', () => {
    expect(refs({ name: '1-courier.push.apple.com', port: 443 })[0]).toBe('S22');
    expect(refs({ name: '1-courier.push.apple.com', port: 443 })).toContain('X:any');
  });

  it('nobody becomes their server by a role', () => {
    expect(refs({ address: '10.1.1.1', serverRoles: ['ldap'] }).filter((ref) => ref.startsWith('X:'))).toEqual([]);
    expect(catalogue.matchPort('tcp', 443).some(({ ref }) => ref.startsWith('X:'))).toBe(false);
  });
});

test('names among hosts stand as they are compared', () => {
  const [row] = rowsOf([
    { ...VPN, hosts: ['A.example.', '10.1.1.1', '*.B.example', 'fd00::/8'], except: ['X.B.example'] },
  ]);
  expect([row.hosts, row.except]).toEqual([[{ name: 'a.example' }, { name: '*.b.example' }], ['x.b.example']]);
});
