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
