import { describe, expect, it } from 'vitest';
import { ROWS } from '../../../src/catalogue/tables.ts';
import type { Circumstances } from '../../../src/detect/blocked/parameters.ts';
import type { FindingScope } from '../../../src/engine/snapshot.ts';
import { findingReport } from '../../../src/wording/finding-report.ts';
import { sampleFinding, sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot([], {
  services: ROWS.map(({ id, ref, title }) => ({
    id,
    ref,
    title,
    source: ref,
    status: 'blocked',
    flows: 1,
    findings: [],
  })),
});
const words = (service: string, scope: Partial<FindingScope>, circumstances: Circumstances = {}) =>
  findingReport(
    { ...sampleFinding('blocked/syn-unanswered', circumstances, { serverNames: [], ...scope }), services: [service] },
    snapshot,
  );

const SCEP = { clients: ['10.30.0.12'], servers: ['10.30.0.13'], ports: [80] };
const SMTP = { clients: ['10.30.0.10'], servers: ['10.30.0.25'], ports: [25] };

describe('nodes of a cluster', () => {
  it('are named: the one that fails, and those that get through', () => {
    const { explanation, evidence } = words('jamf-pro-scep', SCEP, { workingNodes: ['10.30.0.10', '10.30.0.11'] });
    expect(explanation).toMatch(
      /Of the Jamf Pro servers seen, 10\.30\.0\.10 and 10\.30\.0\.11 got through to the same server and 10\.30\.0\.12 did not\. In a cluster every node must/,
    );
    expect(evidence.at(-1)).toBe('Reached by 10.30.0.10 and 10.30.0.11, not by 10.30.0.12');
  });

  it('are nothing where none gets through', () => {
    expect(words('jamf-pro-scep', SCEP).explanation).not.toContain('cluster');
  });
});

describe('clients that get through', () => {
  const DEVICES = { clients: ['10.20.0.15'], servers: ['54.93.120.41'], ports: [443] };

  it('are named, and clear the server', () => {
    const { explanation, rivals, evidence } = words('jamf-pro-https', DEVICES, { reachedBy: ['10.20.0.16'] });
    expect(explanation).toContain('In this capture 10.20.0.16 got through to the same server and port, so it is up');
    expect(rivals.join()).not.toContain('server is down');
    expect(evidence.at(-1)).toBe('Reached by 10.20.0.16, not by 10.20.0.15');
  });

  it('may be the same ones, at other times', () => {
    const { explanation, evidence } = words('jamf-pro-https', DEVICES, { reachedAtTimes: ['10.20.0.15'] });
    expect(explanation).toContain('At other times in this capture 10.20.0.15 did get through, so the trouble passes');
    expect(evidence.at(-1)).toBe('Reached at other times by 10.20.0.15');
  });

  it('may be the same ones, before something was changed', () => {
    const outage = { reachedBefore: ['10.20.0.15'], failedSince: 16, failingSeconds: 153 };
    const { explanation, evidence } = words('jamf-pro-https', DEVICES, outage);
    expect(explanation).toContain(
      'Before the first of these flows 10.20.0.15 did get through; of the 16 flows since, over 153 s, none did, while TCP connections were accepted: this does not pass,',
    );
    expect(evidence.at(-1)).toBe('Reached before by 10.20.0.15, and by none of the 16 flows of 153 s since');
  });
});

describe('a condition on the port', () => {
  it('is one while nothing tells where Jamf Pro runs', () => {
    expect(words('jamf-pro-smtp', SMTP).remedy).toMatch(
      /It depends on where Jamf Pro runs: Jamf Cloud blocks port 25\.$/,
    );
  });

  it('is a fault in Jamf Cloud, and nothing on premises', () => {
    expect(words('jamf-pro-smtp', SMTP, { hosting: 'jamf-cloud' }).remedy).toMatch(
      /But this Jamf Pro runs in Jamf Cloud\. Jamf Cloud blocks port 25\. Set another documented port\.$/,
    );
    expect(words('jamf-pro-smtp', SMTP, { hosting: 'on-premises' }).remedy).not.toContain('Jamf Cloud');
  });

  it('concerns that port alone', () => {
    expect(words('jamf-pro-smtp', { ...SMTP, ports: [587] }).remedy).not.toContain('Jamf Cloud');
  });
});

describe('what Jamf Cloud opens', () => {
  it('is let in', () => {
    const scope = { clients: ['3.121.9.20'], servers: ['10.30.0.9'], ports: [8389] };
    expect(words('jamf-pro-ldap-proxy', scope).remedy).toMatch(
      /^Allow inbound TCP 8389 from the egress addresses that Jamf publishes for your region of Jamf Cloud \(seen: 3\.121\.9\.20\) to 10\.30\.0\.9, the Jamf Infrastructure Manager; /,
    );
    expect(words('jamf-pro-ldap-proxy', { ...scope, servers: ['198.51.100.9'] }).remedy).toMatch(
      /^Allow inbound TCP 8389/,
    );
  });

  it('stays inside where the server is the own', () => {
    const scope = { clients: ['10.30.0.10'], servers: ['10.30.0.9'], ports: [8389] };
    expect(words('jamf-pro-ldap-proxy', scope).remedy).toMatch(
      /^Allow TCP 8389 from the clients \(seen: 10\.30\.0\.10\) to 10\.30\.0\.9;/,
    );
  });
});
