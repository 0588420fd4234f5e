/** Words of `blocked/return-path`: what the server answers never gets to the client. RFC 9293 3.5. */
import { icmpName } from '../../wire/icmp-codes.ts';
import { allowText, clientText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { counted, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { afterLast, during } from './in-vain.ts';

export const returnPath: Wording<'blocked/return-path'> = {
  rule: 'blocked/return-path',
  source: 'RFC 9293, 3.5 (TCP handshake)',
  manual: {
    summary: 'at the server: the SYN arrives, the SYN-ACK leaves and never gets to the client',
    meaning:
      'The way to the server works and the way back does not. The client sees the same as with a firewall that drops its packets, so only a capture at the server tells. Usual causes are a server with two network cards or a wrong default gateway, and a stateful firewall that sees one direction only.',
    evidence: [
      'conclusive: a router says by ICMP that the SYN-ACK is prohibited or cannot be delivered',
      'strong: three SYNs or more, and as many SYN-ACKs, in one flow',
      'strong: two of each in several flows, or while other clients complete the handshake on the same port',
      'moderate: two of each in one flow',
      'at most moderate: the same client got through at another time',
      ...GUARDS,
      "silent: the capture was not taken at the server: its packets must still have the hop limit (TTL) that they start with, and the client's must have passed a router",
      'silent: the client sent a single SYN, or said anything else, as scanners and floods do',
    ],
    rivals: [
      'The answer arrives and the firewall of the client itself discards it: a capture at the client decides.',
      'The client gave a forged address, as in a flood: whether it is one of the known clients decides.',
    ],
    ask: 'Which way do the answers of the server take back to this client: gateway, second network card, firewall? Does a firewall there see only one direction of the connection? Please let the answers pass.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tries, answers, router, version, type, code, othersHear } = parameters;
    const clients = clientText(scope);
    const waited = afterLast(parameters);
    const message =
      router !== undefined &&
      `${version === 6 ? 'ICMPv6' : 'ICMP'} type ${type} code ${code} (${icmpName(version!, type!, code!)})`;
    return {
      title: `Answers of ${serverText(subject)} to ${clients} get lost on the way back`,
      explanation: paragraph(
        `Seen at the server: the SYN of ${clients} arrives on ${portText(scope)}, ${counted(tries, 'time')}, the server accepts it with a SYN-ACK, ${counted(answers, 'time')}, all${during(parameters)}, and the client goes on as if nothing had come${waited && `: no acknowledgement${waited}`}.`,
        message && `${router} says why: it answers the SYN-ACK with ${message}.`,
        othersHear && 'Other clients hear the answers of the same port.',
        sureness(confidence),
      ),
      rivals: those(
        !message && 'The firewall of the client itself discards the answer: a capture at the client decides.',
        'A forged address, as in a flood: whether it belongs to one of the known clients decides.',
      ),
      remedy: paragraph(
        `Look at the way from ${serverName(subject)} back to ${seenClients(scope)}: default gateway, routes, a second network card, and firewalls that see only one direction${router === undefined ? '' : `, ${router} first`}.`,
        `${allowText(subject)}, answers included.`,
      ),
      evidence: those(
        `${counted(tries, 'SYN')} arrived and ${counted(answers, 'SYN-ACK')} left${during(parameters)}, no acknowledgement${waited}`,
        message && `${message} from ${router}, quoting the SYN-ACK`,
        othersHear && 'Other clients complete the handshake on the same port',
      ),
    };
  },
};
