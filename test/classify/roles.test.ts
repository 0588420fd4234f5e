import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { MAX_HOSTS, RoleTable } from '../../src/classify/roles.ts';

const catalogue = createCatalogue();
const push = catalogue.classifyEndpoint({ name: '1-courier.push.apple.com', port: 5223 });

describe('RoleTable', () => {
  it('takes who holds a push connection for a managed device, and says why', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', push, 7);
    expect(roles.of('10.0.0.1')).toEqual([
      {
        role: 'managed-device',
        reason: 'opens S22 (Managed devices to APNs), as a managed computer or mobile device does: flow 7',
      },
    ]);
    expect(roles.rolesOf('10.0.0.1')).toEqual(['managed-device']);
    expect([roles.of('10.0.0.2'), roles.rolesOf('10.0.0.2')]).toEqual([[], []]);
  });

  it('keeps the first reason', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', push, 7);
    roles.learn('10.0.0.1', push, 9);
    expect(roles.of('10.0.0.1')).toHaveLength(1);
    expect(roles.of('10.0.0.1')[0].reason).toContain('flow 7');
  });

  it.each<[string, string, number]>([
    ['jamf-pro', 'api.push.apple.com', 443],
    ['jamf-pro', 'gateway.push.apple.com', 2195],
    ['jamf-pro', 'prod-custom-setting-schemas.s3.amazonaws.com', 443],
  ])('takes for %s who opens %s:%i', (role, name, port) => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', catalogue.classifyEndpoint({ name, port }), 1);
    expect(roles.rolesOf('10.0.0.1')).toEqual([role]);
  });

  it.each<[string, Parameters<typeof catalogue.classifyEndpoint>[0]]>([
    ['where several clients are possible', { name: 'acme.jamfcloud.com', port: 443 }],
    ['where an address may be that of devices and of servers', { address: '17.188.143.34', port: 443 }],
    ['of the bag, which whoever has an Apple device fetches', { name: 'init-p01st.push.apple.com', port: 80 }],
    // The server opens these too, and the tables name nobody else; but so does every office computer.
    ['of a sign-in page of Microsoft', { name: 'login.microsoftonline.com', port: 443 }],
    ["of Jamf's web site", { name: 'www.jamf.com', port: 443 }],
    ["of Jamf's crash reports", { name: 'sentry.pub.jamf.build', port: 443 }],
    ['of the icons of Self Service', { name: 'ics.services.jamfcloud.com', port: 443 }],
    ["of Apple's general hosts", { name: 'gdmf.apple.com', port: 443 }],
    ['of what is related to nothing', { name: 'www.example.com' }],
    ['from a role of the server', { serverRoles: ['mysql'], port: 3306 }],
  ])('learns nothing %s', (_, query) => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', catalogue.classifyEndpoint(query), 1);
    expect(roles.of('10.0.0.1')).toEqual([]);
  });

  it('keeps a bounded number of hosts', () => {
    const roles = new RoleTable();
    for (let host = 0; host <= MAX_HOSTS; host++) roles.learn(String(host), push, 1);
    expect([roles.of('0').length, roles.of(String(MAX_HOSTS)).length]).toEqual([1, 0]);
  });
});
