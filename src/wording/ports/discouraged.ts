/** Words of `ports/discouraged`: what is documented, and better done otherwise. */

import type { Hosting } from '../../catalogue/site.ts';
import { portsArticle } from '../../catalogue/source.ts';
import { clientText, seenClients, serverName, serverText } from '../ends.ts';
import { alternatives, paragraph, sureness } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Subject, Wording, Words } from '../words.ts';

type Discouraged = Subject<'ports/discouraged'>;

export const discouraged: Wording<'ports/discouraged'> = {
  rule: 'ports/discouraged',
  source: portsArticle('').title,
  manual: {
    summary: 'documented, and better done otherwise: clear text where TLS is offered, a port for other servers',
    meaning:
      'It works as documented, so nothing is broken. But a password, a mail or a package crosses the network in clear although the service has TLS, or the port is documented for Jamf Pro servers that run elsewhere (2197 and 25: on premises only).',
    evidence: [
      'strong: an LDAP login with its password in clear, an SMTP login or mail without TLS, or plain HTTP, where the row of the catalogue offers TLS',
      'strong: Jamf Pro uses a port that is documented for on-premises servers only, and runs in Jamf Cloud as the site configuration or its own name says; an attempt is enough',
      'moderate: the same, where other names share the address',
      'silent: TLS takes over later (StartTLS), plain HTTP is sent on to HTTPS, the server sent no data, or the login carries no password',
      'silent: where Jamf Pro runs is not known',
    ],
    rivals: [
      'The network between the two is protected by other means, such as a VPN: whoever runs it knows.',
      'A Jamf Pro server on premises beside the one in the cloud: whoever runs the sending host knows.',
    ],
    ask: 'No port needs to be opened. Please set the service to TLS, or to the documented port that the finding names, and change a password that was sent in clear.',
  },
  words: (subject) => (subject.parameters.reason === 'hosting' ? portForOthers(subject) : clearText(subject)),
};

function clearText(subject: Discouraged): Words {
  const { parameters, scope, confidence } = subject;
  const { port, protocol, reason, instead } = parameters;
  const here = `TCP ${port}`;
  const spoken = protocolName(protocol);
  const password = reason === 'simple-bind';
  const secure = alternatives([
    ...instead.map((other) => `TLS on ${other}`),
    ...(protocol === 'ldap' || protocol === 'smtp' ? [`StartTLS on ${here}`] : []),
  ]);
  return {
    title: password
      ? `LDAP password in clear text to ${serverName(subject)} on ${here}`
      : `${spoken} in clear text to ${serverName(subject)} on ${here}`,
    explanation: paragraph(
      password
        ? `${clientText(scope)} logged in at ${serverText(subject)} on ${here} by a simple bind without TLS: whoever is in the path has the password.`
        : `${clientText(scope)} spoke ${spoken} with ${serverText(subject)} on ${here} without TLS: whoever is in the path can read and change it.`,
      `The documents allow that, and advise ${secure}.`,
      sureness(confidence),
    ),
    rivals: ['A network that is protected by other means, such as a VPN between the two: whoever runs it knows.'],
    remedy: `Move ${seenClients(scope)} to ${secure} at ${serverText(subject)}${password ? ', and change the password that was used' : ''}. Nothing needs to be opened for ${here}.`,
    evidence: [password ? `Simple bind with a password, without TLS, on ${here}` : `${spoken} without TLS on ${here}`],
  };
}

const PLACE: Readonly<Record<Hosting, string>> = { 'on-premises': 'on premises', 'jamf-cloud': 'in Jamf Cloud' };

function portForOthers(subject: Discouraged): Words {
  const { parameters, scope, confidence } = subject;
  const { port, instead, only = 'on-premises' } = parameters;
  const here = `TCP ${port}`;
  const own = PLACE[only === 'on-premises' ? 'jamf-cloud' : 'on-premises'];
  const better = alternatives(instead);
  return {
    title: `${here} to ${serverName(subject)} is documented for Jamf Pro ${PLACE[only]} only`,
    explanation: paragraph(
      `${clientText(scope)} used ${here} to ${serverText(subject)}. The documents have it for servers ${PLACE[only]}, and this Jamf Pro runs ${own}.`,
      sureness(confidence),
    ),
    rivals: [`A Jamf Pro server ${PLACE[only]} beside the one ${own}: whoever runs ${clientText(scope)} knows.`],
    remedy: `Do not open ${here} for Jamf Pro ${own}. Set ${better} for ${serverText(subject)} there, and allow that from ${seenClients(scope)}.`,
    evidence: [`${here} was used`, `Documented for Jamf Pro ${own}: ${better}`],
  };
}
