/** Words of `blocked/idle-killed`: a quiet connection is forgotten on the way. RFC 5382 5. */
import { icmpName } from '../../wire/icmp-codes.ts';
import { clientText, portText, seenClients, serverName, serverText } from '../ends.ts';
import { milliseconds, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { BASIC_GUARDS } from './guards.ts';

type Rule = 'blocked/idle-killed';

export const idleKilled: Wording<Rule> = {
  rule: 'blocked/idle-killed',
  source: 'RFC 5382, 5 (NAT behavioral requirements for TCP)',
  manual: {
    summary: 'a connection that worked and was quiet is refused by a device on the way when somebody speaks again',
    meaning:
      'Firewalls and NAT forget a connection that says nothing for a while. A push connection is quiet for most of its life: a device believes that it is connected and gets no push, until its next keep-alive fails and it connects again.',
    evidence: [
      'strong: after more than 30 s of silence the first word is answered with a RST sooner than half a round trip, or with an ICMP error that says "prohibited"',
      'strong: in several flows the RST comes with another hop limit (TTL) than the genuine packets, or ICMP says "unreachable"',
      'moderate: one of these in a single flow',
      ...BASIC_GUARDS,
      'silent: the RST may be from the server itself: servers and load balancers may end quiet connections',
      'silent: somebody had closed the connection before, or it goes on',
      'silent: the first word is sent again and nobody answers, which may be loss',
    ],
    rivals: [
      'A rule or the policy of the firewall was changed meanwhile, and old connections were cut: its log decides.',
      'The client slept or moved to another network, and its old connection ended there: whether its address changed decides.',
    ],
    ask: 'After which time does the firewall or NAT forget a quiet TCP connection? Please set two hours and four minutes or more (RFC 5382) for this destination and port.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { quietSeconds, survivedSeconds, by, worksAgain } = parameters;
    const quiet = seconds(quietSeconds);
    const survived =
      survivedSeconds !== undefined &&
      survivedSeconds < quietSeconds &&
      `A silence of ${seconds(survivedSeconds)} did no harm before, so the limit lies between the two.`;
    const who = by === 'client' ? clientText(scope) : 'the server';
    return {
      title: `A quiet connection to ${serverText(subject)} is cut on the way after ${quiet}`,
      explanation: paragraph(
        `The connection on ${portText(scope)} worked and then was quiet for ${quiet}; when ${who} spoke again, ${answer(subject)}.`,
        'A firewall or NAT that has forgotten the connection does that.',
        survived,
        worksAgain && 'A new connection of the same client works.',
        sureness(confidence),
      ),
      rivals: [
        'A rule was changed meanwhile and old connections were cut: the log of the firewall decides.',
        'The client slept or changed its network: whether it keeps its address, and others fail at the same time, decides.',
      ],
      remedy: `On the firewall or NAT${parameters.router === undefined ? '' : ` (${parameters.router})`}: keep quiet TCP connections from ${seenClients(scope)} to ${serverName(subject)}, ${portText(scope)}, for two hours and four minutes or more (RFC 5382).`,
      evidence: those(
        `Quiet for ${quiet}, then ${answer(subject)}`,
        survivedSeconds !== undefined && `An earlier silence of ${seconds(survivedSeconds)} was survived`,
        ...marks(subject),
        worksAgain && 'The same client gets through with a new connection',
      ),
    };
  },
};

/** What came in the place of an answer. */
function answer({ parameters: { router, version, type, code, resetAfterMs } }: Subject<Rule>): string {
  if (router === undefined) return `a RST came after ${milliseconds(resetAfterMs ?? 0)}`;
  const message = `${version === 6 ? 'ICMPv6' : 'ICMP'} type ${type} code ${code} (${icmpName(version!, type!, code!)})`;
  return `${router} refused it with ${message}`;
}

function marks({ parameters: { resetAfterMs, rttMs, resetHopLimit, serverHopLimit } }: Subject<Rule>): string[] {
  return those(
    resetAfterMs !== undefined && rttMs !== undefined && `Round trip to the server ${milliseconds(rttMs)}`,
    resetHopLimit !== undefined &&
      serverHopLimit !== undefined &&
      `TTL of the RST ${resetHopLimit}; of the server's packets ${serverHopLimit}`,
  );
}
