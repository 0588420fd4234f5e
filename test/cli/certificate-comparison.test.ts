import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/analyze/analysis.ts';
import { comparedWith, comparisonLines } from '../../src/cli/certificate-comparison.ts';
import { type Certificate, decodeCertificate } from '../../src/wire/x509.ts';
import { OLD_DER, PUSH_DER, RENEWED_DER } from '../support/certificate-files.ts';

async function compared(base64: string, name: string) {
  return (await comparing(name))(decodeCertificate(Buffer.from(base64, 'base64'))!);
}

async function comparing(name: string) {
  const path = fileURLToPath(new URL(`../../fixtures/${name}/input.pcapng`, import.meta.url));
  const analysis = await Analysis.open([path], { retainAll: true });
  for await (const _ of analysis.run());
  return (leaf: Certificate) => comparedWith(leaf, 'office.pcapng', analysis.snapshot());
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
    const { daysLeft, state, problems } = await compared(OLD_DER, 'push-certificate-old-node');
    expect([daysLeft, state]).toEqual([-2, 'expired']);
    expect(problems).toContain('It had expired when the capture was taken');
  });

  it('that shows two with its topic, and one with another', async () => {
    const found = await compared(PUSH_DER, 'push-certificate-two-topics');
    expect(found.flows).toEqual([]);
    expect(found.others.map(({ sameTopic }) => sameTopic)).toEqual([true, false]);
    expect(comparisonLines(found).join('\n')).toContain('This certificate is not presented to APNs');
  });

  it('beside which another program presents one for its app', async () => {
    const compare = await comparing('push-certificate-valid');
    const leaf = decodeCertificate(Buffer.from(PUSH_DER, 'base64'))!;
    const [inUse, ...more] = compare(leaf).others;
    expect([inUse.sameTopic, more]).toEqual([true, []]);
    const dates = { notBefore: Date.parse(inUse.notBefore!), notAfter: Date.parse(inUse.notAfter!) };
    const app = { ...leaf, ...dates, subjectText: 'UID=com.example.warehouse,C=US' };
    expect(compare(app)).toMatchObject({ others: [{ sameTopic: false }], problems: [] });
    expect(compare({ ...leaf, ...dates, sha256: inUse.sha256 })).toMatchObject({
      others: [],
      problems: [],
      state: 'valid',
    });
  });

  it('that was taken before its first day', async () => {
    const compare = await comparing('push-certificate-old-node');
    const renewed = decodeCertificate(Buffer.from(RENEWED_DER, 'base64'))!;
    const later = { ...renewed, notBefore: Date.UTC(2026, 10, 25), notAfter: Date.UTC(2027, 0, 7) };
    const presented = compare(later);
    expect(presented).toMatchObject({ state: 'not-yet-valid', daysLeft: 45 });
    expect(comparisonLines(presented)[0]).toMatch(/, taken 2026-11-22T[^,]*, not valid yet then$/);
    expect(presented.problems.join()).toContain('the clock of the computer that recorded was behind');
    expect(compare({ ...later, sha256: '00' }).problems.join()).not.toContain('clock');
  });

  it('that hides it by TLS 1.3', async () => {
    const found = await compared(PUSH_DER, 'push-certificate-hidden');
    expect(found).toMatchObject({ flows: [], others: [], hidden: 2, problems: [] });
    expect(comparisonLines(found).join('\n')).toContain('TLS 1.3 hides it');
  });

  it('that has nothing of it', async () => {
    const found = await compared(PUSH_DER, 'tenant-tls13');
    expect(comparisonLines(found).join('\n')).toContain('No push certificate for device management is seen');
  });
});
