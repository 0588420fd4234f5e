import { expect, test } from 'vitest';
import type { FlowReport } from '../../src/engine/contract.ts';
import { applicationEntries } from '../../src/ui/application-detail.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const flow = snapshotOfFlows(1).flow(1)!;
const told = (more: Partial<FlowReport>) =>
  applicationEntries({ ...flow, ...more }, ({ frame }) => `1:${frame}`).map((entry) =>
    entry.kind === 'field' ? `${entry.label}: ${entry.text}` : `${entry.kind} ${entry.text}`,
  );

test('tells the members of a protocol by their names, and leaves out what is not known', () => {
  expect(
    told({
      ldap: {
        operations: [
          { operation: 'bind', method: 'simple', cleartextCredentials: true, result: null, at: { input: 0, frame: 9 } },
        ],
        referrals: [],
        securityLayer: false,
        omitted: 3,
      },
      mysql: {
        version: '8.0',
        offersTls: true,
        asksTls: false,
        authPlugin: null,
        cleartextCredentials: true,
        result: null,
      },
    }),
  ).toEqual([
    'heading LDAP',
    'item operation bind · method simple · cleartext credentials · frame 1:9',
    'Security layer: no',
    'item 3 more',
    'heading MySQL',
    'Version: 8.0',
    'Offers tls: yes',
    'Asks tls: no',
    'item cleartext credentials: yes',
  ]);
});

test('says nothing of a flow without one', () => {
  expect(told({})).toEqual([]);
});
