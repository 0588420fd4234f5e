import { describe, expect, it } from 'vitest';
import { type HostRole, MAX_HOSTS, RoleTable } from '../../src/classify/roles.ts';

const role = (name: HostRole['role'], reason = 'why'): HostRole => ({ role: name, inferred: true, reason });

describe('RoleTable', () => {
  it('keeps the roles of a host, each with the first reason', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', role('managed-device', 'first'));
    roles.learn('10.0.0.1', role('managed-device', 'second'));
    roles.learn('10.0.0.1', role('managed-computer'));
    expect(roles.of('10.0.0.1').map(({ reason }) => reason)).toEqual(['first', 'why']);
    expect([roles.of('10.0.0.2'), roles.rolesOf('10.0.0.2')]).toEqual([[], []]);
  });

  it('calls a host by its narrowest roles', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', role('managed-device'));
    expect(roles.rolesOf('10.0.0.1')).toEqual(['managed-device']);
    roles.learn('10.0.0.1', role('smtp'));
    roles.learn('10.0.0.1', role('managed-computer'));
    expect(roles.rolesOf('10.0.0.1')).toEqual(['smtp', 'managed-computer']);
    roles.learn('10.0.0.2', role('managed-computer'));
    roles.learn('10.0.0.2', role('managed-device'));
    expect(roles.rolesOf('10.0.0.2')).toEqual(['managed-computer']);
  });

  it('tells by its version that something new is known', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', role('mysql'));
    const { version } = roles;
    roles.learn('10.0.0.1', role('mysql'));
    expect(roles.version).toBe(version);
    roles.learn('10.0.0.2', role('mysql'));
    expect(roles.version).toBeGreaterThan(version);
  });

  it('names the hosts that learnt a role since it was asked, unless they are too many', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', role('mysql'));
    roles.learn('10.0.0.2', role('mysql'));
    roles.takeChanged();
    roles.learn('10.0.0.2', role('mysql'));
    roles.learn('10.0.0.3', role('mysql'));
    expect(roles.takeChanged()).toEqual(new Set(['10.0.0.3']));
    expect(roles.takeChanged()).toEqual(new Set());
    for (let host = 0; host < 2000; host++) roles.learn(`10.1.${host >> 8}.${host & 255}`, role('mysql'));
    expect(roles.takeChanged()).toBeUndefined();
    expect(roles.takeChanged()).toEqual(new Set());
  });

  it('infers nothing of a host that the site declares', () => {
    const declared: HostRole = { role: 'ldap', inferred: false, reason: 'declared' };
    const roles = new RoleTable((address) => (address === '10.0.0.9' ? [declared] : []));
    expect(roles.rolesOf('10.0.0.9')).toEqual(['ldap']);
    roles.learn('10.0.0.9', role('smtp'));
    roles.learn('10.0.0.9', role('ldap', 'inferred'));
    expect(roles.of('10.0.0.9')).toEqual([declared]);
    expect(roles.of('10.0.0.8')).toEqual([]);
  });

  it('takes back what it inferred when the site turns out to declare the host', () => {
    const roles = new RoleTable();
    roles.learn('10.0.0.1', role('jamf-pro'));
    const declared: HostRole = { role: 'load-balancer', inferred: false, reason: 'its name is declared' };
    roles.learn('10.0.0.1', declared);
    roles.learn('10.0.0.1', { ...declared, role: 'proxy' });
    expect(roles.of('10.0.0.1')).toEqual([declared, { ...declared, role: 'proxy' }]);
  });

  it('keeps a bounded number of hosts, and of roles of a host', () => {
    const forgotten: number[] = [];
    const roles = new RoleTable(
      () => [],
      (hosts) => forgotten.push(hosts),
    );
    for (let host = 0; host <= 2 * MAX_HOSTS; host++) roles.learn(String(host), role('mysql'));
    expect([roles.of('0').length, roles.of(String(MAX_HOSTS)).length, forgotten]).toEqual([0, 1, [MAX_HOSTS]]);
    for (const name of ['mysql', 'ldap', 'smtp', 'syslog', 'scep', 'sccm', 'adcs', 'proxy', 'memcached'] as const)
      roles.learn('0', role(name));
    expect(roles.of('0')).toHaveLength(8);
  });
});
