/** Words of `blocked/handshake-reset`: a connection that is reset as soon as it stands. */
import { allowText, clientText, portText, serverName, serverText } from '../ends.ts';
import { listed, milliseconds, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import {
  FORGED,
  forgedRival,
  resetEvidence,
  resetsText,
  SIGNATURE_SOURCE,
  senderSentence,
  WEAK_MARKS,
} from './reset-sender.ts';

export const handshakeReset: Wording<'blocked/handshake-reset'> = {
  rule: 'blocked/handshake-reset',
  source: SIGNATURE_SOURCE,
  manual: {
    summary: 'the TCP handshake completes, and a reset (RST) follows before anybody sends data',
    meaning:
      'The port looks open, and the connection is cut before a word is said. The client has not named the server yet, so addresses and ports decide: in a firewall, or in a load balancer whose servers are down.',
    evidence: [
      'conclusive: genuine data of the server arrives after its reset',
      `strong: the client never reached this host, and the reset is forged: ${FORGED}`,
      'strong: three flows or more end so and none gets through, while other servers answer the client',
      'moderate: any other reset within 3 s after the handshake; or the client reached the host at another time',
      WEAK_MARKS,
      ...GUARDS,
      'silent: the system beneath a scanner (TTL 255, or no TCP options) reset it',
      'silent: the client ended it first, as a port check does, or anybody had sent data, or 3 s had passed',
    ],
    rivals: [
      'A load balancer without a healthy server behind it: its log decides.',
      'The server accepts and drops clients that it does not know (an access list, too many connections): its log decides.',
    ],
    ask: 'Does a firewall or an intrusion prevention system reset connections to this address and port once they stand? Please exempt them. To whoever runs the server: is a healthy server behind the load balancer, and may these clients connect?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { resetAfterMs, claims, answeringPorts } = parameters;
    const port = portText(scope);
    const forged = parameters.sender === 'middlebox';
    const proved = confidence === 'conclusive';
    const others = answeringPorts.filter((other) => !scope.ports.includes(other));
    return {
      title: `${port} to ${serverText(subject)} is reset right after the TCP handshake`,
      explanation: paragraph(
        `${clientText(scope)} connected, and ${milliseconds(resetAfterMs)} after the handshake ${resetsText(parameters)} ended the connection, before anybody had sent a byte of data.`,
        senderSentence(parameters),
        others.length > 0 && `The same server accepts TCP ${listed(others)}, so it is up.`,
        sureness(confidence),
      ),
      rivals: those(
        !proved && forged && forgedRival(parameters),
        !proved && !forged && 'A load balancer without a healthy server behind it: its log decides.',
        !proved &&
          !forged &&
          `The ${claims} drops the connection by itself: its log, or an attempt from another network, decides.`,
      ),
      remedy:
        parameters.sender === 'server'
          ? `Check that a healthy service stands behind ${port} at ${serverText(subject)}. If it does: ${allowText(subject)}, and look for the device that resets these connections.`
          : `${allowText(subject)}, and look for the device that resets connections to ${serverName(subject)} once they stand.`,
      evidence: resetEvidence(parameters),
    };
  },
};
