/** Words of `capture/mid-stream`: flows whose start was not recorded. */
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const midStream: Wording<'capture/mid-stream'> = {
  rule: 'capture/mid-stream',
  source: 'Zeek conn.log (connection state OTH)',
  words({ parameters: { flows, midStream: seen } }) {
    const share = `${seen} of ${flows} flows`;
    return {
      title: `The start of ${share} was not captured`,
      explanation: paragraph(
        `${share} were under way when the recording began, so their handshakes are not in it; they are judged by what they show later, if at all.`,
      ),
      rivals: ['Packets lost while recording rather than a late start: drop counts of the recorder decide.'],
      remedy:
        'Start the recording first, then make the clients connect anew (switch Wi-Fi off and on, or restart the device), and reproduce the trouble.',
      evidence: [`Without their start: ${share}`],
    };
  },
};
