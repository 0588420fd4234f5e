/** Words of `blocked/client-hello-reset`: a RST right after the ClientHello. */
import { allowText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, milliseconds, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { resetEvidence, SIGNATURE_SOURCE, senderSentence } from './reset-sender.ts';

export const clientHelloReset: Wording<'blocked/client-hello-reset'> = {
  rule: 'blocked/client-hello-reset',
  source: SIGNATURE_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { resetAfterMs, resets, dataAfterReset, answeredNames } = parameters;
    const forged = parameters.sender === 'middlebox';
    return {
      title: `The ClientHello to ${serverText(subject)} is answered with a reset`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes; ${milliseconds(resetAfterMs)} after the ClientHello the flow is ended by ${counted(resets, 'RST')} in the server's name.`,
        dataAfterReset
          ? 'Genuine data of the server arrived after the RST: somebody in between forged it.'
          : senderSentence(parameters),
        answeredNames.length > 0 && `The same address answers for ${listed(answeredNames)}: the name decides.`,
        sureness(confidence),
      ),
      rivals: those(
        !dataAfterReset &&
          'The server itself refuses this name or this client: a capture on the server side, or from another network, decides.',
        !dataAfterReset && !forged && 'A load balancer without a healthy server behind it: its log decides.',
      ),
      remedy: `${allowText(subject)}, and exempt ${serverName(subject)} from filtering by server name, URL category or application that resets connections.`,
      evidence: those(
        ...resetEvidence(parameters),
        dataAfterReset && "The server's own data arrived after the RST",
        answeredNames.length > 0 && `Answered at the same address: ${listed(answeredNames)}`,
      ),
    };
  },
};
