/** Words of `ports/undocumented-port`: a documented host on a port that its row does not list. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, listed, paragraph, sureness } from '../phrases.ts';
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
    const known = alternatives(documented);
    return {
      title: `Undocumented port: ${name} on ${here}`,
      explanation: paragraph(
        `${clientText(scope)} reached ${serverText(subject)} on ${here} and spoke ${protocolName(protocol)} there, while the documents list ${listed(documented, documented.length)}.`,
        'So firewall rules made from the documents do not cover this traffic.',
        sureness(confidence),
      ),
      rivals: [
        'A port set on purpose at this site: whoever runs the server knows.',
        'A port forward or proxy in front of the server: its configuration decides.',
      ],
      remedy: `Move ${seenClients(scope)} to ${name} on ${known}. If ${here} is meant, allow it to ${serverText(subject)}.`,
      evidence: [`${protocolName(protocol)} on ${here}`, `Documented: ${known}`],
    };
  },
};
