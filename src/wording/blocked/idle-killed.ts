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
    summary: 'a connection that worked and was quiet is refused or dropped on the way when somebody speaks again',
    meaning:
      'Firewalls and NAT forget a connection that is quiet. Push is quiet for most of the time: a device believes that it is connected, and gets no push until its next keep-alive fails.',
    evidence: [
      'strong: after 30 s of silence the first word is answered with a RST sooner than half a round trip, or ICMP "prohibited"',
      'strong: in several flows with a RST of another hop limit (TTL) than the genuine packets, or ICMP "unreachable"',
      'strong: nobody answers that word and its copies; the client connects to the same address later, and spoke with others meanwhile or is a server',
      'moderate: the RST of another hop limit, or ICMP "unreachable", in a single flow',
      'moderate: nobody answers, and only one of these two is known',
      ...BASIC_GUARDS,
      'silent: the RST may be of the server itself',
      'silent: somebody had closed the connection, or it goes on',
      'silent: nobody answers, and nothing else is known, or new connections fail too',
      'silent: nobody answers, and the client slept: all its connections were quiet together',
      'silent: nobody answers a server, or only one direction was captured',
      'silent: a silence of two hours and four minutes or more (RFC 5382)',
    ],
    rivals: [
      'A rule was changed meanwhile: the log of the firewall decides.',
      'The client slept or moved to another network: whether its address changed decides.',
      'Where nobody answers: the server itself has forgotten the connection. A capture there decides.',
    ],
    ask: 'After which time does the firewall or NAT forget a quiet TCP connection? Please set two hours and four minutes or more (RFC 5382) for this port.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { quietSeconds, survivedSeconds, by, worksAgain, signals } = parameters;
    const quiet = seconds(quietSeconds);
    const survived =
      survivedSeconds !== undefined &&
      survivedSeconds < quietSeconds &&
      `A silence of ${seconds(survivedSeconds)} did no harm before, so the limit lies between the two.`;
    const who = by === 'client' ? clientText(scope) : 'the server';
    return {
      title: `A quiet connection to ${serverText(subject)} is ${isDropped(subject) ? 'dead' : 'cut on the way'} after ${quiet}`,
      explanation: paragraph(
        `The connection on ${portText(scope)} worked and then was quiet for ${quiet}; when ${who} spoke again, ${answer(subject)}.`,
        isDropped(subject)
          ? 'A firewall or NAT that has forgotten the connection drops its packets without a word.'
          : 'A firewall or NAT that has forgotten the connection does that.',
        survived,
        worksAgain && 'A new connection of the same client works.',
        signals.includes('client-awake') && 'The client spoke with others meanwhile, so it did not sleep.',
        sureness(confidence),
      ),
      rivals: those(
        'A rule was changed meanwhile and old connections were cut: the log of the firewall decides.',
        !isAwake(subject) &&
          'The client slept or changed its network: whether it keeps its address, and others fail at the same time, decides.',
        isDropped(subject) && gone(subject),
      ),
      remedy: `On the firewall or NAT${parameters.router === undefined ? '' : ` (${parameters.router})`}: keep quiet TCP connections from ${seenClients(scope)} to ${serverName(subject)}, ${portText(scope)}, for two hours and four minutes or more (RFC 5382).`,
      evidence: those(
        `Quiet for ${quiet}, then ${answer(subject)}`,
        survivedSeconds !== undefined && `An earlier silence of ${seconds(survivedSeconds)} was survived`,
        ...marks(subject),
        signals.includes('client-awake') && 'The client spoke on other connections during the silence',
        worksAgain && 'The same client gets through with a new connection',
      ),
    };
  },
};

/** What came in the place of an answer. */
function answer({ parameters }: Subject<Rule>): string {
  const { router, version, type, code, resetAfterMs, tries, triedSeconds } = parameters;
  if (tries !== undefined)
    return `nobody answered: the same was sent ${tries} times within ${seconds(triedSeconds ?? 0)}`;
  if (router === undefined) return `a RST came after ${milliseconds(resetAfterMs ?? 0)}`;
  const message = `${version === 6 ? 'ICMPv6' : 'ICMP'} type ${type} code ${code} (${icmpName(version!, type!, code!)})`;
  return `${router} refused it with ${message}`;
}

function isDropped({ parameters }: Subject<Rule>): boolean {
  return parameters.tries !== undefined;
}

function isAwake({ parameters: { signals } }: Subject<Rule>): boolean {
  return signals.includes('client-awake') || signals.includes('client-is-server');
}

/** Who else may have stopped to answer. */
function gone({ parameters: { signals } }: Subject<Rule>): string {
  if (signals.includes('server-accepts'))
    return 'The server, or a load balancer in front of it, has forgotten the connection itself and drops what it does not know: a capture in front of the server decides.';
  return 'The server, or the way to it, was gone for a while, and would have been for any connection: whether others to the same address failed at that time decides.';
}

function marks({ parameters: { resetAfterMs, rttMs, resetHopLimit, serverHopLimit } }: Subject<Rule>): string[] {
  return those(
    resetAfterMs !== undefined && rttMs !== undefined && `Round trip to the server ${milliseconds(rttMs)}`,
    resetHopLimit !== undefined &&
      serverHopLimit !== undefined &&
      `TTL of the RST ${resetHopLimit}; of the server's packets ${serverHopLimit}`,
  );
}
