import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/return-path';

describe(RULE, () => {
  it('says what was seen on both sides, and where to look', () => {
    const words = sampleWords(RULE);
    expect(words.title).toBe('Answers of acme.jamfcloud.com (52.1.2.3) to 10.20.0.15 get lost on the way back');
    expect(words.explanation).toContain('the SYN of 10.20.0.15 arrives on TCP 443, 4 times,');
    expect(words.explanation).toContain(
      '6 times, all in 8.1 s, and the client goes on as if nothing had come: no acknowledgement within 24 s after the last.',
    );
    expect(words.explanation).toContain('Other clients hear the answers of the same port.');
    expect(words.rivals[0]).toContain('The firewall of the client itself');
    expect(words.remedy).toContain('default gateway');
  });

  it('names who refuses the answer', () => {
    const refused = { router: '10.20.0.1', version: 4, type: 3, code: 13, othersHear: false } as const;
    const words = sampleWords(RULE, refused);
    const message = 'ICMP type 3 code 13 (communication administratively prohibited)';
    expect(words.explanation).toContain(`10.20.0.1 says why: it answers the SYN-ACK with ${message}.`);
    expect(words.evidence).toContain(`${message} from 10.20.0.1, quoting the SYN-ACK`);
    expect(words.remedy).toContain('10.20.0.1 first');
    expect(words.rivals).toHaveLength(1);
    expect(sampleWords(RULE, { ...refused, version: 6, type: 1, code: 1 }).explanation).toContain(
      'ICMPv6 type 1 code 1',
    );
  });
});
