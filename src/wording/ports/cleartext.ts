/** Words of `ports/cleartext`: clear text on a port that is documented as TLS. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const cleartext: Wording<'ports/cleartext'> = {
  rule: 'ports/cleartext',
  source: portsArticle('').title,
  manual: {
    summary: 'clear text on a port that is documented as TLS',
    meaning:
      'HTTP, LDAP, mail or log messages cross the network unprotected although the port is documented as TLS: whoever is in the path can read and change them.',
    evidence: [
      'strong: the protocol is recognised in clear from the first byte, and the server takes part',
      'moderate: the server refuses every time (HTTP status 400 or 426), so that the client alone is wrong; or other names share the address',
      'silent: TLS or a security layer takes over later (StartTLS, SASL), the server sends the client on to HTTPS, or the flow asks a proxy',
      'silent: a row of the catalogue allows clear text on this port; where it advises against it, `ports/discouraged` reports it',
    ],
    rivals: [
      'TLS ends at a load balancer or proxy, and this is the leg behind it: its configuration decides.',
      'A block page or captive portal that answers in clear: the HTTP response decides.',
      'A check or scanner that speaks plain HTTP and is refused: its log decides.',
    ],
    ask: 'Please let the server accept TLS alone on this port, and give clients the address with TLS (https://, ldaps://). If TLS ends in front of it: is the network behind trusted?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { port, protocol, statuses } = parameters;
    const here = `${(scope.transport ?? 'tcp').toUpperCase()} ${port}`;
    const spoken = protocolName(protocol);
    const answers = statuses.length > 0 && `The answers have status ${listed(statuses)}`;
    const isWeb = protocol === 'http' || protocol === 'http2';
    return {
      title: `Clear text where TLS is documented: ${spoken} on ${here} at ${serverName(subject)}`,
      explanation: paragraph(
        `${clientText(scope)} and ${serverText(subject)} speak ${spoken} on ${here} without TLS, while that port is documented as TLS: whoever is in the path can read and change it.`,
        answers && `${answers}.`,
        sureness(confidence),
      ),
      rivals: those(
        'TLS ends at a load balancer or proxy between the two, and this is the leg behind it: its configuration decides.',
        isWeb && 'A block page or captive portal that answers in clear: the HTTP response decides.',
        isWeb &&
          statuses.includes(400) &&
          'A check or scanner that speaks plain HTTP, which the server refuses: its log decides.',
      ),
      remedy: `Let ${serverText(subject)} accept TLS alone on ${here}, and give ${seenClients(scope)} the address with TLS (${secureForm(protocol)}).`,
      evidence: those(`${spoken} without TLS on ${here}`, answers),
    };
  },
};

function secureForm(protocol: string): string {
  if (protocol === 'ldap') return 'ldaps://, or StartTLS on the port for it';
  return protocol === 'http' || protocol === 'http2' ? 'https://' : 'the option for TLS from the start';
}
