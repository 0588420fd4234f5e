import { describe, expect, test } from 'vitest';
import { createCatalogue, type EndpointQuery } from '../../src/catalogue/match.ts';

const catalogue = createCatalogue();
/** `S4` for a documented port, `S4!` for another one. */
const refs = (query: EndpointQuery) =>
  catalogue.classifyEndpoint(query).map(({ row, portDocumented }) => `${row.ref}${portDocumented ? '' : '!'}`);

test('rows are found by id and by ref', () => {
  expect(catalogue.row('managed-device-apns')?.ref).toBe('S22');
  expect(catalogue.row('S22')?.id).toBe('managed-device-apns');
  expect(catalogue.row('A:software-update')?.id).toBe('apple-software-update');
  expect(catalogue.row('S45')).toBeUndefined();
  expect(catalogue.group('apns')).toHaveLength(3);
  expect(catalogue.group('none')).toBeUndefined();
});

describe('names', () => {
  test.each<[string, number, string[]]>([
    ['7-courier.push.apple.com', 5223, ['S22', 'A:device-management']],
    ['courier.push.apple.com', 443, ['S22', 'A:device-management']],
    ['7-courier.push.apple.com', 2197, ['A:device-management', 'S22!']],
    ['api.push.apple.com', 443, ['S4', 'A:device-management']],
    ['api.push.apple.com', 2197, ['S4', 'A:device-management']],
    ['api.push.apple.com', 5223, ['S4!', 'A:device-management']],
    ['gateway.push.apple.com', 2195, ['S5']],
    ['feedback.push.apple.com', 2195, ['S5!']],
    ['init-p01st.push.apple.com', 80, ['A:device-management']],
    ['init.push.apple.com', 443, ['A:device-management']],
    ['gdmf.apple.com', 443, ['A:device-management', 'A:software-update', 'S28']],
    ['updates-http.cdn-apple.com', 80, ['A:software-update', 'S28']],
    ['updates-http.cdn-apple.com', 443, ['S28', 'A:software-update!']],
    ['ocsp.apple.com', 80, ['A:certificate-validation']],
    ['jamf-patch.jamfcloud.com', 443, ['S9', 'S10']],
    ['csa.services.jamfcloud.com', 443, ['S11', 'S10', 'S9']],
    ['usw2.ics.services.jamfcloud.com', 443, ['S11', 'J:icon-service', 'S10', 'S9']],
    ['use1-jcds.services.jamfcloud.com', 443, ['S23', 'S24', 'S17', 'J:jcds', 'S10', 'S9']],
    ['acme.jamfcloud.com', 443, ['S21', 'S31', 'S34', 'S39', 'S42', 'S44', 'S10', 'S1', 'S9']],
    ['id.jamf.com', 443, ['J:web', 'P3', 'S9']],
    ['sentry.pub.jamf.build', 443, ['S30', 'J:web']],
    ['www.apple.com', 443, []],
    ['jamfcloud.com', 443, []],
    ['push.apple.com.evil.example', 443, []],
  ])('%s:%i', (name, port, expected) => {
    expect(refs({ name, port })).toEqual(expected);
  });

  test('names are compared without case and root dot', () => {
    expect(refs({ name: 'API.push.apple.com.', port: 443 })).toEqual(['S4', 'A:device-management']);
  });

  test('a row says which pattern decided, and a row met twice is named by the longest', () => {
    const [first] = catalogue.classifyEndpoint({ name: 'init.push.apple.com', port: 80 });
    expect(first).toMatchObject({ row: { ref: 'A:device-management' }, by: 'name', on: 'init.push.apple.com' });
    const [courier] = catalogue.classifyEndpoint({ name: '7-courier.push.apple.com', port: 5223 });
    expect(courier).toMatchObject({ by: 'name', on: '*.push.apple.com' });
  });

  test('without a port nothing is undocumented', () => {
    expect(refs({ name: 'gateway.push.apple.com' })).toEqual(['S5']);
  });

  test('UDP is a transport of its own', () => {
    expect(refs({ name: 'time.apple.com', port: 123, transport: 'udp' })).toEqual(['A:device-setup']);
    expect(refs({ name: 'time.apple.com', port: 123 })).toEqual(['A:device-setup!']);
    expect(refs({ name: 'mask.icloud.com', port: 443, transport: 'udp' })[0]).toBe('A:account');
  });

  test('matchHost gives the patterns longest first, without rows that leave the name to others', () => {
    const patterns = catalogue.matchHost('api.push.apple.com').map(({ row, host }) => `${row.ref} ${host.name}`);
    expect(patterns).toEqual(['S4 api.push.apple.com', 'A:device-management *.push.apple.com']);
  });
});

