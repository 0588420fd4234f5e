/** Words of `ports/undocumented-port`: a documented host on a port that its row does not list. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, listed, paragraph, sureness } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const undocumentedPort: Wording<'ports/undocumented-port'> = {
  rule: 'ports/undocumented-port',
  source: portsArticle('').title,
  manual: {
    summary: 'a documented service on a port that no document lists',
    meaning:
      'The connection works, but firewall rules made from the documents do not cover it. It will fail where only the documented ports are open.',
    evidence: [
      'strong: a recognised protocol is spoken there with a host that is known by its own name, or by its role and a protocol of the service',
      'moderate: the host is known by its role only, and TLS or HTTP may be for another purpose; or other names share the address',
      'silent: one of the services that fit documents the port, or leaves it to the administrator (`ports/configurable`)',
      'silent: the server sent no data, or sends plain HTTP on to HTTPS; QUIC on a port documented for TCP',
    ],
    rivals: [
      'A port set on purpose at this site: whoever runs the server knows.',
      'A port forward or proxy in front of the server: its configuration decides.',
    ],
    ask: 'Is this port meant? If so, please allow it in every firewall on the way; else let the server use the documented one.',
  },
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
