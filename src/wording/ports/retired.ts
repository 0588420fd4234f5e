/** Words of `ports/retired`: a service that its owner has switched off is still in use. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const retired: Wording<'ports/retired'> = {
  rule: 'ports/retired',
  source: portsArticle('').title,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { retiredSince, replacement, answered } = parameters;
    const port = portText(scope);
    const instead = replacement === undefined ? 'what the current document names' : replacement;
    return {
      title: `${serverName(subject)} on ${port} was retired on ${retiredSince}`,
      explanation: paragraph(
        `${clientText(scope)} still contacted ${serverText(subject)} on ${port}.`,
        sureness(confidence),
        answered
          ? 'Something answered, although the service behind this port is gone since that date.'
          : 'Nothing useful answers there since that date: opening the port would not help.',
      ),
      rivals: [
        answered
          ? 'A server or relay of your own under this name: the site configuration can declare it.'
          : 'A left-over test or monitoring check rather than the product: the sending host knows.',
      ],
      remedy: `Do not open ${port}. On ${clientText(scope)}, replace the old setting that leads to ${serverText(subject)} by ${instead}, and allow that outbound.`,
      evidence: [
        `${portText(scope)}, retired since ${retiredSince}; ${answered ? 'payload came back' : 'no payload came back'}`,
      ],
    };
  },
};
