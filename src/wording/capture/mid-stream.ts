/** Words of `capture/mid-stream`: flows whose start was not recorded. */
import { paragraph, shareOf } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const midStream: Wording<'capture/mid-stream'> = {
  rule: 'capture/mid-stream',
  source: 'RFC 9293, 3.5 (TCP handshake)',
  manual: {
    summary: 'flows began before the capture',
    meaning:
      'The handshakes of these flows were not recorded, so it cannot be said how they came about. Push connections stay open for hours and are often among them.',
    evidence: ['conclusive: a TCP flow has no SYN in the capture; one such flow is enough'],
    rivals: ['Packets lost while recording rather than a late start: drop counts of the recorder decide.'],
    ask: 'To whoever records: please start the recording first, then let the clients connect anew (switch Wi-Fi off and on, or restart the device), and reproduce the trouble.',
  },
  words({ parameters: { flows, midStream: seen } }) {
    const share = shareOf(seen, flows, 'flow');
    return {
      title: `The start of ${share} was not captured`,
      explanation: paragraph(
        `The recording began in the middle of ${share}. Where the handshake is missing, only what follows can be judged, if at all.`,
      ),
      rivals: ['Packets lost while recording rather than a late start: drop counts of the recorder decide.'],
      remedy:
        'Start the recording first, then make the clients connect anew (switch Wi-Fi off and on, or restart the device), and reproduce the trouble.',
      evidence: [`Without a start: ${share}`],
    };
  },
};
