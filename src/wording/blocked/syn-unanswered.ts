/** Words of `blocked/syn-unanswered`: SYNs that nobody answers. */
import { allowText, clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { afterLast, during } from './in-vain.ts';
import { signatureFact } from './reset-sender.ts';

/** What the recording machine has to do with it. */
const DOUBTS = {
  lost: {
    instead:
      'A firewall that drops silently looks like that, and so does a recorder that loses packets, as this one did: the answers may be among them.',
    rival: 'Answers came, and the recorder lost them: a capture without losses decides.',
    remedy:
      'Record again without losses before anything is changed in the network: with a narrower capture filter, a larger buffer and a fast disk. Only if the SYNs stay unanswered then, look for a rule in the firewall.',
  },
  refused: {
    instead:
      'But the kernel of the recording machine itself threw the SYNs away: they did not leave it, and what the network would do with them is not known.',
    rival: 'The network drops them as well: a capture behind the recording machine decides.',
    remedy:
      'Look on the recording machine for what refuses these packets: a packet filter (pf), a content filter or a VPN extension. Nothing here speaks for a change in the network.',
  },
} as const;

const UNHEARD =
  'No documented service and no DNS or TLS server answers the client in this capture either, so its own network may be down, or the capture may lack what comes to it: that keeps the verdict from being surer.';

export const synUnanswered: Wording<'blocked/syn-unanswered'> = {
  rule: 'blocked/syn-unanswered',
  source: 'RFC 9293, 3.5 (TCP handshake)',
  manual: {
    summary: 'the SYN, the first packet of TCP, is repeated and nobody answers',
    meaning:
      'The client knocks and hears nothing, neither yes nor no. That is what a firewall looks like that drops silently. The client waits a minute or more before it gives up, so enrolment or push seems to hang.',
    evidence: [
      'strong: three SYNs or more in a flow, or several flows, stay without any answer, while the client hears others and never reached this host',
      'moderate: a SYN is sent twice, or watched for 3 s, without an answer; or nobody else answers the client either; or it reached the host at another time',
      'weak: the recorder lost 5 % of all packets or more by its own count, or the kernel of the recording machine threw the SYNs away',
      ...GUARDS,
      'silent: only one direction was captured, or anything came back, an ICMP error included',
      'silent: a device has told the same client by ICMP that this server is forbidden or out of reach, which `blocked/icmp-prohibited` and `blocked/icmp-unreachable` report',
    ],
    rivals: [
      'The server is down or no longer at this address: an attempt from another network decides. If it answers on other ports in this capture, the finding says so.',
      'The answer is lost on the way back: a capture on the far side of the firewall decides.',
    ],
    ask: "Does the firewall's log show drops to this address and port? Please allow TCP on this port from the clients to the documented destination, and the answers back.",
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tries, answeringPorts, clientReachesOthers, heard, recorder, reachedBy } = parameters;
    const port = portText(scope);
    const doubt = recorder === undefined ? undefined : DOUBTS[recorder];
    const others =
      answeringPorts.length > 0 && `The same server answers on TCP ${listed(answeringPorts)}, so it is up.`;
    return {
      title: `No answer on ${port} from ${serverText(subject)}`,
      explanation: paragraph(
        `TCP never got started: ${clientText(scope)} sent the SYN ${scope.clients.length > 1 ? 'up to ' : ''}${counted(tries, 'time')}${during(parameters)} and heard nothing${afterLast(parameters)}, neither a SYN-ACK nor a refusal.`,
        doubt === undefined ? 'That is what a firewall that drops silently looks like.' : doubt.instead,
        others,
        clientReachesOthers && 'The same client reaches other servers, so its own network works.',
        !heard && recorder === undefined && UNHEARD,
        sureness(confidence),
      ),
      rivals: those(
        doubt?.rival ?? false,
        recorder !== 'refused' &&
          !others &&
          reachedBy === undefined &&
          'The server is down or no longer at this address: a connection attempt from another network decides.',
        recorder !== 'refused' &&
          'The server answers and the answer is lost on the way back: a capture on the far side of the firewall decides.',
      ),
      remedy:
        doubt?.remedy ??
        `${allowText(subject)}; the drops should show in the firewall's log under that destination and port.`,
      evidence: those(
        `${counted(tries, 'SYN')}${during(parameters)}, no reply${afterLast(parameters)}`,
        others && `${serverName(subject)} answers on TCP ${listed(answeringPorts)}`,
        clientReachesOthers && 'Other servers answer the same client',
        signatureFact(parameters.signature),
      ),
    };
  },
};
