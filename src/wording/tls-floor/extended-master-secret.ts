/** Words of `tls-floor/extended-master-secret`: TLS 1.2 without RFC 7627. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { BALANCER, BOX, FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

export const extendedMasterSecret: Wording<'tls-floor/extended-master-secret'> = {
  rule: 'tls-floor/extended-master-secret',
  source: `${FLOOR_SOURCE}; RFC 7627: extended master secret`,
  manual: {
    summary: 'a server of device management speaks TLS 1.2 without extended master secret',
    meaning:
      'Without it the keys of a session are not bound to its handshake (RFC 7627); old TLS libraries and some load balancers lack it. Apple has announced that devices may refuse such management connections, as early as the next major release of its systems.',
    evidence: [
      'strong: the client asks for extended_master_secret (extension 23), and the ServerHello of TLS 1.2 leaves it out',
      ...FLOOR_GUARDS,
      'silent: the client does not ask; TLS 1.3, which has it built in, or a version before 1.2 (`tls-floor/version`)',
    ],
    rivals: [BOX, BALANCER],
    ask: 'Does this server, or the load balancer in front of it, support TLS 1.3, or extended master secret (RFC 7627) under TLS 1.2? With which version of its TLS library?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    return {
      title: `At risk: ${serverName(subject)} speaks TLS 1.2 without extended master secret`,
      explanation: paragraph(
        `${clientText(scope)} asks ${serverText(subject)} on ${portText(scope)} for extended master secret (RFC 7627), and the answer, TLS 1.2 with ${parameters.suite}, is without.`,
        risk(confidence),
      ),
      rivals: [BOX, BALANCER],
      remedy: onServer(subject, 'enable TLS 1.3, or update the TLS library to one with extended master secret'),
      evidence: ['Asked for by the client (extension 23), and not in the ServerHello', `Chosen: ${parameters.suite}`],
    };
  },
};
