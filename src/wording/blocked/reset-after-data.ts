/** Words of `blocked/reset-after-data`: a connection that is reset while both ends are using it. */
import { clientText, destinationText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { grouped, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { BASIC_GUARDS } from './guards.ts';
import {
  FORGED,
  forgedRival,
  resetEvidence,
  resetsText,
  SIGNATURE_SOURCE,
  senderSentence,
  WEAK_MARKS,
} from './reset-sender.ts';

type Cut = Subject<'blocked/reset-after-data'>;

export const resetAfterData: Wording<'blocked/reset-after-data'> = {
  rule: 'blocked/reset-after-data',
  source: SIGNATURE_SOURCE,
  manual: {
    summary: 'a connection that carries data is broken off by a reset (RST) that neither end had reason to send',
    meaning:
      'A reset ends a connection that is in use. Intrusion prevention does that, and filters that have read enough of the content or certificate. The transfer is lost.',
    evidence: [
      "conclusive: the end's own packets arrive after the reset in its name",
      `strong: the reset is forged: ${FORGED}`,
      'moderate: only the TTL says so, and but once, as when a load balancer changes over',
      "moderate: the server's TLS answer is broken off before the client has replied to it, or a request in a documented protocol is answered with a reset, and the client never got through",
      WEAK_MARKS,
      ...BASIC_GUARDS,
      'silent: somebody had closed the connection (FIN), or said in TLS why (an alert)',
      'silent: the client ended it itself (it cancels, or refuses a certificate)',
      'silent: nothing had been sent for 60 s (load balancers and NAT forget), or for 10 s and only the TTL differs',
      'silent: it began before the capture, unless the reset is forged',
    ],
    rivals: [
      'The server or a load balancer in front of it failed or changed over: its log decides.',
      'A firewall in front of the server resets in its name: a capture at the server decides.',
    ],
    ask: 'Does an intrusion prevention system, a content filter or TLS inspection reset connections between these addresses? Please exempt this destination.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { bytes } = parameters;
    const forged = parameters.sender === 'middlebox';
    return {
      title: `The connection to ${serverText(subject)} is cut by a reset ${MOMENT[parameters.stage]}`,
      explanation: paragraph(
        story(subject),
        `The connection was ended by ${resetsText(parameters)}; nobody had closed it or said that it would end.`,
        senderSentence(parameters),
        sureness(confidence),
      ),
      rivals: those(
        !forged && 'The server or a load balancer in front of it gave up by itself: its log decides.',
        forged && confidence !== 'conclusive' && forgedRival(parameters),
      ),
      remedy: `Exempt ${portText(scope)} from ${seenClients(scope)} to ${destinationText(subject)} from intrusion prevention, content filters and TLS inspection, and look in their logs for resets of connections to ${serverName(subject)}.`,
      evidence: [
        `${grouped(bytes[0] ?? 0)} bytes from the client and ${grouped(bytes[1] ?? 0)} from the server before the end`,
        ...resetEvidence(parameters),
      ],
    };
  },
};

const MOMENT = {
  request: 'when the client asks for something',
  handshake: 'in the middle of the TLS handshake',
  later: 'while it is in use',
} as const;

function story({ parameters: { stage, protocol, afterSeconds }, scope }: Cut): string {
  const client = clientText(scope);
  if (stage === 'request')
    return `${client} connected on ${portText(scope)}, sent its first request (${protocol.toUpperCase()}) and got no answer.`;
  if (stage === 'handshake')
    return `${client} connected on ${portText(scope)}, the server began its TLS answer, and the client had not replied to it yet.`;
  return `${client} had been connected on ${portText(scope)} for ${seconds(afterSeconds)} and data had passed.`;
}
