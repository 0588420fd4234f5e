/** Words of `blocked/dns`: a documented name that does not resolve, or resolves to somebody else. RFC 1035, RFC 8914. */
import type { DnsOutcome } from '../../detect/parameters.ts';
import { clientText, portText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

interface OutcomeWords {
  /** After "The DNS server 10.0.0.1 …". */
  readonly did: string;
  readonly rival: string;
}

const LOOKUP_ELSEWHERE = 'a look-up of the same name from another network decides';
const OUTCOMES: Readonly<Record<DnsOutcome, OutcomeWords>> = {
  'no-answer': {
    did: 'does not answer',
    rival: 'The DNS server is overloaded or unreachable: whether it answers other names decides.',
  },
  nxdomain: {
    did: 'says that the name does not exist (NXDOMAIN)',
    rival: `The name is misspelt or was withdrawn: ${LOOKUP_ELSEWHERE}.`,
  },
  refused: {
    did: 'refuses to answer (REFUSED)',
    rival: 'The client may not use this DNS server at all: whether other names are answered decides.',
  },
  servfail: {
    did: 'fails to answer (SERVFAIL)',
    rival: 'Its own upstream or DNSSEC validation fails: the log of the DNS server decides.',
  },
  'unspecified-address': {
    did: 'answers with the unspecified address, as a block list does',
    rival: 'A host list on the DNS server set by hand: its configuration decides.',
  },
  'private-address': {
    did: 'answers a public name with a private address',
    rival: "The site's own split DNS for a local server or proxy: the site configuration can declare it.",
  },
  'block-page': {
    did: 'answers with the address of a block page',
    rival: 'The same address in other use, such as parked domains: the policy log of the filter decides.',
  },
  sinkhole: {
    did: 'answers with the address of a sinkhole',
    rival: 'The name was taken for malicious by mistake: the policy log of the filter decides.',
  },
  'extended-error': {
    did: 'says that policy forbids the name',
    rival: 'The policy is that of an upstream resolver, not of this DNS server: its forwarding set-up decides.',
  },
};

export const dns: Wording<'blocked/dns'> = {
  rule: 'blocked/dns',
  source: 'RFC 1035, 4.1.1; RFC 8914 (extended DNS errors)',
  words({ parameters, scope, confidence }) {
    const { names, server, outcome, answers, extendedError, product, queries } = parameters;
    const { did, rival } = OUTCOMES[outcome];
    const name = listed(names);
    const verb = names.length === 1 ? ['gets', 'does'] : ['get', 'do'];
    const instead =
      answers.length > 0 && `It answered ${listed(answers)}${product === undefined ? '' : ` (${product})`}`;
    const reason = extendedError !== undefined && `It gives the reason itself: ${extendedError}`;
    return {
      title: `DNS: ${name} ${outcome === 'no-answer' ? `${verb[0]} no answer` : `${verb[1]} not resolve`} at ${server}`,
      explanation: paragraph(
        `The first step fails: asked for ${name} by ${clientText(scope)}, the DNS server ${server} ${did}.`,
        instead && `${instead}.`,
        reason && `${reason}.`,
        sureness(confidence),
      ),
      rivals: [rival],
      remedy:
        outcome === 'no-answer'
          ? `Let the DNS server ${server} answer ${name} for the clients (seen: ${clientText(scope)}): allow outbound UDP and TCP 53 from them to it, and from it to the internet.`
          : `On the DNS server ${server}, ${portText(scope)} (and the filter behind it), exempt ${name} from blocking, so that it gives the public answer to the clients (seen: ${clientText(scope)}).`,
      evidence: those(
        `${counted(queries, 'query').replace('querys', 'queries')} for ${name}: the DNS server ${did}`,
        instead,
        reason,
      ),
    };
  },
};
