import { describe, expect, it } from 'vitest';
import { findingReport } from '../../../src/wording/finding-report.ts';
import { sampleFinding, sampleSnapshot } from '../../support/sample-snapshot.ts';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/idle-killed';

describe(RULE, () => {
  it('tells the story of a RST', () => {
    const words = sampleWords(RULE);
    expect(words.title).toBe(
      'A quiet connection to 1-courier.push.apple.com (17.57.144.20) is cut on the way after 15 min',
    );
    expect(words.explanation).toContain('when 10.20.0.15 spoke again, a RST came after 0.4 ms.');
    expect(words.explanation).toContain('A silence of 240 s did no harm before, so the limit lies between the two.');
    expect(words.remedy).toContain('for two hours and four minutes or more (RFC 5382)');
    expect(words.evidence).toContain("TTL of the RST 64; of the server's packets 51");
  });

  it('draws no limit from a longer silence that was survived', () => {
    expect(sampleWords(RULE, { survivedSeconds: 2000 }).explanation).not.toContain('the limit lies between');
  });

  it('names the device that says so by ICMP', () => {
    const finding = sampleFinding(RULE);
    const { quietSeconds, worksAgain } = finding.parameters;
    const parameters = { quietSeconds, worksAgain, by: 'server', router: '10.20.0.1', version: 4, type: 3, code: 10 };
    const words = findingReport(
      { ...finding, parameters: { ...parameters, signals: ['prohibited'] } },
      sampleSnapshot(),
    );
    expect(words.explanation).toContain(
      'when the server spoke again, 10.20.0.1 refused it with ICMP type 3 code 10 (host administratively prohibited).',
    );
    expect(words.remedy).toContain('On the firewall or NAT (10.20.0.1)');
    expect(words.evidence).toHaveLength(2);
  });
});
