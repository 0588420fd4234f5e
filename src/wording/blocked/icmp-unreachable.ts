/** Words of `blocked/icmp-unreachable`: a router or host says that it cannot deliver. RFC 792, RFC 1122, RFC 4443 3.1. */
import { icmpName } from '../../wire/icmp-codes.ts';
import { allowText, portText, serverName, serverText } from '../ends.ts';
import { counted, paragraph, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { BASIC_GUARDS } from './guards.ts';

type Rule = 'blocked/icmp-unreachable';

export const icmpUnreachable: Wording<Rule> = {
  rule: 'blocked/icmp-unreachable',
  source: 'RFC 792; RFC 1122, 3.2.2.1; RFC 4443, 3.1',
  manual: {
    summary: 'a router or host says that there is no way to the server, or nothing behind the port',
    meaning:
      'The network itself reports that it could not deliver: a route is missing, the server does not answer the last router, or nothing listens there. Unlike an administrative prohibition (`blocked/icmp-prohibited`), the message names no rule, but firewalls may be set up to refuse with it.',
    evidence: [
      'strong: "port unreachable" or "protocol unreachable" quotes the client. For TCP that is nearly always a filter: a computer answers on a closed port with a reset',
      'strong: "network unreachable", "host unreachable", "no route" or "address unreachable" quotes the client more than once',
      'moderate: one of these but once, as it may pass',
      'at most moderate: at other times the same client reaches the server',
      ...BASIC_GUARDS,
      'silent: the flow went on in spite of the message, or its server refused by itself, which is told instead',
      'silent: syslog over UDP, which is never answered, unless the latest message was refused too',
      'silent: QUIC (UDP 443), in whose place clients take TCP',
    ],
    rivals: [
      'The server or the line was down for a moment: a later attempt decides.',
      'A rule that refuses with this message: the configuration of the device that sent it decides.',
      "If the error comes from the server's own address, a firewall in front of it may speak in its name: whether the service runs there decides.",
    ],
    ask: 'On the device that the finding names: is there a route to this server, and does it answer there? Does a rule reject this port?',
  },
  words(subject) {
    const { router, version, type, code, errors } = subject.parameters;
    const message = `${version === 4 ? 'ICMP' : 'ICMPv6'} type ${type} code ${code} (${icmpName(version, type, code)})`;
    const story = storyOf(subject);
    return {
      title: story.title(subject),
      explanation: paragraph(
        `${router} answered with ${message} and quoted the packet that it could not deliver. Nothing got through.`,
        story.meaning(subject),
        sureness(subject.confidence),
      ),
      rivals: story.rivals,
      remedy: story.remedy(subject),
      evidence: those(
        `${message} from ${router}, quoting the packet to ${serverText(subject)}`,
        errors > 1 && `${counted(errors, 'such message')} in all`,
      ),
    };
  },
};

interface Story {
  readonly title: (subject: Subject<Rule>) => string;
  readonly meaning: (subject: Subject<Rule>) => string;
  readonly rivals: readonly string[];
  readonly remedy: (subject: Subject<Rule>) => string;
}

/** Which of the stories a code tells, as it depends on transport and sender. */
function storyOf({ parameters: { what, fromServer }, scope }: Subject<Rule>): Story {
  if (what === 'network') return NO_ROUTE;
  if (what === 'host') return NO_HOST;
  return scope.transport === 'udp' && fromServer ? NOTHING_LISTENS : REFUSED;
}

const NO_ROUTE: Story = {
  title: (subject) => `${subject.parameters.router} has no way to ${serverText(subject)}`,
  meaning: () =>
    'A router on the way knows no route to the server: routing or a VPN is at fault rather than the server.',
  rivals: [
    'A line or VPN that was down for a moment: a later attempt decides.',
    'A rule that refuses with this message: the configuration of the device that sent it decides.',
  ],
  remedy: (subject) =>
    `On ${subject.parameters.router}: check the route to ${serverText(subject)}, and the VPN or line behind it. If the route is there: ${lowerFirst(allowText(subject))}.`,
};

const NO_HOST: Story = {
  title: (subject) => `${subject.parameters.router} gets no answer from ${serverText(subject)}`,
  meaning: () =>
    'It is the last router before the server, or speaks for it: nobody has this address there, or the computer is off.',
  rivals: [
    'The server was off or restarting for a moment: a later attempt decides.',
    'A rule that refuses with this message: the configuration of the device that sent it decides.',
  ],
  remedy: (subject) =>
    `Check that ${serverName(subject)} is up and still has this address. If it is: on ${subject.parameters.router}, ${lowerFirst(allowText(subject))}.`,
};

const NOTHING_LISTENS: Story = {
  title: (subject) => `Nothing listens on ${portText(subject.scope)} at ${serverText(subject)}`,
  meaning: () => 'The server itself says so: the service is not running, or on another port.',
  rivals: ['A firewall that refuses in the name of the server: whether the service runs there decides.'],
  remedy: (subject) =>
    `Start the service on ${portText(subject.scope)} at ${serverText(subject)}, or correct the port. If it runs: ${lowerFirst(allowText(subject))}.`,
};

const REFUSED: Story = {
  title: (subject) => `${subject.parameters.router} refuses ${portText(subject.scope)} to ${serverText(subject)}`,
  meaning: ({ parameters: { fromServer }, scope }) =>
    paragraph(
      scope.transport === 'tcp' &&
        'A computer without a service on that port would answer with a TCP reset, so this comes from a filter that rejects.',
      fromServer
        ? 'It speaks with the address of the server: the firewall of that computer, or a device in front of it.'
        : 'It is a router or firewall on the way, not the server.',
    ),
  rivals: [
    'The rule concerns this client or network, not the destination: the same attempt from another network decides.',
  ],
  remedy: (subject) => `On ${subject.parameters.router}: ${lowerFirst(allowText(subject))}.`,
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
