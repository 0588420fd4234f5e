/** Words of `tls-floor/version`: a version of TLS before 1.2 on a connection that manages devices. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { BALANCER, BOX, FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

export const version: Wording<'tls-floor/version'> = {
  rule: 'tls-floor/version',
  source: FLOOR_SOURCE,
  manual: {
    summary: 'a server of device management chooses a version of TLS before 1.2',
    meaning:
      'Apple has announced that devices may refuse management connections below TLS 1.2, as early as the next major release of its systems. Until then this one works.',
    evidence: [
      'strong: the client offers TLS 1.2 or later, and the ServerHello names an earlier version',
      ...FLOOR_GUARDS,
      'silent: the client offers nothing later',
    ],
    rivals: [BOX, BALANCER],
    ask: 'Please let this server speak TLS 1.2 and 1.3, and nothing before. Is there a load balancer or proxy in front of it that decides?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { version: chosen, offered } = parameters;
    return {
      title: `At risk: ${serverName(subject)} chooses TLS ${chosen} for management traffic`,
      explanation: paragraph(
        `${clientText(scope)} offers TLS ${offered}, and ${serverText(subject)} on ${portText(scope)} chooses ${chosen}; 1.2 is the least that is asked for.`,
        risk(confidence),
      ),
      rivals: [BOX, BALANCER],
      remedy: onServer(subject, 'enable TLS 1.2 and 1.3 and switch earlier versions off'),
      evidence: [`Chosen: TLS ${chosen}; offered up to ${offered}; asked for: 1.2 or later`],
    };
  },
};
