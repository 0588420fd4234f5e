/** Words of `ports/unexpected-destination`: a documented name or port at an address that its row excludes. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const unexpectedDestination: Wording<'ports/unexpected-destination'> = {
  rule: 'ports/unexpected-destination',
  source: portsArticle('').title,
  words(subject) {
    const { parameters, scope, confidence, services } = subject;
    const { network, documented } = parameters;
    const service = services[0]?.title ?? 'the documented service';
    const where = documented.length > 0 ? `in ${alternatives(documented)}` : 'on the internet';
    const address = listed(scope.servers) || 'an address';
    return {
      title: `Unexpected destination: ${serverName(subject)} on ${portText(scope)} is ${network === '' ? 'not where it is documented' : `in a ${network}`}`,
      explanation: paragraph(
        `${clientText(scope)} reached ${serverText(subject)} on ${portText(scope)} for what is documented as ${service}.`,
        `The servers of that are ${where}; ${address} ${scope.servers.length > 1 ? 'are' : 'is'} ${network === '' ? 'elsewhere' : `in a ${network}`}.`,
        sureness(confidence),
      ),
      rivals: those(
        'A relay, mirror or reverse proxy of the site that stands in on purpose: whoever runs that address knows.',
        network !== '' &&
          'An agent on the client (VPN, zero trust access) that gives names addresses of its own: its configuration decides.',
        network === '' && 'Another service that uses the same port: what answers there decides.',
      ),
      remedy: `Find out who answers for ${serverName(subject)} at ${address} on ${portText(scope)}, and why ${seenClients(scope)} go there: a DNS record, hosts file or proxy of the site. It should be reached ${where}.`,
      evidence: [`Reached: ${serverText(subject)} on ${portText(scope)}`, `Documented: ${where}`],
    };
  },
};
