import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/mtu-black-hole';

describe(RULE, () => {
  it('says what vanishes, and what passes', () => {
    const words = sampleWords(RULE);
    expect(words.title).toBe('Full-size packets to acme.jamfcloud.com (52.1.2.3) vanish');
    expect(words.explanation).toContain(
      'a ClientHello with a post-quantum key share (1,787 bytes, two packets or more)',
    );
    expect(words.explanation).toContain('so only the full-size one is lost');
    expect(words.explanation).toContain('A ClientHello of 517 bytes, which fits one packet, gets through');
    expect(words.remedy).toContain('MSS clamping');
    // A filter on the name would take the small one too.
    expect(words.rivals.join()).not.toContain('filter that drops the packet with the server name');
  });

  it('leaves a filter on the name open while nothing smaller got through', () => {
    const [first] = sampleWords(RULE, { largePassed: true, postQuantum: false }).rivals;
    expect(first).toContain('A filter that drops the packet with the server name');
    expect(first).toContain('and one got through here');
  });

  it('claims no more than that size decides where nothing else tells', () => {
    const words = sampleWords(RULE, { signals: ['small-passes', 'repeated'] });
    expect(words.title).toBe('Large ClientHellos to acme.jamfcloud.com (52.1.2.3) vanish');
    expect(words.explanation).not.toContain('so only the full-size one is lost');
  });

  it('says that it is the way back, where it is the answer that vanishes', () => {
    const words = sampleWords(RULE, { lost: 'answer', signals: ['tail-acknowledged', 'repeated'] });
    expect(words.title).toBe('Full-size packets from acme.jamfcloud.com (52.1.2.3) vanish');
    expect(words.explanation).toContain(
      'The beginning of the answer (1,448 bytes) does not get through: its first packet was resent 5 times in 6.3 s and not acknowledged within 13 s after the last.',
    );
    expect(words.explanation).toContain('It concerns the way back');
    expect(words.remedy).toContain('on the way back, from acme.jamfcloud.com on TCP 443 to the clients');
    expect(words.rivals.join()).toContain('the packet with the certificate');
    expect(words.rivals.join()).not.toContain('a second attempt decides');
  });

  it('says what came, behind the place of the loss', () => {
    const answer = sampleWords(RULE, {
      lost: 'answer',
      tailOnly: true,
      resent: 0,
      triedSeconds: 0,
      signals: ['tail-only'],
    });
    expect(answer.explanation).toContain(
      '(1,448 bytes) does not get through: it never arrived within 13 s, while what follows did.',
    );
    expect(answer.rivals.join()).toContain('a second attempt decides');
    expect(answer.evidence[0]).toBe(
      'First 1,448 bytes of the answer, which never arrived within 13 s, while what follows did',
    );
    const hello = sampleWords(RULE, { tailOnly: true, resent: 0, triedSeconds: 0, postQuantum: false });
    expect(hello.title).toContain('Full-size packets to');
    expect(hello.explanation).toContain('then what the client says first (1,787 bytes, two packets or more)');
  });

  it('tells an upload that vanishes behind a start that works', () => {
    const more = { resent: 6, triedSeconds: 14, waitedSeconds: 0, segmentBytes: 1448, passedBytes: 0 };
    const words = sampleWords(RULE, {
      ...more,
      lost: 'upload',
      signals: ['repeated', 'small-passes', 'first-of-size'],
    });
    expect(words.title).toMatch(/^Full-size packets to .* vanish behind a start that works$/);
    expect(words.explanation).toContain(
      '(1,448 bytes) does not: it was resent 6 times in 14 s and never acknowledged.',
    );
    expect(words.explanation).toContain('Meanwhile the same client opened another connection to the server');
    expect(words.rivals).toHaveLength(1);
    const back = sampleWords(RULE, { ...more, lost: 'download', signals: ['repeated', 'first-of-size'] });
    expect(back.title).toMatch(/^Full-size packets from/);
    expect(back.remedy).toContain('pass to the server');
    expect(back.rivals.join()).toContain('whether small packets passed meanwhile decides');
  });

  it('says that the server did not heed the router', () => {
    const words = sampleWords(RULE, { lost: 'answer', router: '10.20.0.1', signals: ['too-big-ignored'] });
    expect(words.explanation).toContain(
      '10.20.0.1 says by ICMP that the packet is too big, and the server does not heed it.',
    );
    expect(words.evidence).toContain('"Too big" by ICMP from 10.20.0.1');
  });

  it('names the router that said so', () => {
    const words = sampleWords(RULE, { router: '10.20.0.1', signals: ['too-big-ignored'] });
    expect(words.title).toContain('Full-size packets');
    expect(words.explanation).toContain('10.20.0.1 says by ICMP that the packet is too big');
    expect(words.evidence).toContain('"Too big" by ICMP from 10.20.0.1');
    expect(words.rivals).toHaveLength(1);
  });
});
