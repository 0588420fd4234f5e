/** Words of `ports/configurable`: a service whose port the administrator chooses, on another one than the suggested. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, paragraph, sureness } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const configurable: Wording<'ports/configurable'> = {
  rule: 'ports/configurable',
  source: portsArticle('').title,
  manual: {
    summary: 'a port that the administrator chooses is not the suggested one',
    meaning: 'No fault: the documents only suggest this port. But firewall rules must name the one that is in use.',
    evidence: [
      'strong: a protocol that only this service speaks is recognised on another port',
      'moderate: TLS or HTTP is spoken there, which another program may use as well',
      'silent: the server sent no data, or one of the services that fit documents the port',
    ],
    rivals: ['Another program on the same host that speaks the same protocol: what listens there decides.'],
    ask: 'Is this the port that was set for the service? Then please have the firewall rules name it in place of the suggested one.',
  },
  words(subject) {
    const { parameters, scope, confidence, services } = subject;
    const { port, suggested, protocol } = parameters;
    const here = `TCP ${port}`;
    const usual = alternatives(suggested);
    const service = services[0]?.title ?? 'a documented service';
    return {
      title: `${service}: on ${here} instead of ${usual}`,
      explanation: paragraph(
        `${clientText(scope)} spoke ${protocolName(protocol)} with ${serverText(subject)} on ${here}. The documents suggest ${usual} and leave the port to the administrator, so this is no fault.`,
        sureness(confidence),
      ),
      rivals: ['Another program on the same host that speaks the same protocol: what listens there decides.'],
      remedy: `Have firewall rules name ${here} from ${seenClients(scope)} to ${serverText(subject)} in place of ${usual}.`,
      evidence: [`${protocolName(protocol)} on ${here} at ${serverName(subject)}`, `Suggested: ${usual}`],
    };
  },
};
