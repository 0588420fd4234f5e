import { expect, it } from 'vitest';
import type { ConfigurationReport } from '../../src/engine/contract.ts';
import { configurationTexts } from '../../src/wording/configuration-texts.ts';

const plain: ConfigurationReport = { path: 'jamscope.config.json', hosts: 1, packs: [], exceptions: [] };
const exception: ConfigurationReport['exceptions'][number] = {
  rule: 'blocked/dns',
  reason: 'ticket 17',
  until: '2026-10-31',
  state: 'expired',
  findings: ['F1', 'F3'],
};

it('names the file and what it brought', () => {
  expect(configurationTexts(plain)).toEqual({
    text: 'Configuration: jamscope.config.json (1 declared host)',
    warnings: [],
  });
  const full: ConfigurationReport = {
    path: null,
    hosting: 'jamf-cloud',
    hosts: 12,
    packs: ['acme.json', 'jet.csv'],
    severity: { 'ports/retired': 'off', 'ports/discouraged': 'warning' },
    exceptions: [{ ...exception, state: 'applied' }],
  };
  expect(configurationTexts(full)).toEqual({
    text: 'Configuration: handed over (Jamf Pro in Jamf Cloud · 12 declared hosts · packs acme.json and jet.csv · severities ports/retired off, ports/discouraged warning · 1 exception)',
    warnings: [],
  });
});

it.each<[string, Partial<typeof exception>, string]>([
  [
    'with findings',
    {},
    'the exception for blocked/dns ended on 2026-10-31, before this capture did, so F1 and F3 count (ticket 17)',
  ],
  [
    'with one',
    { findings: ['F1'] },
    'the exception for blocked/dns ended on 2026-10-31, before this capture did, so F1 counts (ticket 17)',
  ],
  [
    'for a service and a host',
    { findings: [], service: 'S22', host: '*.push.apple.com' },
    'the exception for blocked/dns S22 *.push.apple.com ended on 2026-10-31, before this capture did (ticket 17)',
  ],
])('warns of an exception that has ended: %s', (_, more, warning) => {
  expect(configurationTexts({ ...plain, exceptions: [{ ...exception, ...more }] }).warnings).toEqual([warning]);
});
