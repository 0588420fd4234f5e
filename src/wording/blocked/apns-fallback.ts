/** Words of `blocked/apns-fallback`: push works, but only over its fallback port. Apple 102266. */
import { clientText, documentedText, serverText } from '../ends.ts';
import { counted, paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

const HOW = {
  unanswered: 'goes unanswered',
  reset: 'is refused with a RST',
  prohibited: 'is forbidden by an ICMP message',
  tls: 'fails during the TLS handshake',
} as const;

export const apnsFallback: Wording<'blocked/apns-fallback'> = {
  rule: 'blocked/apns-fallback',
  source: "Apple 102266: If your Apple devices aren't getting Apple push notifications",
  words(subject) {
    const { scope, confidence, count } = subject;
    const { blockedPort, workingPort, how } = subject.parameters;
    const server = serverText(subject);
    return {
      title: `Push works only over the fallback: TCP ${blockedPort} is closed, TCP ${workingPort} works`,
      explanation: paragraph(
        `TCP ${blockedPort} from ${clientText(scope)} to ${server} ${HOW[how]}, and the same client then reached APNs on TCP ${workingPort} (${counted(count, 'flow')}).`,
        'Push is delivered; devices lose time on every reconnect, and the fallback is made for Wi-Fi.',
        sureness(confidence),
      ),
      rivals: [`TCP ${blockedPort} failed for a moment only: a second capture, taken later, decides.`],
      remedy: `Allow outbound TCP ${blockedPort} from the clients (seen: ${clientText(scope)}) to ${server}${documentedText(subject)}; keep TCP ${workingPort} open as the fallback.`,
      evidence: [`TCP ${blockedPort} ${HOW[how]}`, `TCP ${workingPort} to APNs completes`],
    };
  },
};
