/** Words of `capture/one-sided`: only one direction of the flows was recorded. */
import { paragraph, shareOf } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const oneSided: Wording<'capture/one-sided'> = {
  rule: 'capture/one-sided',
  source: 'RFC 9293, 3.4 (TCP acknowledges what arrives)',
  words({ parameters: { flows, oneSided: seen } }) {
    const share = shareOf(seen, flows, 'flow');
    return {
      title: `Only one direction was captured in ${share}`,
      explanation: paragraph(
        `In ${share} the packets of one side only were captured, so a missing answer means nothing there.`,
      ),
      rivals: ['Traffic that takes another way back (asymmetric routing): a capture on the client itself decides.'],
      remedy:
        'Record where both directions pass: on the client itself, or with a span port that mirrors received and sent traffic.',
      evidence: [`One direction only: ${share}`],
    };
  },
};
