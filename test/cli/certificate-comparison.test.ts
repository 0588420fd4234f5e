import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/analyze/analysis.ts';
import { comparedWith, comparisonLines } from '../../src/cli/certificate-comparison.ts';
import { decodeCertificate } from '../../src/wire/x509.ts';
import { OLD_DER, PUSH_DER, RENEWED_DER } from '../support/certificate-files.ts';

async function compared(base64: string, name: string) {
  const path = fileURLToPath(new URL(`../../fixtures/${name}/input.pcapng`, import.meta.url));
  const analysis = await Analysis.open([path], { retainAll: true });
  for await (const _ of analysis.run());
  return comparedWith(decodeCertificate(Buffer.from(base64, 'base64'))!, 'office.pcapng', analysis.snapshot());
}

describe('a certificate against a capture', () => {
  it('that shows it beside an older one', async () => {
    const found = await compared(RENEWED_DER, 'push-certificate-old-node');
    expect(found).toMatchObject({
      flows: [2, 8],
      others: [{ sameTopic: true, flows: [4, 6], notAfter: '2026-11-21T00:00:00Z' }],
      problems: [expect.stringContaining('another certificate with the same topic')],
      daysLeft: 361,
    });
    expect(comparisonLines(found).join('\n')).toMatch(
      /is presented to APNs on flow 2, 8\n {2}Presented beside it on flow 4, 6/,
    );
  });

  it('that was taken after its end', async () => {
    const { daysLeft, problems } = await compared(OLD_DER, 'push-certificate-old-node');
    expect(daysLeft).toBe(-2);
    expect(problems).toContain('It had expired when the capture was taken');
  });

  it('that shows two with its topic, and one with another', async () => {
    const found = await compared(PUSH_DER, 'push-certificate-two-topics');
    expect(found.flows).toEqual([]);
    expect(found.others.map(({ sameTopic }) => sameTopic)).toEqual([true, false]);
    expect(comparisonLines(found).join('\n')).toContain('This certificate is not presented to APNs');
  });

  it('that hides it by TLS 1.3', async () => {
    const found = await compared(PUSH_DER, 'push-certificate-hidden');
    expect(found).toMatchObject({ flows: [], others: [], hidden: 2, problems: [] });
    expect(comparisonLines(found).join('\n')).toContain('TLS 1.3 hides it');
  });

  it('that has nothing of it', async () => {
    const found = await compared(PUSH_DER, 'tenant-tls13');
    expect(comparisonLines(found).join('\n')).toContain('No certificate is seen on the way to APNs');
  });
});
