/** Words of `ports/undocumented-port`: a documented host on a port that its row does not list. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const undocumentedPort: Wording<'ports/undocumented-port'> = {
  rule: 'ports/undocumented-port',
  source: portsArticle('').title,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { port, documented, protocol } = parameters;
    const name = serverName(subject);
    const here = `${(scope.transport ?? 'tcp').toUpperCase()} ${port}`;
    const known = documented.join(' or ');
    return {
      title: `${name} is used on ${here}, which is not documented`,
      explanation: paragraph(
        `${clientText(scope)} reached ${serverText(subject)} on ${here} and spoke ${protocolName(protocol)} there; documented is ${known}.`,
        sureness(confidence),
        'Firewall rules made from the documents will not cover it.',
      ),
      rivals: [
        'A port set on purpose at this site: the site configuration can declare it.',
        'A port forward or proxy in front of the server: its configuration decides.',
      ],
      remedy: `Move the clients (seen: ${clientText(scope)}) to ${name} on ${known}; if ${here} is meant, allow it towards ${serverText(subject)} and declare it in the site configuration.`,
      evidence: [`${protocolName(protocol)} on ${here}`, `Documented: ${known}`],
    };
  },
};
