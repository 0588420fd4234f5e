import { describe, expect, it } from 'vitest';
import { parsePack } from '../../src/catalogue/endpoint-pack.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { type Assignable, ServiceAssigner } from '../../src/classify/assign-services.ts';
import { seen } from '../support/flow-facts.ts';

const FLOW: Assignable = {
  transport: 'tcp',
  serverAddress: '203.0.113.9',
  serverPort: 443,
  name: undefined,
  protocol: 'tls',
  observations: [],
  clientRoles: [],
  serverRoles: [],
  announced: false,
};
const assigner = new ServiceAssigner(createCatalogue());
const refs = (flow: Partial<Assignable>, by = assigner) =>
  by.assign({ ...FLOW, ...flow }).map(({ row, portDocumented }) => `${row.ref}${portDocumented ? '' : '!'}`);

const courierHello = (...alpn: readonly string[]) => [seen('tls-client-hello', 0, 1, { hello: { alpn } })];

describe('a name', () => {
  it.each<[string, Partial<Assignable>, string]>([
    ['of push is push', { name: '1-courier.push.apple.com', serverPort: 5223 }, 'S22'],
    ['of push on another port is misplaced push', { name: '1-courier.push.apple.com', serverPort: 8443 }, 'S22!'],
    ['of the provider API is that', { name: 'api.push.apple.com', serverPort: 2197 }, 'S4'],
  ])('%s', (_, flow, first) => {
    expect(refs(flow)[0]).toBe(first);
  });

  it('decides over the address', () => {
    expect(refs({ name: 'www.apple.com', serverAddress: '17.57.144.20', serverPort: 5223 })).toEqual([]);
  });

  it('of a tenant is sure of no more than any client, until the client is known', () => {
    const tenant = { name: 'acme.jamfcloud.com' };
    expect(refs(tenant)).not.toContain('S34');
    expect(refs({ ...tenant, clientRoles: ['managed-computer'] })).toContain('S21');
    expect(refs({ ...tenant, clientRoles: ['infrastructure-manager'] })).toContain('S34');
  });
});

it('the App Store is no proof of Apple Business Manager, which needs its hosts too', () => {
  const store = { clientRoles: ['managed-device'] as const, name: 'play.itunes.apple.com' };
  expect(refs(store)).toEqual(['A:apps', 'S28']);
});

it('rows of a name that document the port come alone; where none does all are misplaced', () => {
  const server = { clientRoles: ['jamf-pro'] as const };
  expect(refs({ ...server, name: 'vpp.itunes.apple.com' })).toEqual(['S7', 'A:device-management', 'A:apps']);
  const engage = { ...server, name: 'experience.jamfcloud.com' };
  expect(refs({ ...engage, serverPort: 80, protocol: 'http' })).toEqual(['S10']);
  expect(refs({ ...engage, serverPort: 444 })).toEqual(['J:web!', 'S10!', 'S9!']);
});

describe('a client of which nothing is known', () => {
  it.each<[string, string, string[]]>([
    ['a device may fetch an icon as well as the server', 'ics.services.jamfcloud.com', ['J:icon-service']],
    [
      'devices and the server both ask for updates on offer',
      'gdmf.apple.com',
      ['A:device-management', 'A:software-update'],
    ],
    ['every office computer signs in with Microsoft', 'login.microsoftonline.com', []],
    ['anybody reads the documentation', 'docs.jamf.com', []],
    ['only the server asks for patch definitions', 'jamf-patch.jamfcloud.com', ['S9']],
    ['only the server asks for schemas', 'prod-custom-setting-schemas.s3.amazonaws.com', ['S8']],
    ['only devices fetch enrollment profiles', 'iprofiles.apple.com', ['A:device-management', 'S28']],
    ['devices and the server both go to enrollment', 'mdmenrollment.apple.com', ['A:device-management']],
    ['only devices fetch updates', 'swscan.apple.com', ['A:software-update', 'S28']],
    ['only the server holds the Cloud Services Connection', 'csa.services.jamfcloud.com', ['S11']],
    ['computers and mobile devices both fetch packages', 'use1-jcds.services.jamfcloud.com', ['J:jcds']],
  ])('%s: %s', (_, name, expected) => {
    expect(refs({ name })).toEqual(expected);
  });

  it('is told by what it opens: then the rows of its role count', () => {
    const server = { clientRoles: ['jamf-pro'] } as const;
    expect(refs({ name: 'login.microsoftonline.com', ...server })).toEqual(['S12']);
    expect(refs({ name: 'id.jamf.com', ...server })).toEqual(['J:web', 'P3', 'S9']);
    expect(refs({ name: 'ics.services.jamfcloud.com', ...server })).toContain('S11');
  });
});

