import { describe, expect, it } from 'vitest';
import { anomalyText, isUnsupportedLinkType } from '../../src/wording/anomaly-text.ts';

describe('anomalies in words', () => {
  it.each([
    ['cut-packet', 1200, '1,200 packets cut before the end of the TCP or UDP header'],
    ['malformed-packet', 1, '1 packet with headers that contradict themselves'],
    ['fragments-incomplete', 1, '1 IP datagram lacks fragments'],
    ['fragments-incomplete', 2, '2 IP datagrams lack fragments'],
    ['fragments-overlapping', 1, '1 IP fragment overlapping an earlier one'],
    ['fragments-refused', 2, '2 IP fragments that cannot be part of a datagram'],
    ['process-unknown', 2, '2 packets of a process that the capture does not describe'],
    ['reassembly-gave-up', 3, '3 gaps in TCP streams passed over for lack of memory'],
    ['faults-not-counted', 1, '1 flow with a fault no longer counted for lack of memory'],
    ['survey-incomplete', 2, '2 things that older flows showed forgotten for lack of memory'],
    ['flows-judged-early', 2, '2 quiet flows judged early for lack of memory'],
    ['flows-evicted', 9, '9 flows forgotten early for lack of memory'],
    ['probe-failed-tls', 1, 'the probe tls failed in 1 flow, a defect'],
    ['detector-failed-blocked/dns', 1, 'the rule blocked/dns failed and was left out, a defect'],
    ['unsupported-link-type-107', 5, 'link type 107 (FRELAY) is not supported: none of its 5 packets could be read'],
    ['unsupported-link-type-4000', 5, 'link type 4000 is not supported: none of its 5 packets could be read'],
    ['unsupported-link-type-107', 1, 'link type 107 (FRELAY) is not supported: its only packet could not be read'],
    ['of-a-later-version', 4, 'of-a-later-version (4)'],
  ])('%s %i', (code, count, text) => {
    expect(anomalyText({ code, count })).toBe(text);
  });

  it.each(['x\u001b[2J', 'probe-failed-\u001b[2J'])('are harmless, whatever a plug-in is called: %j', (code) => {
    expect(anomalyText({ code, count: 1 })).not.toContain('\u001b');
  });

  it('tells link types from the rest', () => {
    expect(isUnsupportedLinkType({ code: 'unsupported-link-type-107', count: 1 })).toBe(true);
    expect(isUnsupportedLinkType({ code: 'cut-packet', count: 1 })).toBe(false);
  });
});
