import { describe, expect, it } from 'vitest';
import { PROCESSES, type ProcessRow, processRow } from '../../src/catalogue/processes.ts';

const rows: readonly ProcessRow[] = PROCESSES;

describe('processes', () => {
  it.each([
    ['apsd', 'push'],
    ['mdmclient', 'mdm'],
    ['cloudconfigurati', 'enrolment'],
    ['mobileactivation', 'activation'],
    ['JamfManagementSe', 'jamf-framework'],
    ['Self Service', 'self-service'],
    ['com.jamf.protect', 'jamf-protect'],
    ['ZscalerTunnel', 'zscaler'],
    ['Netskope Client', 'netskope'],
    ['PanGPS', 'globalprotect'],
  ])('%s is %s, though the kernel cut its name', (name, id) => {
    expect(processRow(name)?.id).toBe(id);
  });

  it.each(['', 'apsdx', 'aps', 'jamfX', 'APSD', 'com.jamf', 'zscalertunnel'])('%s is none of them', (name) => {
    expect(processRow(name)).toBeUndefined();
  });

  it('have one row each, with a source', () => {
    const names = rows.flatMap((row) => row.names);
    expect(new Set(names.map((name) => name.slice(0, 16))).size).toBe(names.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { source, checked, role } of rows) {
      expect(source.title).not.toBe('');
      expect([checked, role]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.stringMatching(/\S/)]);
    }
  });
});
