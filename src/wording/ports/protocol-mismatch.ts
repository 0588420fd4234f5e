/** Words of `ports/protocol-mismatch`: another protocol than the documented one on a documented port. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, paragraph, sureness, those } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const protocolMismatch: Wording<'ports/protocol-mismatch'> = {
  rule: 'ports/protocol-mismatch',
  source: portsArticle('').title,
  manual: {
    summary: 'another protocol than the documented one on that port',
    meaning:
      'What answers behind a documented port is not the documented service, or something in the path changes it. The product cannot use that connection.',
    evidence: [
      'strong: the content is recognised as a protocol that no row of the catalogue documents for this host and port',
      'moderate: the same, where other names share the address',
      'silent: the content is not recognised, the server sent no data, or the flow asks a proxy',
      'silent: clear text in the place of TLS (`ports/cleartext`), and a port from 49152 up that a row documents only as part of a range',
    ],
    rivals: [
      'The server offers another service on this port on purpose: its configuration decides.',
      'For HTTP, a proxy or block page that answers in clear: the HTTP response decides.',
    ],
    ask: 'What listens on this port at this server? If a proxy or firewall sits in between: please let the documented protocol pass unchanged.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { port, expected, protocol } = parameters;
    const here = `${(scope.transport ?? 'tcp').toUpperCase()} ${port}`;
    const spoken = protocolName(protocol);
    const wanted = alternatives(expected.map(protocolName));
    return {
      title: `${here} at ${serverName(subject)} speaks ${spoken}, not ${wanted}`,
      explanation: paragraph(
        `By its content, the flow from ${clientText(scope)} to ${serverText(subject)} on ${here} is ${spoken}, while ${wanted} is documented there.`,
        'So the service behind that port is not the documented one, or something in the path changes it.',
        sureness(confidence),
      ),
      rivals: those(
        'The server is set up to offer another service on this port: its configuration decides.',
        protocol === 'http' && 'A proxy or block page answers in clear: the HTTP response decides.',
        protocol === 'unknown' &&
          'The documented protocol in a form that is not recognised: the first bytes of the flow decide.',
      ),
      remedy: `Check what listens on ${here} at ${serverText(subject)}: it should be ${wanted}. If a proxy or firewall sits between it and ${seenClients(scope)}, let ${wanted} on ${here} pass unchanged.`,
      evidence: [`Seen on ${here}: ${spoken}`, `Documented: ${wanted}`],
    };
  },
};
