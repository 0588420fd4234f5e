/** Words of `blocked/client-hello-dropped`: TCP is let through, the first data is not. */
import { appleHosts } from '../../catalogue/source.ts';
import { allowText, answersForOthers, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { unacknowledged } from './in-vain.ts';
import { signatureFact } from './reset-sender.ts';

/** A ClientHello above this does not fit one segment of an Ethernet path (MSS 1460 less options). */
const ONE_SEGMENT = 1400;

export const clientHelloDropped: Wording<'blocked/client-hello-dropped'> = {
  rule: 'blocked/client-hello-dropped',
  source: appleHosts('').title,
  manual: {
    summary: "TCP works, and the ClientHello, the client's first TLS message, is never acknowledged",
    meaning:
      'The handshake of TCP passes, then the first data vanishes. The ClientHello names the server, so this is what a filter by server name, URL category or application does. A port check (telnet, nc) sees an open port and finds nothing wrong.',
    evidence: [
      'strong: the ClientHello is resent twice or more, or in several flows, and never acknowledged, and the client never reached this host',
      'moderate: it is resent once, or not acknowledged for 3 s; or the client reached the host at another time',
      ...GUARDS,
      'silent: the server acknowledged the data, sent some itself, or closed; or its size explains the loss (`blocked/mtu-black-hole`)',
    ],
    rivals: [
      'Only full-size packets vanish (an MTU black hole), when the ClientHello has more than about 1400 bytes: a smaller one to the same server decides.',
      'The server fell silent after the handshake: an attempt from another network decides. If its address answers for other names in this capture, the finding says so.',
    ],
    ask: 'Does a filter by server name (SNI), URL category or application drop this name? Please exempt it. Please check as well that ICMP "fragmentation needed" (ICMPv6 "packet too big") passes and that a ClientHello in two packets is accepted.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { helloBytes, answeredNames } = parameters;
    const server = serverText(subject);
    const large = helloBytes > ONE_SEGMENT;
    const others = answeredNames.length > 0;
    return {
      title: `The ClientHello to ${server} is dropped`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes, then the ClientHello (${counted(helloBytes, 'byte')}) is ${unacknowledged(parameters)}.`,
        'A device in the path lets the handshake pass and drops the first data, as a filter on the server name (SNI) does.',
        answersForOthers(scope, answeredNames),
        sureness(confidence),
      ),
      rivals: those(
        large &&
          'Only full-size packets vanish (an MTU black hole; a ClientHello of this size takes two packets): a smaller ClientHello to the same server decides.',
        !others && 'The server stopped answering after the handshake: a connection from another network decides.',
      ),
      remedy: paragraph(
        `${allowText(subject)}, and exempt ${serverName(subject)} from filtering by server name, URL category or application.`,
        large &&
          'Check as well that ICMP "fragmentation needed" (ICMPv6 "packet too big") passes and that split ClientHellos are accepted.',
      ),
      evidence: those(
        `ClientHello of ${counted(helloBytes, 'byte')}, ${unacknowledged(parameters)}`,
        others && `The same address answers for ${listed(answeredNames)}`,
        signatureFact(parameters.signature),
      ),
    };
  },
};
