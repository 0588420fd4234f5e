import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/syn-unanswered', () => {
  it('says what was seen, at which step, and how sure that is', () => {
    expect(sampleWords('blocked/syn-unanswered').explanation).toBe(
      'TCP never got started: 10.20.0.15 sent the SYN 6 times in 15 s and heard nothing within 31 s after the last, neither a SYN-ACK nor a refusal. ' +
        'That is what a firewall that drops silently looks like. The same client reaches other servers, so its own network works. This verdict is very likely right.',
    );
  });

  it('tells how long the client tried from how long the capture went on', () => {
    const fact = (times: object) => sampleWords('blocked/syn-unanswered', { tries: 5, ...times }).evidence[0];
    expect(fact({ triedSeconds: 7, waitedSeconds: 57 })).toBe('5 SYNs in 7 s, no reply within 57 s after the last');
    expect(fact({ triedSeconds: 15, waitedSeconds: 0.2 })).toBe('5 SYNs in 15 s, no reply');
    expect(fact({ tries: 1, triedSeconds: 0, waitedSeconds: 57 })).toBe('1 SYN, no reply within 57 s');
  });

  it('says what a client that hears nobody may mean', () => {
    const unheard = { heard: false, clientReachesOthers: false };
    expect(sampleWords('blocked/syn-unanswered', unheard).explanation).toContain('its own network may be down');
    expect(sampleWords('blocked/syn-unanswered', { ...unheard, recorder: 'lost' }).explanation).not.toContain('surer');
  });

  it('hands the firewall team host, port, direction and the documented range', () => {
    expect(sampleWords('blocked/syn-unanswered').remedy).toMatch(
      /^Allow outbound TCP 5223 from the clients \(seen: 10\.20\.0\.15\) to \*\.push\.apple\.com \/ 17\.0\.0\.0\/8 \(S22; seen: 1-courier\.push\.apple\.com, 17\.57\.144\.20\);/,
    );
  });

  it('does not suspect the server to be down when it answers on another port', () => {
    const down = /down or no longer/;
    expect(sampleWords('blocked/syn-unanswered').rivals.join()).toMatch(down);
    const words = sampleWords('blocked/syn-unanswered', { answeringPorts: [443] });
    expect(words.rivals.join()).not.toMatch(down);
    expect(words.explanation).toContain('answers on TCP 443');
  });

  it('speaks of the recording machine first, where that may be why', () => {
    const lost = sampleWords('blocked/syn-unanswered', { recorder: 'lost' }, {}, 'weak');
    expect(lost.explanation).not.toContain('That is what a firewall');
    expect(lost.explanation).toContain('so does a recorder that loses packets');
    expect(lost.rivals[0]).toContain('a capture without losses decides');
    expect(lost.remedy).toMatch(/^Record again without losses before anything is changed in the network/);
    const refused = sampleWords('blocked/syn-unanswered', { recorder: 'refused' }, {}, 'weak');
    expect(refused.explanation).toContain('threw the SYNs away');
    expect(refused.remedy).not.toContain('Allow');
  });
});
