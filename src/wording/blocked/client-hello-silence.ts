/** Words of `blocked/client-hello-silence`: the ClientHello arrives somewhere, and nobody answers it. */
import { appleHosts } from '../../catalogue/source.ts';
import type { RuleParameters } from '../../detect/parameters.ts';
import { allowText, answersForOthers, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, milliseconds, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { signatureFact } from './reset-sender.ts';

export const clientHelloSilence: Wording<'blocked/client-hello-silence'> = {
  rule: 'blocked/client-hello-silence',
  source: appleHosts('').title,
  manual: {
    summary: "the ClientHello, the client's first TLS message, is acknowledged and never answered",
    meaning:
      'TCP works and somebody takes the first message, but no answer comes: either silence, or the connection is closed without a word. That is what a transparent proxy or a firewall looks like that accepts the connection in the place of the server and then cannot, or will not, pass it on. Where nobody closes, the client waits until it gives up, so enrolment or push seems to hang.',
    evidence: [
      'strong: two flows or more meet silence, or three are closed at once, and none gets through, while the same address answers for other names, or other servers answer the client',
      'moderate: silence once, or closed twice; or silence, and the client reached the host at another time',
      ...GUARDS,
      'silent: less than 3 s passed before the capture ended or the client left, or a part of the ClientHello was not acknowledged, or the client went on as if it had been answered',
      'silent: closed but once, or the client reached the host at another time',
    ],
    rivals: [
      'The server itself hangs: its system acknowledges what its program never reads. Or it closes: a load balancer without servers. An attempt from another network, or its log, decides.',
      'The answer is lost on the way back, perhaps because its packets are full-size (MTU): a capture on the far side of the firewall decides.',
    ],
    ask: 'Is there a transparent proxy, a TLS inspection or a filter by server name on this path? Please let this name pass without it, and check whether the proxy itself can reach the server.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { closed, helloBytes, answeredNames, signature } = parameters;
    const server = serverText(subject);
    const others = answeredNames.length > 0 && listed(answeredNames);
    return {
      title: `The ClientHello to ${server} is ${closed ? 'answered by hanging up' : 'taken and never answered'}`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes and the ClientHello (${counted(helloBytes, 'byte')}) is acknowledged, but ${fate(parameters)}.`,
        'Somebody accepts the connection and does not pass it on, as a proxy on the path does that cannot reach the server or holds the name back.',
        answersForOthers(scope, answeredNames),
        sureness(confidence),
      ),
      rivals: those(
        !others &&
          parameters.reachedBy === undefined &&
          `The server itself ${closed ? 'hangs up, as a load balancer without servers does' : 'hangs'}: an attempt from another network, or its log, decides.`,
        !closed &&
          'The answer is lost on the way back, perhaps because its packets are full-size (MTU): a capture on the far side of the firewall decides.',
      ),
      remedy: `${allowText(subject)}, and let ${serverName(subject)} pass without a transparent proxy, TLS inspection or filter by server name; if a proxy is meant to be there, check that it reaches the server.`,
      evidence: those(
        `ClientHello of ${counted(helloBytes, 'byte')}, acknowledged, and ${closed ? 'closed after' : 'no answer in'} ${wait(parameters)}`,
        others && `Answered at the same address: ${others}`,
        signature !== undefined && signatureFact(signature),
      ),
    };
  },
};

type Parameters = RuleParameters['blocked/client-hello-silence'];

function fate(parameters: Parameters): string {
  return parameters.closed
    ? `${wait(parameters)} later the connection is closed in the server's name without one byte of an answer`
    : `in ${wait(parameters)} not one byte of an answer comes`;
}

function wait({ waitedSeconds }: Parameters): string {
  return waitedSeconds < 1 ? milliseconds(waitedSeconds * 1e3) : seconds(waitedSeconds);
}
