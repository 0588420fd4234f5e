/** Words of `blocked/syn-reset`: a SYN answered with a RST. */
import { allowText, clientText, portText, serverText } from '../ends.ts';
import { milliseconds, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { resetEvidence, SIGNATURE_SOURCE, senderSentence } from './reset-sender.ts';

export const synReset: Wording<'blocked/syn-reset'> = {
  rule: 'blocked/syn-reset',
  source: SIGNATURE_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const server = serverText(subject);
    const port = portText(scope);
    const forged = parameters.sender === 'middlebox';
    return {
      title: `${port} to ${server} is refused`,
      explanation: paragraph(
        `TCP never got started: the SYN of ${clientText(scope)} was answered with a RST after ${milliseconds(parameters.resetAfterMs)}.`,
        senderSentence(parameters),
        sureness(confidence),
      ),
      rivals: those(
        !forged && 'A firewall rule that rejects rather than drops: its log decides.',
        'Nothing listens on that port at the server: a connection attempt from another network decides.',
      ),
      remedy:
        parameters.sender === 'server'
          ? `Check that the service listens on ${port} at ${server}. If it does: ${allowText(subject)}, and find the rule that rejects.`
          : `${allowText(subject)}; look for the rule that rejects it with a TCP reset.`,
      evidence: resetEvidence(parameters),
    };
  },
};