describe('roles', () => {
  const tenant = { name: 'acme.jamfcloud.com', port: 443 };

  test.each<[EndpointQuery['clientRoles'], string[]]>([
    [['managed-computer'], ['S21', 'S1']],
    [['mobile-device'], ['S21', 'S42', 'S1']],
    [['managed-device'], ['S21', 'S42', 'S1']],
    [['admin-workstation'], ['S31', 'S1']],
    [['infrastructure-manager'], ['S34', 'S39', 'S1']],
    [['sccm-plugin'], ['S44', 'S1']],
    [['jamf-pro'], ['S10', 'S1', 'S9']],
  ])('a client that is %j picks among the rows of a name', (clientRoles, expected) => {
    expect(refs({ ...tenant, clientRoles })).toEqual(expected);
  });

  test("a client's role never takes a name away", () => {
    expect(refs({ name: 'sentry.pub.jamf.build', port: 443, clientRoles: ['hl7-interface'] })).toEqual([
      'S30',
      'J:web',
    ]);
  });

  test.each<[EndpointQuery, string[]]>([
    [{ serverRoles: ['ldap'], clientRoles: ['jamf-pro'], port: 389 }, ['S14', 'S36']],
    [{ serverRoles: ['ldap'], clientRoles: ['infrastructure-manager'], port: 636 }, ['S36']],
    [{ serverRoles: ['ldap'], clientRoles: ['managed-device'], port: 389 }, []],
    [{ serverRoles: ['ldap'], clientRoles: ['jamf-pro'], port: 10_389 }, ['S14!', 'S36!']],
    [{ serverRoles: ['infrastructure-manager'], clientRoles: ['jamf-cloud-egress'], port: 8636 }, ['S35', 'S37!']],
    [
      { serverRoles: ['distribution-point'], clientRoles: ['managed-computer'], port: 137, transport: 'udp' },
      ['S27', 'S25!', 'S26!'],
    ],
    [{ serverRoles: ['syslog'], port: 514, transport: 'udp' }, ['S16']],
    [{ serverRoles: ['jamf-pro'], clientRoles: ['load-balancer'], port: 8080 }, ['S2', 'S1!']],
    [{ serverRoles: ['managed-device'], clientRoles: ['admin-workstation'], port: 22 }, ['S29', 'S33']],
  ])('the customer’s own servers are met by role: %j', (query, expected) => {
    expect(refs(query)).toEqual(expected);
  });
});

describe('ranges', () => {
  test.each<[EndpointQuery, string[]]>([
    [{ address: '17.188.130.1', port: 5223 }, ['S22']],
    [{ address: '17.188.130.1', port: 443, clientRoles: ['managed-device'] }, ['S22', 'S28']],
    [{ address: '17.188.130.1', port: 2197, clientRoles: ['jamf-pro'] }, ['S4']],
    [{ address: '17.1.2.3', port: 2195 }, ['S5']],
    [{ address: '17.1.2.3', port: 993 }, []],
    [{ address: Uint8Array.of(17, 1, 2, 3), port: 80 }, ['S28']],
    [{ address: '2620:149:a44::9', port: 5223 }, ['S22']],
    [{ address: '64:ff9b::17.188.130.1', port: 5223 }, ['S22']],
    [{ address: '8.8.8.8', port: 5223 }, []],
    [{ address: 'not an address', port: 5223 }, []],
  ])('%j', (query, expected) => {
    expect(refs(query)).toEqual(expected);
  });

  test('the longest block decided', () => {
    const [first] = catalogue.classifyEndpoint({ address: '17.188.130.1', port: 5223 });
    expect(first).toMatchObject({ by: 'range', on: '17.188.128.0/18' });
  });

  test('a name that decides leaves the address unasked', () => {
    expect(refs({ name: 'ocsp.apple.com', address: '17.188.130.1', port: 80 })).toEqual(['A:certificate-validation']);
  });
});

test.each<[EndpointQuery, boolean]>([
  [{ name: 'api.push.apple.com', port: 443, protocol: 'tls' }, true],
  [{ name: 'api.push.apple.com', port: 443, protocol: 'http' }, false],
  [{ name: 'api.push.apple.com', port: 443, protocol: 'unknown' }, true],
  [{ name: 'api.push.apple.com', port: 443 }, true],
  [{ name: 'edrvpn1.zecops.com', port: 1320, protocol: 'ssh' }, true],
])('the protocol of %j is documented: %s', (query, documented) => {
  expect(catalogue.classifyEndpoint(query)[0].protocolDocumented).toBe(documented);
});

test.each<['tcp' | 'udp', number, string[]]>([
  ['tcp', 389, ['S36', 'S14']],
  ['tcp', 3306, ['S3']],
  ['udp', 514, ['S16']],
  ['udp', 138, ['S27']],
  ['udp', 3306, []],
  ['tcp', 5223, []],
  ['tcp', 2197, []],
  // On premises Jamf Pro is the customer's own.
  ['tcp', 8443, ['S21', 'S31', 'S34', 'S39', 'S42', 'S44', 'S1']],
])("the customer's own servers on %s %i", (transport, port, expected) => {
  expect(catalogue.matchPort(transport, port).map((row) => row.ref)).toEqual(expected);
});

test('every documented host finds its row on its own port', () => {
  for (const row of catalogue.rows) {
    for (const host of row.hosts) {
      if (host.borrowed) continue;
      const name = host.name.replace('*.', 'some-name.');
      const found = catalogue.classifyEndpoint({ name }).find((match) => match.row === row);
      expect(found?.host?.name, `${row.ref} ${host.name}`).toBe(host.name);
    }
  }
});
