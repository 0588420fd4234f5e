/** Words of `ports/unexpected-destination`: a documented name or port at an address that its row excludes. */
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const unexpectedDestination: Wording<'ports/unexpected-destination'> = {
  rule: 'ports/unexpected-destination',
  source: portsArticle('').title,
  manual: {
    summary: 'a documented name or port at an address that its row excludes',
    meaning:
      "A public name leads to an address inside the site's network, or push goes to a server that is not Apple's. Something redirects the traffic: a DNS record, a hosts file, a relay or an agent. Devices may refuse what answers there.",
    evidence: [
      "strong: the client itself names a public host (SNI, or HTTP Host) and is connected to an address of the site's network",
      "strong: the flow offers the device protocol of push (ALPN), and goes to an address that is not Apple's",
      "moderate: only DNS tells which name was meant; or Jamf Pro speaks TLS on port 2197 with an address that is not Apple's",
      'silent: the server sent no data, the flow asks a proxy, or the site configuration declares the address a server of its own',
      'silent: retired services, and addresses that stand for IPv4 ones (64:ff9b::/96)',
    ],
    rivals: [
      'A relay, mirror or reverse proxy that stands in on purpose: whoever runs that address knows.',
      'An agent on the client (VPN, zero-trust access) that gives names addresses of its own: its configuration decides.',
      'Another service on the same port: what answers there decides.',
    ],
    ask: 'Why do clients reach this name at this address: a DNS record, a hosts file, a proxy? If it is not meant, please let the name resolve to its public address.',
  },
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
