/** Words of `tls-floor/cleartext`: management of devices in clear text. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph } from '../phrases.ts';
import { protocolName } from '../protocol-name.ts';
import type { Wording } from '../words.ts';
import { FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

const LEG =
  'TLS ends at a load balancer or proxy, and this is the leg behind it, which no device sees: whoever runs it knows.';
const PERSON =
  'A person or a check uses the clear address, and no device does: the configuration of the devices decides.';

export const cleartext: Wording<'tls-floor/cleartext'> = {
  rule: 'tls-floor/cleartext',
  source: FLOOR_SOURCE,
  manual: {
    summary: 'HTTP without TLS where devices are managed',
    meaning:
      'Management, enrollment and apps are to come over TLS from end to end. Apple has announced that devices may refuse plain HTTP there, as early as the next major release of its systems.',
    evidence: [
      'strong: HTTP in clear, answered with success, with a server of device management on a port that is not documented as clear',
      ...FLOOR_GUARDS,
      "silent: the answer sends the client on to HTTPS or refuses; Apple's own downloads on port 80, which are documented as clear; the leg behind a declared load balancer",
    ],
    rivals: [LEG, PERSON],
    ask: 'Please offer this service over HTTPS alone, and send those who come in clear on to it. Which configuration still holds the address with http://?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const spoken = protocolName(parameters.protocol);
    return {
      title: `At risk: management traffic in clear text (${spoken}) with ${serverName(subject)}`,
      explanation: paragraph(
        `${clientText(scope)} and ${serverText(subject)} speak ${spoken} on ${portText(scope)} without TLS.`,
        risk(confidence),
      ),
      rivals: [LEG, PERSON],
      remedy: onServer(
        subject,
        'offer HTTPS alone, send clear requests on to it, and give the devices the address with https://',
      ),
      evidence: [`${spoken} without TLS on ${portText(scope)}`],
    };
  },
};
