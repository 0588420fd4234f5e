/** The site configuration that was in force, and what of it no longer holds, in words. */
import type { ConfigurationReport } from '../engine/contract.ts';
import { counted, listed } from './phrases.ts';

/** What was in force, and a warning for each exception that the capture goes beyond. */
export function configurationTexts(configuration: ConfigurationReport): { text: string; warnings: string[] } {
  const { path, hosting, hosts, packs, severity = {}, exceptions } = configuration;
  const severities = Object.entries(severity).map(([rule, own]) => `${rule} ${own}`);
  const parts = [
    ...(hosting === undefined ? [] : [`Jamf Pro ${hosting === 'jamf-cloud' ? 'in Jamf Cloud' : 'on premises'}`]),
    counted(hosts, 'declared host'),
    ...(packs.length === 0 ? [] : [`packs ${listed(packs)}`]),
    ...(severities.length === 0 ? [] : [`severities ${severities.join(', ')}`]),
    ...(exceptions.length === 0 ? [] : [counted(exceptions.length, 'exception')]),
  ];
  return {
    text: `Configuration: ${path ?? 'handed over'} (${parts.join(' · ')})`,
    warnings: exceptions.filter(({ state }) => state === 'expired').map(expiredText),
  };
}

function expiredText({
  rule,
  service,
  host,
  until,
  reason,
  findings,
}: ConfigurationReport['exceptions'][number]): string {
  const what = [rule, ...(service === undefined ? [] : [service]), ...(host === undefined ? [] : [host])].join(' ');
  const counts = findings.length === 0 ? '' : `, so ${listed(findings)} ${findings.length === 1 ? 'counts' : 'count'}`;
  return `the exception for ${what} ended on ${until}, before this capture did${counts} (${reason})`;
}
