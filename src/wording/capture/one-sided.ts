/** Words of `capture/one-sided`: only one direction of the flows was recorded. */
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const oneSided: Wording<'capture/one-sided'> = {
  rule: 'capture/one-sided',
  source: 'Zeek conn.log (history), one-directional flows',
  words({ parameters: { flows, oneSided: seen } }) {
    const share = `${seen} of ${flows} flows`;
    return {
      title: `Only one direction was captured in ${share}`,
      explanation: paragraph(
        `${share} carry packets of one side only, so that a missing answer means nothing in them.`,
      ),
      rivals: ['Traffic that takes another way back (asymmetric routing): a capture on the client itself decides.'],
      remedy:
        'Record where both directions pass: on the client itself, or with a span port that mirrors received and sent traffic.',
      evidence: [`One direction only: ${share}`],
    };
  },
};
