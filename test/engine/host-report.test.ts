import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import { RoleTable } from '../../src/classify/roles.ts';
import { type FlowEnds, hostReports, MAX_HOSTS } from '../../src/engine/host-report.ts';
import { CLIENT, COURIER, COURIER_ADDRESS, flowFacts, reached, TENANT_ADDRESS } from '../support/flow-facts.ts';

const ends = (flows: readonly FlowFacts[]): FlowEnds[] =>
  flows.map((flow) => ({
    client: flow.originator.address,
    server: flow.responder.address,
    serverName: flow.serverName,
    alike: flow.id,
    facts: () => flow,
  }));

describe('hostReports', () => {
  it('asks once for what flows to a server say alike', () => {
    let asked = 0;
    const [flow] = ends([reached({ server: COURIER_ADDRESS, port: 5223 })]);
    const facts = () => {
      asked++;
      return flow.facts();
    };
    hostReports(
      [
        { ...flow, facts },
        { ...flow, facts },
        { ...flow, facts, alike: -1 },
      ],
      new RoleTable(),
    );
    expect(asked).toBe(2);
  });

  it('gives hosts by first appearance, with their names and why they have which role', () => {
    const push = reached({ id: 4, server: COURIER_ADDRESS, port: 5223 });
    const roles = new RoleTable();
    roles.learn(CLIENT, { role: 'managed-device', inferred: true, reason: 'opens S22: flow 4' });
    expect(hostReports(ends([push, push, flowFacts({ id: 5 })]), roles)).toEqual([
      {
        address: CLIENT,
        names: [],
        roles: [{ role: 'managed-device', inferred: true, reason: 'opens S22: flow 4' }],
      },
      {
        address: COURIER_ADDRESS,
        names: [COURIER],
        roles: [{ role: 'apns', inferred: true, reason: 'named *.push.apple.com, as S22 documents: flow 4' }],
      },
      {
        address: TENANT_ADDRESS,
        names: ['acme.jamfcloud.com'],
        roles: [{ role: 'jamf-pro', inferred: true, reason: expect.stringContaining('named *.jamfcloud.com') }],
      },
    ]);
  });

  it('says when a range, or what the site declares, told the role', () => {
    const ranged = flowFacts({ id: 1, server: '17.57.144.9', port: 5223, serverName: undefined });
    const declared = flowFacts({
      id: 2,
      server: '10.1.1.1',
      port: 636,
      serverName: undefined,
      originatorRole: 'jamf-pro',
      site: [{ role: 'ldap', host: '10.1.1.1' }],
    });
    const [, one, other] = hostReports(ends([ranged, declared]), new RoleTable());
    expect(one.roles[0].reason).toMatch(/^in the range 17\.57\.144\.0\/22, as S22 documents/);
    expect(other.roles[0].reason).toMatch(/^known as ldap, as S14 documents/);
  });

  it('lists a bounded number of hosts and names', () => {
    const flows = Array.from({ length: 3000 }, (_, index) =>
      flowFacts({ server: `10.${index >> 8}.${index & 255}.1`, serverName: `h${index}.example` }),
    );
    expect(hostReports(ends(flows), new RoleTable())).toHaveLength(MAX_HOSTS);
    const named = Array.from({ length: 100 }, (_, index) => flowFacts({ serverName: `h${index}.example` }));
    expect(hostReports(ends(named), new RoleTable())[1].names).toHaveLength(16);
  });
});
