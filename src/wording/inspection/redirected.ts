/** Words of `inspection/redirected`: a push name on an address that is not Apple's. */
import { APPLE_PUSH } from '../../catalogue/source.ts';
import { clientText, documentedText, portText, seenClients, serverName } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const redirected: Wording<'inspection/redirected'> = {
  rule: 'inspection/redirected',
  source: APPLE_PUSH.title,
  manual: {
    summary: "a name of Apple's push service leads to an address that is not Apple's",
    meaning:
      'All push servers are in the address ranges that Apple publishes. Elsewhere a relay, a tunnel or an agent on the device stands in for them: devices that check the certificate are cut off, and push depends on a box that nobody expects there.',
    evidence: [
      "strong: the client names the push host itself in its ClientHello, and the server that answers is outside 17.0.0.0/8 and Apple's published IPv6 ranges",
      'moderate: the name is known from the DNS alone',
      'silent: nobody answered there, a proxy was asked, the name is one of the configuration hosts (init…, port 80), the address is translated (NAT64), or the site configuration declares it a server',
    ],
    rivals: [
      'A VPN agent on the device catches the traffic on an address of its own: the same name from a device without it decides.',
      'Apple has new address ranges: its support article decides.',
    ],
    ask: 'Who answers for this push host at this address? Please have the name resolve, and the traffic go, to the addresses that Apple publishes.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { network, answeredBy } = parameters;
    const name = serverName(subject);
    const address = listed(scope.servers) || 'another server';
    return {
      title: `${name} leads to ${address}, which is not Apple's`,
      explanation: paragraph(
        `${clientText(scope)} asks for ${name} on ${portText(scope)}, and ${address} answers: ${network === '' ? "an address outside Apple's ranges" : `an address of a ${network}`}, where no push server is.`,
        'Somebody redirects push, by a rewritten DNS answer or on the path.',
        answeredBy === 'other' && "The certificate shown there is not Apple's either.",
        answeredBy === 'apple' &&
          'The certificate shown there names Apple as its issuer, as behind a relay that passes TLS on.',
        sureness(confidence),
      ),
      rivals: those(
        'A VPN agent on the device catches the traffic on an address of its own: the same name from a device without it decides.',
        network === '' && 'Apple has new address ranges: its support article decides.',
      ),
      remedy: `Have ${name} resolve and lead to the addresses that Apple publishes${documentedText(subject)}, on ${portText(scope)} from ${seenClients(scope)}: correct the DNS rewriting, the proxy or the agent that takes it to ${address}.`,
      evidence: those(
        `Server: ${address}${network === '' ? '' : ` (${network})`}`,
        answeredBy !== 'unknown' &&
          `Certificate: ${answeredBy === 'apple' ? "issued in Apple's name" : 'of another issuer'}`,
      ),
    };
  },
};