describe('what a site declares by address', () => {
  const site = new ServiceAssigner(
    createCatalogue({
      hosts: [
        { role: 'ldap', host: '10.1.2.3' },
        { role: 'jamf-pro', host: '10.1.5.0/24', ports: [9443] },
      ],
    }),
  );
  const request = (form: string, port: number) => [seen('http-request', 0, 1, { form, port })];

  it('holds for a host whose name nothing documents', () => {
    const client = { clientRoles: ['jamf-pro'] } as const;
    const directory = { name: 'dc1.corp.example', serverAddress: '10.1.2.3', serverPort: 636, ...client };
    expect(refs(directory, site)).toContain('S14');
    expect(refs(directory)).toEqual([]);
    expect(refs({ name: 'jss.corp.example', serverAddress: '10.1.5.7', serverPort: 9443 }, site)[0]).toBe('S1');
  });

  it('tells hosts of one name apart', () => {
    const round = ['10.1.2.3', '10.1.2.4', '10.1.2.3'].map((serverAddress) => ({
      name: 'pool.corp.example',
      serverAddress,
      serverPort: 389,
      clientRoles: ['jamf-pro'] as const,
    }));
    expect(round.map((flow) => refs(flow, site).includes('S14'))).toEqual([true, false, true]);
  });

  it('gives way to a documented name', () => {
    expect(refs({ name: 'gdmf.apple.com', serverAddress: '10.1.2.3' }, site)).toEqual(refs({ name: 'gdmf.apple.com' }));
  });

  it('is not said of a host that is asked for through it: that address is the proxy', () => {
    const proxied = { name: 'www.example.org', serverAddress: '10.1.5.7', serverPort: 9443, protocol: 'http' };
    expect(refs({ ...proxied, observations: request('authority', 443) }, site)).toEqual([]);
    expect(refs({ ...proxied, observations: request('origin', 80) }, site)).not.toEqual([]);
  });
});

describe('behind a proxy', () => {
  const connect = (name: string, port: number) => ({
    name,
    serverAddress: '10.20.0.8',
    serverPort: 3128,
    protocol: 'http',
    observations: [seen('http-request', 0, 1, { form: 'authority', port })],
  });

  it('the port that counts is the one asked for', () => {
    expect(refs(connect('acme.jamfcloud.com', 443))).toEqual(['S1']);
    expect(refs(connect('acme.jamfcloud.com', 8444))).toEqual(['S1!']);
    expect(refs(connect('17.57.144.20', 5223))[0]).toBe('S22');
  });
});

describe('an address', () => {
  it('of the push ranges is push, on the documented ports', () => {
    expect(refs({ serverAddress: '17.57.144.20', serverPort: 5223 })[0]).toBe('S22');
    expect(refs({ serverAddress: '17.57.144.20', serverPort: 443 })[0]).toBe('S22');
    expect(refs({ serverAddress: '17.57.144.20', serverPort: 8080 })).toEqual([]);
  });

  it("of Apple's whole block is push on 5223 only: on 443 it is every service of Apple", () => {
    expect(refs({ serverAddress: '17.1.2.3', serverPort: 5223 })).toContain('S22');
    expect(refs({ serverAddress: '17.1.2.3', serverPort: 443 })).toEqual([]);
  });

  it('is one in the place of a name too: who asks a proxy for an address, or names one as host', () => {
    const push = { name: '17.57.144.20', serverAddress: '10.20.0.8', serverPort: 5223 };
    const plain = { serverAddress: '17.57.144.20', serverPort: 5223 };
    for (const order of [
      [push, plain],
      [plain, push],
    ]) {
      const fresh = new ServiceAssigner(createCatalogue());
      expect(order.map((flow) => refs(flow, fresh)[0])).toEqual(['S22', 'S22']);
    }
  });
});

