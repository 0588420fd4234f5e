/** Words of `blocked/dns`: a documented name that does not resolve, or resolves to somebody else. RFC 1035, RFC 8914. */
import type { DnsOutcome } from '../../detect/blocked/parameters.ts';
import { clientText, portText, seenClients } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { afterLast, during } from './in-vain.ts';

interface OutcomeWords {
  /** After "The DNS server 10.0.0.1 …". */
  readonly did: string;
  /** Of the title, between name and server: `is answered with 0.0.0.0 by`. */
  readonly fate: (plural: boolean, answers: string) => string;
  readonly rival: string;
}

const is = (plural: boolean) => (plural ? 'are' : 'is');
const unresolved = (plural: boolean) => `${plural ? 'do' : 'does'} not resolve at`;

const LOOKUP_ELSEWHERE = 'a look-up of the same name from another network decides';
const OUTCOMES: Readonly<Record<DnsOutcome, OutcomeWords>> = {
  'no-answer': {
    fate: (plural) => `${plural ? 'get' : 'gets'} no answer from`,
    did: 'does not answer',
    rival: 'The DNS server is overloaded or unreachable: whether it answers other names decides.',
  },
  nxdomain: {
    fate: unresolved,
    did: 'says that the name does not exist (NXDOMAIN)',
    rival: `The name is misspelt or was withdrawn: ${LOOKUP_ELSEWHERE}.`,
  },
  refused: {
    fate: unresolved,
    did: 'refuses to answer (REFUSED)',
    rival: 'The client may not use this DNS server at all: whether other names are answered decides.',
  },
  servfail: {
    fate: unresolved,
    did: 'fails to answer (SERVFAIL)',
    rival: 'Its own upstream or DNSSEC validation fails: the log of the DNS server decides.',
  },
  'unspecified-address': {
    fate: (plural, answers) => `${is(plural)} answered with ${answers || 'the unspecified address'} by`,
    did: 'answers with the unspecified address, as a block list does',
    rival: 'A host list on the DNS server set by hand: its configuration decides.',
  },
  'private-address': {
    fate: (plural, answers) =>
      `${is(plural)} answered with ${answers === '' ? 'a private address' : `the private address ${answers}`} by`,
    did: 'answers a public name with a private address',
    rival: "The site's own split DNS for a local server or proxy: whoever runs that DNS server knows.",
  },
  'block-page': {
    fate: (plural) => `${is(plural)} answered with the address of a block page by`,
    did: 'answers with the address of a block page',
    rival: 'The same address in other use, such as parked domains: the policy log of the filter decides.',
  },
  sinkhole: {
    fate: (plural) => `${is(plural)} answered with the address of a sinkhole by`,
    did: 'answers with the address of a sinkhole',
    rival: 'The name was taken for malicious by mistake: the policy log of the filter decides.',
  },
  'extended-error': {
    fate: (plural) => `${is(plural)} forbidden by the policy of`,
    did: 'says that policy forbids the name',
    rival: 'The policy is that of an upstream resolver, not of this DNS server: its forwarding set-up decides.',
  },
};

export const dns: Wording<'blocked/dns'> = {
  rule: 'blocked/dns',
  source: 'RFC 1035, 4.1.1; RFC 8914 (extended DNS errors)',
  manual: {
    summary: 'a documented name does not resolve, or to an address that cannot be right',
    meaning: 'The client gets no working address for a documented host: the first step of every connection.',
    evidence: [
      'conclusive: the DNS server names a policy itself (extended error, RFC 8914), or answers 0.0.0.0, ::, or a known sinkhole or block page',
      'strong: NXDOMAIN (no such name) or REFUSED, twice or more for a client',
      'strong: SERVFAIL twice or more, from a DNS server that resolves other names',
      'strong: a public name gets a loopback or private address',
      'strong: two queries or more without an answer, while others answer the client',
      'moderate: NXDOMAIN, REFUSED or SERVFAIL but once; two queries without an answer from a client that nobody answers',
      "moderate: a private address for a name of Jamf Pro, one of carrier-grade NAT (100.64.0.0/10), or FortiGuard's block page for a single name",
      'at most moderate: nothing came, and packets were lost in the recording',
      'as warning: the clients reach the host all the same',
      'silent: the same client gets a genuine address later, or within 5 s from another DNS server',
      'silent: a private address that the client goes on to use, or of a host that the site configuration declares',
      'silent: one query without an answer; a client that goes to the host all the same; answers that were not captured whole',
      "silent: Apple's Private Relay (`mask.icloud.com`), which is turned off so",
    ],
    rivals: [
      'The DNS server is overloaded or not for this client: whether it answers other names decides.',
      'The name is misspelt or withdrawn: a look-up of the same name from another network decides.',
      'Split DNS of the site, for a local server or proxy: whoever runs the DNS server knows.',
      "An upstream resolver's policy: the forwarding set-up of the DNS server decides.",
    ],
    ask: 'Which filter keeps this name from resolving? Please exempt it. If no answer comes: may the clients reach the DNS server on UDP and TCP 53, and may it reach the internet?',
  },
  words({ parameters, scope, confidence }) {
    const { names, server, outcome, answers, extendedError, product, queries, reached } = parameters;
    const { triedSeconds = 0, waitedSeconds = 0 } = parameters;
    const asked = { triedSeconds, waitedSeconds };
    const { did, fate, rival } = OUTCOMES[outcome];
    const name = listed(names);
    const instead =
      answers.length > 0 && `It answered ${listed(answers)}${product === undefined ? '' : ` (${product})`}`;
    const reason = extendedError !== undefined && `It gives the reason itself: ${extendedError}`;
    return {
      title: `DNS: ${name} ${fate(names.length > 1, listed(answers))} ${server}`,
      explanation: paragraph(
        `The first step fails: asked for ${name} by ${clientText(scope)}, the DNS server ${server} ${did}.`,
        instead && `${instead}.`,
        reason && `${reason}.`,
        reached &&
          `${clientText(scope)} got to ${names.length > 1 ? 'the hosts' : 'the host'} afterwards all the same, so it has the address from elsewhere: encrypted DNS, another DNS server, or an address that it remembers. Who has none of these does not get there.`,
        sureness(confidence),
      ),
      rivals: [rival],
      remedy:
        outcome === 'no-answer'
          ? `Let the DNS server ${server} answer for ${name}: allow UDP and TCP 53 from ${seenClients(scope)} to ${server}, and from ${server} to the internet.`
          : `On the DNS server ${server} (${portText(scope)}), and on any filter behind it, exempt ${name} from blocking, so that ${seenClients(scope)} get the public answer.`,
      evidence: those(
        `${counted(queries, 'query').replace('querys', 'queries')} for ${name}${during(asked)}: the DNS server ${did}${afterLast(asked)}`,
        instead,
        reason,
        reached && 'Reached afterwards by the same client, without an answer from this DNS server',
      ),
    };
  },
};
