/** Words of `ports/retired`: a service that its owner has switched off is still in use. */
import { portsArticle } from '../../catalogue/source.ts';
import { calledBy, clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const retired: Wording<'ports/retired'> = {
  rule: 'ports/retired',
  source: portsArticle('').title,
  manual: {
    summary: 'a service that its owner has switched off',
    meaning:
      'Something still asks for a service that is gone, such as the old binary interface of APNs. Opening the port does not help: the setting that leads there must change.',
    evidence: [
      'strong: a TCP flow to a retired host or port, answered or not, in a capture that was taken after the service ended',
      'silent: the capture is older than that',
    ],
    rivals: [
      'A left-over test or monitoring check rather than the product: the host that sends it knows.',
      'If something answers, a server or relay of the site under the old name: whoever runs it knows.',
    ],
    ask: 'No port needs to be opened. On the host that sends this: which setting or software still uses the retired service? The finding names what replaced it, where there is something.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { retiredSince, replacement, answered } = parameters;
    const port = portText(scope);
    const instead = replacement === undefined ? 'what the current document names' : replacement;
    return {
      title: `Retired since ${retiredSince}: ${serverName(subject)} on ${port}`,
      explanation: paragraph(
        `${clientText(scope)} still tried ${serverText(subject)} on ${port}, a service that its owner has switched off.`,
        answered
          ? 'Something answered all the same.'
          : 'Nothing useful answers there any more: opening the port would not help.',
        sureness(confidence),
      ),
      rivals: [
        answered
          ? `A server or relay of your own under this ${calledBy(scope)}: whoever runs it knows.`
          : 'A left-over test or monitoring check rather than the product: the sending host knows.',
      ],
      remedy: `Do not open ${port}. On ${clientText(scope)}, change the old setting that leads to ${serverText(subject)}. Use instead, and allow outbound: ${instead}.`,
      evidence: [
        `${portText(scope)}, retired since ${retiredSince}; ${answered ? 'payload came back' : 'no payload came back'}`,
      ],
    };
  },
};
