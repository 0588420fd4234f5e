/** Words of `blocked/client-hello-reset`: a RST right after the ClientHello. */
import { allowText, answersForOthers, calledBy, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, milliseconds, paragraph, sureness, those } from '../phrases.ts';
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

/** A sentence that goes on another one. */
function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

export const clientHelloReset: Wording<'blocked/client-hello-reset'> = {
  rule: 'blocked/client-hello-reset',
  source: SIGNATURE_SOURCE,
  manual: {
    summary: "TCP works, and the ClientHello, the client's first TLS message, is answered with a reset (RST)",
    meaning:
      'The handshake of TCP passes; as soon as the client names the server it wants, the connection is cut. That is what a filter does which reads the name, or a server that does not want to talk to this client.',
    evidence: [
      'conclusive: genuine data of the server arrives after its reset',
      `strong: the client never reached this host, and the reset is forged: ${FORGED}`,
      'strong: three flows or more end so and none gets through, while the same address answers for other names, or other servers answer the client',
      'moderate: any other reset right after the ClientHello; or a large one of the client got through',
      WEAK_MARKS,
      ...GUARDS,
      'silent: the reset came only after the ClientHello was sent again, or 3 s later, or behind data of the server',
    ],
    rivals: [
      'The server refuses this name or this client: a capture at the server, or an attempt from another network, decides.',
      'A load balancer without a healthy server behind it: its log decides.',
      'A device that cannot read a ClientHello in two packets (above some 1400 bytes): a smaller one to the same name decides.',
    ],
    ask: 'Does a filter by server name (SNI), URL category or application reset connections to this name? Please exempt it.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { resetAfterMs, claims, answeredNames, splitHelloBytes, passedBytes } = parameters;
    const forged = parameters.sender === 'middlebox';
    const proved = confidence === 'conclusive';
    const called = calledBy(scope);
    return {
      title:
        passedBytes === undefined
          ? `The ClientHello to ${serverText(subject)} is answered with a reset`
          : `Large ClientHellos to ${serverText(subject)} are answered with a reset`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes; ${milliseconds(resetAfterMs)} after the ClientHello the flow is ended by ${resetsText(parameters)}.`,
        senderSentence(parameters),
        answersForOthers(scope, answeredNames),
        passedBytes !== undefined &&
          `A ClientHello of ${counted(passedBytes, 'byte')} to the same ${called}, which fits one packet, gets through: a device on the path reads no further than the first packet, and resets what it cannot read.`,
        sureness(confidence),
      ),
      rivals: those(
        !proved && forged && forgedRival(parameters),
        !proved &&
          !forged &&
          `The ${claims} itself refuses this ${called} or this connection: a capture on its side, or an attempt from another network, decides.`,
        splitHelloBytes !== undefined &&
          passedBytes === undefined &&
          `A device that reads only the first of the two packets of this ClientHello: a smaller ClientHello to the same ${called} decides.`,
        !proved && !forged && 'A load balancer without a healthy server behind it: its log decides.',
      ),
      remedy:
        passedBytes === undefined
          ? `${allowText(subject)}, and exempt ${serverName(subject)} from filtering by server name, URL category or application that resets connections.`
          : `Update the device that filters by server name or application, so that it reads a ClientHello in two packets (post-quantum key shares make them that large); until then ${lowered(allowText(subject))}, and exempt ${serverName(subject)} from that filter.`,
      evidence: those(
        ...resetEvidence(parameters),
        splitHelloBytes !== undefined && `ClientHello of ${counted(splitHelloBytes, 'byte')}, two packets or more`,
        passedBytes !== undefined && `One of ${counted(passedBytes, 'byte')} gets through`,
        answeredNames.length > 0 && `Answered at the same address: ${listed(answeredNames)}`,
      ),
    };
  },
};
