/** Words of `blocked/apns-fallback`: push works, but only over its fallback port. Apple 102266. */
import { APPLE_PUSH } from '../../catalogue/source.ts';
import { clientText, destinationText, seenClients, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

const HOW = {
  unanswered: 'goes unanswered',
  reset: 'is refused with a RST',
  prohibited: 'is forbidden by an ICMP message',
  unreachable: 'is answered with ICMP "unreachable"',
  'no-data': 'is accepted and lets no data through',
  tls: 'fails during the TLS handshake',
} as const;

export const apnsFallback: Wording<'blocked/apns-fallback'> = {
  rule: 'blocked/apns-fallback',
  source: APPLE_PUSH.title,
  manual: {
    summary: 'push fails on TCP 5223, and gets through on the fallback, TCP 443',
    meaning:
      'Devices get their push messages all the same, so commands arrive. But TCP 5223 is the port for push; Apple documents 443 as the way out where Wi-Fi does not let 5223 through. The rules on flows that break off say nothing of 5223 then.',
    evidence: [
      'strong: TCP 5223 fails for a client in whatever way, never works for it in this capture, and the same client reaches a push server on 443',
      'silent: 5223 and 443 were tried within about a second of each other, and the slower one was dropped',
    ],
    rivals: ['TCP 5223 failed for a moment only: a second capture, taken later, decides.'],
    ask: 'Please allow outbound TCP 5223 to 17.0.0.0/8, and keep 443 open as the fallback.',
  },
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
      remedy: `Allow outbound TCP ${blockedPort} from ${seenClients(scope)} to ${destinationText(subject)}; keep TCP ${workingPort} open as the fallback.`,
      evidence: [`TCP ${blockedPort} ${HOW[how]}`, `TCP ${workingPort} to APNs completes`],
    };
  },
};