describe('the ALPN of the device protocol', () => {
  it.each(['apns-security-v3', 'apns-pack-v1'])('%s makes it push, at any address', (alpn) => {
    expect(refs({ observations: courierHello('h2', alpn) })).toEqual(['S22']);
    expect(refs({ observations: courierHello(alpn), serverPort: 8443 })).toEqual(['S22!']);
  });

  it('puts push first where a name says more', () => {
    const flow = { name: '1-courier.push.apple.com', serverPort: 443, observations: courierHello('apns-security-v3') };
    expect(refs(flow)).toEqual(['S22', 'A:device-management']);
  });

  it('is not any other', () => {
    expect(refs({ observations: courierHello('h2', 'http/1.1') })).toEqual([]);
  });
});

describe('an assigner', () => {
  it('says the same of the same flow, and tells flows apart by every part', () => {
    const flows: Partial<Assignable>[] = [
      { name: 'gdmf.apple.com' },
      { name: 'gdmf.apple.com', serverPort: 80 },
      { name: 'gdmf.apple.com', transport: 'udp' },
      { name: 'gdmf.apple.com', protocol: 'ssh' },
      { name: 'acme.jamfcloud.com', clientRoles: ['managed-computer'] },
      { name: 'acme.jamfcloud.com', clientRoles: ['sccm-plugin'] },
      { serverAddress: '17.57.144.20', serverPort: 5223 },
    ];
    const alone = flows.map((flow) => new ServiceAssigner(createCatalogue()).assign({ ...FLOW, ...flow }));
    const together = [...flows, ...flows].map((flow) => assigner.assign({ ...FLOW, ...flow }));
    expect(together).toEqual([...alone, ...alone]);
  });

  it('knows the rows that a looked-up name stands for', () => {
    const rows = assigner.rowsOfName('1-courier.push.apple.com', []).map(({ ref }) => ref);
    expect(rows).toContain('S22');
    expect(assigner.rowsOfName('www.example.com', [])).toEqual([]);
  });

  it('forgets answers rather than grow without end', () => {
    for (let index = 0; index < 25_000; index++) refs({ name: `h${index}.example` });
    expect(refs({ name: '1-courier.push.apple.com', serverPort: 5223 })[0]).toBe('S22');
  });
});

describe('an endpoint pack', () => {
  const endpoints = ['*.push.apple.com', 'acme.jamfcloud.com', '10.9.0.0/16'];
  const pack = parsePack(
    JSON.stringify({ endpoints: [{ id: 'acme', title: 'Acme', hosts: endpoints, ports: { tcp: [443] } }] }),
    'acme.json',
  );
  const rows = 'rows' in pack ? pack.rows : [];
  const withPack = new ServiceAssigner(createCatalogue(undefined, [...ROWS, ...rows]));

  it('takes no flow from the documented rows', () => {
    for (const name of ['1-courier.push.apple.com', 'acme.jamfcloud.com']) {
      const flow: Partial<Assignable> = { name };
      expect(refs(flow, withPack).filter((ref) => ref !== 'X:acme')).toEqual(refs(flow));
      expect(refs(flow, withPack)).toContain('X:acme');
    }
  });

  it('means its blocks whatever name their hosts have', () => {
    const inside = { serverAddress: '10.9.1.1', name: 'files.acme.example' };
    expect(refs(inside)).toEqual([]);
    expect(refs(inside, withPack)).toEqual(['X:acme']);
  });
});
