import { describe, expect, it } from 'vitest';
import {
  forgedRival,
  resetEvidence,
  resetsText,
  senderSentence,
  signatureFact,
} from '../../../src/wording/blocked/reset-sender.ts';

const MARKS = {
  claims: 'server',
  resets: 1,
  resetAfterMs: 30,
  resetHopLimit: 52,
  sender: 'undecided',
  signals: [],
} as const;

describe('senderSentence', () => {
  it('says who sent it, and by what two marks', () => {
    expect(
      senderSentence({
        ...MARKS,
        ...{ resetAfterMs: 1, rttMs: 20, genuineHopLimit: 47, sender: 'middlebox' },
        signals: ['too-soon', 'hop-limit', 'burst'],
      }),
    ).toBe(
      "The reset did not come from the server: it came after 1 ms, where a packet needs 20 ms to the server and back, and it arrived with TTL 52 where the server's packets arrive with 47. Somebody on the path sent it in the server's name.",
    );
  });

  it('says that nothing so near is a server on the internet', () => {
    const near = {
      ...MARKS,
      resetAfterMs: 0.05,
      resetHopLimit: 64,
      sender: 'middlebox',
      signals: ['no-hop', 'at-once'],
    } as const;
    expect(senderSentence(near)).toBe(
      "The reset did not come from the server: it arrived with TTL 64, as packets start out, so no router passed it on, while routers lie before a server at a public address, and it came after less than 0.1 ms, too soon for such a server. Somebody on the path sent it in the server's name.",
    );
    expect(resetEvidence(near).slice(2)).toEqual([
      'No router has lowered the TTL of the reset: it was sent right beside the point of capture',
      'The reset came sooner than a server at a public address answers',
    ]);
    expect(senderSentence({ ...near, sender: 'undecided', signals: ['at-once'] })).toContain(
      'too soon for a server at a public address.',
    );
  });

  it('claims nothing that is not proved', () => {
    expect(senderSentence(MARKS)).toBe(
      'Whether the server or a device on the path sent it cannot be told from this capture.',
    );
    expect(senderSentence({ ...MARKS, signals: ['identification'] })).toBe(
      "A device on the path may have sent it in the server's name, which is not proved: its IP identification does not follow that of the server's packets.",
    );
    expect(senderSentence({ ...MARKS, sender: 'server' })).toBe('Its timing and TTL fit the server itself.');
    expect(senderSentence({ ...MARKS, sender: 'server', timestamps: true })).toBe(
      'Its TTL and TCP timestamps fit the server itself.',
    );
    expect(senderSentence({ ...MARKS, timestamps: false, signals: ['options'] })).toContain(
      'which is not proved: it lacks the TCP timestamps that both ends had agreed on.',
    );
  });
});

describe('resetEvidence', () => {
  it('states the marks alone', () => {
    expect(resetEvidence({ ...MARKS, signature: 'SYN → RST' })).toEqual([
      'Reset after 30 ms',
      'TTL of the reset 52',
      signatureFact('SYN → RST'),
    ]);
    expect(
      resetEvidence({
        ...MARKS,
        resets: 2,
        rttMs: 20,
        genuineHopLimit: 47,
        signals: ['late-answer', 'hop-limit', 'numbers'],
      }),
    ).toEqual([
      '2 resets after 30 ms; round trip to the server 20 ms',
      "TTL of the reset 52; of the server's packets 47",
      "The server's own packets arrived after the reset",
      'The sequence or acknowledgement numbers of the resets differ',
    ]);
    expect(resetEvidence({ ...MARKS, timestamps: true }).at(-1)).toBe(
      'The reset has the TCP timestamps that both ends had agreed on',
    );
    expect(resetEvidence({ ...MARKS, timestamps: false, signals: ['options'] }).at(-1)).toBe(
      'The reset lacks the TCP timestamps that both ends had agreed on; some systems leave them out of resets',
    );
  });
});

it('speaks of the end in whose name the resets come', () => {
  expect(resetsText(MARKS)).toBe("a reset in the server's name");
  expect(resetsText({ ...MARKS, resets: 2, claims: 'client' })).toBe("2 resets in the client's name");
  expect(forgedRival({ ...MARKS, claims: 'client' })).toContain('in front of the client');
});
