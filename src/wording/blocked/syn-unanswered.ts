/** Words of `blocked/syn-unanswered`: SYNs that nobody answers. */
import { allowText, clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const synUnanswered: Wording<'blocked/syn-unanswered'> = {
  rule: 'blocked/syn-unanswered',
  source: 'RFC 9293, 3.5 (TCP handshake)',
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tries, waitedSeconds, answeringPorts, clientReachesOthers } = parameters;
    const port = portText(scope);
    const others =
      answeringPorts.length > 0 && `The same server answers on TCP ${listed(answeringPorts)}, so it is up.`;
    return {
      title: `No answer on ${port} from ${serverText(subject)}`,
      explanation: paragraph(
        `TCP never got started: ${clientText(scope)} sent the SYN ${scope.clients.length > 1 ? 'up to ' : ''}${counted(tries, 'time')} and heard nothing for ${seconds(waitedSeconds)}, neither a SYN-ACK nor a refusal.`,
        'That is what a firewall that drops silently looks like.',
        others,
        clientReachesOthers && 'The same client reaches other servers, so its own network works.',
        sureness(confidence),
      ),
      rivals: those(
        !others &&
          'The server is down or no longer at this address: a connection attempt from another network decides.',
        'The server answers and the answer is lost on the way back: a capture on the far side of the firewall decides.',
      ),
      remedy: `${allowText(subject)}; the drops should show in the firewall's log under that destination and port.`,
      evidence: those(
        `${counted(tries, 'SYN')} without any reply in ${seconds(waitedSeconds)}`,
        others && `${serverName(subject)} answers on TCP ${listed(answeringPorts)}`,
        clientReachesOthers && 'Other servers answer the same client',
      ),
    };
  },
};
