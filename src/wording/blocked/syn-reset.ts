/** Words of `blocked/syn-reset`: a SYN answered with a RST. */
import { allowText, clientText, portText, serverText } from '../ends.ts';
import { milliseconds, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { FORGED, forgedRival, resetEvidence, SIGNATURE_SOURCE, senderSentence } from './reset-sender.ts';

/** The NAT of a virtual machine makes a connection of its own, and hands on how that ended. */
const PASSED_ON =
  'A gateway that ends TCP itself, such as the NAT of a virtual machine, hands on that the server refused: a connection attempt from another network decides.';

export const synReset: Wording<'blocked/syn-reset'> = {
  rule: 'blocked/syn-reset',
  source: SIGNATURE_SOURCE,
  manual: {
    summary: 'the SYN, the first packet of TCP, is answered with a reset (RST)',
    meaning:
      'Somebody refuses the connection before it begins: a firewall that rejects rather than drops, or the server itself because nothing listens on that port. The client fails at once, without waiting.',
    evidence: [
      "conclusive: the server's SYN-ACK to the same SYN arrives after the reset, so somebody in between forged that",
      'strong: refused in several flows, and the client never reached this host',
      `strong: the reset is forged, even if there is only one: ${FORGED}`,
      'strong: beside a client in a private network, the reset of a public address has a TTL that no router has lowered (64, 128, 255); in less than 0.5 ms: moderate',
      'moderate: refused in one flow, which may be a restart of the service; or the client reached the host at another time',
      ...GUARDS,
    ],
    rivals: [
      'Nothing listens on that port: an attempt from another network decides.',
      'A firewall that rejects in the name of the server, with its TTL and timing: its log decides.',
      'A gateway that ends TCP itself hands on that the server refused: the same attempt decides.',
    ],
    ask: 'Is there a rule that rejects this destination and port with a TCP reset? Please allow it. To whoever runs the server: does the service listen on this port?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const server = serverText(subject);
    const port = portText(scope);
    const { signals, sender } = parameters;
    const forged = sender === 'middlebox';
    return {
      title: `${port} to ${server} is refused`,
      explanation: paragraph(
        `TCP never got started: the SYN of ${clientText(scope)} was answered with a reset after ${milliseconds(parameters.resetAfterMs)}.`,
        senderSentence(parameters),
        sureness(confidence),
      ),
      rivals: those(
        !forged && 'A firewall rule that rejects rather than drops: its log decides.',
        forged && confidence !== 'conclusive' && (signals.includes('no-hop') ? PASSED_ON : forgedRival(parameters)),
        !forged &&
          parameters.reachedBy === undefined &&
          'Nothing listens on that port at the server: a connection attempt from another network decides.',
      ),
      remedy:
        sender === 'server'
          ? `Check that the service listens on ${port} at ${server}. If it does: ${allowText(subject)}, and find the rule that rejects.`
          : `${allowText(subject)}; look for the rule that rejects it with a TCP reset.`,
      evidence: resetEvidence(parameters),
    };
  },
};
