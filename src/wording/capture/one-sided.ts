/** Words of `capture/one-sided`: only one direction of the flows was recorded. */
import { paragraph, shareOf } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const oneSided: Wording<'capture/one-sided'> = {
  rule: 'capture/one-sided',
  source: 'RFC 9293, 3.4 (TCP acknowledges what arrives)',
  manual: {
    summary: 'only one direction of flows was captured',
    meaning:
      'A missing answer means nothing here, so no rule concludes anything from silence. What was seen, such as a reset or a foreign certificate, still counts.',
    evidence: ['conclusive: as many TCP flows have one direction as have both, or more'],
    rivals: ['Traffic that takes another way back (asymmetric routing): a capture on the client itself decides.'],
    ask: 'To whoever records: please record where both directions pass, on the client itself or with a span port that mirrors sent and received traffic.',
  },
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
