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

  describe('where nobody answers', () => {
    const words = (more: Record<string, unknown> = {}) => {
      const finding = sampleFinding(RULE);
      const { quietSeconds } = finding.parameters;
      const dropped = { quietSeconds, by: 'client', tries: 7, triedSeconds: 7.5, worksAgain: true };
      const signals = ['server-accepts', 'client-awake', 'unanswered'];
      const parameters = { ...dropped, signals, ...more } as typeof finding.parameters;
      return findingReport({ ...finding, parameters }, sampleSnapshot());
    };

    it('says how often it was asked', () => {
      const { title, explanation, evidence } = words();
      expect(title).toBe('A quiet connection to 1-courier.push.apple.com (17.57.144.20) is dead after 15 min');
      expect(explanation).toContain('nobody answered: the same was sent 7 times within 7.5 s.');
      expect(explanation).toContain('has forgotten the connection drops its packets without a word.');
      expect(explanation).toContain('The client spoke with others meanwhile, so it did not sleep.');
      expect(evidence).toHaveLength(3);
      expect(words().displayFilter).toContain(
        '(tcp.time_delta > 30 || tcp.analysis.retransmission || tcp.analysis.keep_alive)',
      );
    });

    it('rules out what it can', () => {
      const rivals = (more = {}) => words(more).rivals.join(' ');
      expect(rivals()).not.toContain('slept');
      expect(rivals()).toContain('a load balancer in front of it, has forgotten the connection itself');
      expect(rivals({ signals: ['server-accepts', 'unanswered'] })).toContain('The client slept');
      expect(rivals({ signals: ['client-awake', 'unanswered'] })).toContain('was gone for a while');
      const server = words({ signals: ['client-is-server', 'server-accepts', 'unanswered'] });
      expect(server.rivals.join(' ')).not.toContain('slept');
      expect(server.explanation).not.toContain('did not sleep');
    });
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
