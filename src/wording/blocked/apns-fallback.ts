/** Words of `blocked/apns-fallback`: push works, but only over its fallback port. Apple 102266. */
import { APPLE_PUSH } from '../../catalogue/source.ts';
import { clientText, documentedText, seenClients, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

const HOW = {
  unanswered: 'goes unanswered',
  reset: 'is refused with a RST',
  prohibited: 'is forbidden by an ICMP message',
  tls: 'fails during the TLS handshake',
} as const;

export const apnsFallback: Wording<'blocked/apns-fallback'> = {
  rule: 'blocked/apns-fallback',
  source: APPLE_PUSH.title,
  words(subject) {
    const { scope, confidence } = subject;
    const { blockedPort, workingPort, how } = subject.parameters;
    const server = serverText(subject);
    return {
      title: `Push works only over the fallback: TCP ${blockedPort} is closed, TCP ${workingPort} works`,
      explanation: paragraph(
        `TCP ${blockedPort} from ${clientText(scope)} to ${server} ${HOW[how]}, and the same client then reached APNs on TCP ${workingPort}.`,
        sureness(confidence),
        'Push still arrives this way, but the fallback is documented for Wi-Fi, not as a replacement.',
      ),
      rivals: [`TCP ${blockedPort} failed for a moment only: a second capture, taken later, decides.`],
      remedy: `Allow outbound TCP ${blockedPort} from ${seenClients(scope)} to ${server}${documentedText(subject)}; keep TCP ${workingPort} open as the fallback.`,
      evidence: [`TCP ${blockedPort} ${HOW[how]}`, `TCP ${workingPort} to APNs completes`],
    };
  },
};
