/** Words of `blocked/client-hello-dropped`: TCP is let through, the first data is not. */
import { appleHosts } from '../../catalogue/source.ts';
import { allowText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

/** A ClientHello above this does not fit one segment of an Ethernet path (MSS 1460 less options). */
const ONE_SEGMENT = 1400;

export const clientHelloDropped: Wording<'blocked/client-hello-dropped'> = {
  rule: 'blocked/client-hello-dropped',
  source: appleHosts('').title,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { resent, waitedSeconds, helloBytes, answeredNames } = parameters;
    const server = serverText(subject);
    const large = helloBytes > ONE_SEGMENT;
    const others = answeredNames.length > 0 && `the same address answers for ${listed(answeredNames)}`;
    return {
      title: `The ClientHello to ${server} is dropped`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes, then the ClientHello (${counted(helloBytes, 'byte')}) is never acknowledged: resent ${counted(resent, 'time')} within ${seconds(waitedSeconds)}.`,
        'A device in the path lets the handshake pass and drops the first data, as a filter on the server name (SNI) does.',
        others && `The name decides: ${others}.`,
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
        `ClientHello of ${counted(helloBytes, 'byte')}, resent ${counted(resent, 'time')}, never acknowledged`,
        others && `${upperFirst(others)}`,
      ),
    };
  },
};

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
