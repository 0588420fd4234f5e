/** Words of `ports/configurable`: a service whose port the administrator chooses, on another one than the suggested. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, paragraph, sureness } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';

export const configurable: Wording<'ports/configurable'> = {
  rule: 'ports/configurable',
  source: portsArticle('').title,
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
