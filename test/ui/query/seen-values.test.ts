import { expect, test } from 'vitest';
import { seenValues } from '../../../src/ui/query/seen-values.ts';
import { sampleFinding } from '../../support/sample-snapshot.ts';
import { snapshotOfFlows } from '../snapshot-of-flows.ts';

test('what findings name comes first, then the most frequent', () => {
  const findings = [
    sampleFinding('blocked/syn-unanswered', {}, { serverNames: ['z.example'], ports: [9], processes: ['zz'] }),
  ];
  const seen = seenValues(
    snapshotOfFlows(500, { findings }, (row) =>
      Object.assign(row, { process: row.id % 9 === 0 ? 'mdmclient' : 'apsd' }),
    ),
  );
  expect(seen.hosts[0]).toBe('z.example');
  expect(seen.ports[0]).toBe('9');
  expect(seen.processes).toEqual(['zz', 'apsd', 'mdmclient']);
  expect(seen.protocols.toSorted()).toEqual(['dns', 'http', 'tls', 'unknown']);
  expect(seen.states.toSorted()).toEqual(['S0', 'SF']);
  expect(seen.servers).toContain('gdmf.apple.com');
});

test('no more is looked at and kept of a large capture', () => {
  let read = 0;
  const large = snapshotOfFlows(100_000, {}, (row) => {
    read++;
    row.serverName = `${row.id}.example`;
  });
  expect(seenValues(large).clients.length).toBeLessThanOrEqual(200);
  expect(read).toBeLessThanOrEqual(1100);
});

test('flows that the engine has let go of offer nothing', () => {
  const gone = snapshotOfFlows(3, { findings: [] }, (row) =>
    Object.assign(row, { originatorAddress: '', responderAddress: '' }),
  );
  expect(seenValues(gone).clients).toEqual([]);
});
