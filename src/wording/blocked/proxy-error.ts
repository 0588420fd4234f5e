/** Words of `blocked/proxy-error`: a proxy that cannot reach the server, or says nothing. */
import type { RuleParameters } from '../../detect/parameters.ts';
import type { Words } from '../../detect/words.ts';
import { clientText, seenClients } from '../ends.ts';
import { listed, milliseconds, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { askedText, letThroughText, methodText, proxyText, reasonText } from './proxy-ends.ts';

type Parameters = RuleParameters['blocked/proxy-error'];

export const proxyError: Wording<'blocked/proxy-error'> = {
  rule: 'blocked/proxy-error',
  source: 'RFC 9110, 15.6 (502 to 504); RFC 1928, 6 (SOCKS)',
  manual: {
    summary:
      'an explicit proxy does not reach the server, does not answer, or opens a tunnel through which nothing comes',
    meaning:
      'The client got as far as its proxy. The next leg, from the proxy to the server, fails: its name does not resolve there, a firewall behind the proxy drops the connection or what is said first in it, or the server is down.',
    evidence: [
      'conclusive: CONNECT is answered with 500 to 599, 408 or 429, or SOCKS with a failure; of other requests only where the proxy says that the error is its own (X-Squid-Error, Proxy-Status)',
      'strong: CONNECT or a SOCKS request is acknowledged and not answered for 10 s',
      'strong: the tunnel is opened, and nothing but the ClientHello is in it for 3 s (twice), or the proxy closes it there (three times), while another server answers through the same proxy',
      'moderate: not answered for 3 s, or the proxy hangs up without an answer; or the client reached the host at another time',
      'moderate: the same in the tunnel once (closed: twice), or where nothing else answers through the proxy',
      GUARDS[0],
      'silent: the same client reached the host within a second, or only one direction was captured and nothing came',
      'silent: a tunnel is closed at the ClientHello once, or beside others that work; or the client gives up within 3 s',
    ],
    rivals: [
      'The server itself is down, hangs or hangs up: an attempt from another network decides.',
      'A rule that the proxy does not call a refusal, also one that reads the server name in the ClientHello: its log decides.',
    ],
    ask: 'What does the log of the proxy say of this host? May the proxy itself resolve the name, and reach the host on this port, also with this name in the ClientHello?',
  },
  words: (subject) => (subject.parameters.how.startsWith('tunnel-') ? ofTunnel(subject) : ofRequest(subject)),
};

function ofRequest(subject: Subject<'blocked/proxy-error'>): Words {
  const { parameters, scope, confidence } = subject;
  const { how, waitedSeconds } = parameters;
  const proxy = proxyText(scope);
  const asked = askedText(scope, parameters);
  return {
    title: `${upperFirst(proxy)} ${FATES[how]} ${asked}`,
    explanation: paragraph(
      `Asked by ${clientText(scope)} for ${asked} by ${methodText(parameters)}, ${proxy} ${did(parameters)}.`,
      how === 'answered' && 'The way from the client to the proxy works; what fails is the way behind it.',
      reachesText(parameters),
      sureness(confidence),
    ),
    rivals: those(
      'The server itself is down: an attempt from another network decides.',
      how !== 'answered' && 'The proxy is overloaded or restarting: whether it answers for other hosts decides.',
    ),
    remedy: `Let ${proxy} resolve and reach ${asked} itself, for ${seenClients(scope)}, and ${allowText(subject)}; the log of the proxy names the reason.`,
    evidence: those(
      how === 'answered'
        ? `${parameters.method} ${asked}: ${parameters.answer}${reasonText(parameters)}`
        : `${parameters.method} ${asked}: no answer in ${seconds(waitedSeconds)}`,
      reachedText(parameters),
    ),
  };
}

/** The proxy did what it was asked, and the server, or whoever stands before it, does not answer the ClientHello. */
function ofTunnel(subject: Subject<'blocked/proxy-error'>): Words {
  const { parameters, scope, confidence } = subject;
  const { how, waitedSeconds, host } = parameters;
  const proxy = proxyText(scope);
  const asked = askedText(scope, parameters);
  const closed = how === 'tunnel-closed';
  const fate = closed ? 'the proxy closed the tunnel at once' : `nothing came back for ${seconds(waitedSeconds)}`;
  return {
    title: `${upperFirst(proxy)} ${FATES[how]} ${asked}${closed ? '' : ', and nothing comes back'}`,
    explanation: paragraph(
      `Asked by ${clientText(scope)} for ${asked} by ${methodText(parameters)}, ${proxy} opened the tunnel. The client sent its ClientHello through it, and ${fate}${closed ? ', without one byte of an answer' : ''}.`,
      'The way from the client to the proxy works, and the proxy says that it has a connection to the server; what fails is behind it, once the ClientHello with the server name is sent.',
      reachesText(parameters),
      sureness(confidence),
    ),
    rivals: those(
      `The server itself ${closed ? 'hangs up' : 'hangs'}: an attempt from another network decides.`,
      'The proxy itself reads the ClientHello and holds it back, as one does that inspects TLS or filters by server name: its log decides.',
    ),
    remedy: `Let what ${proxy} sends to ${asked} pass the firewall behind it without a filter by server name or TLS inspection, and on the proxy ${allowText(subject)} without reading the TLS in it; the logs of both name the reason for ${host}.`,
    evidence: those(
      `${parameters.method} ${asked}: opened; the ClientHello in it: ${closed ? `closed after ${milliseconds(waitedSeconds * 1000)}` : `no answer in ${seconds(waitedSeconds)}`}`,
      reachedText(parameters),
    ),
  };
}

function allowText(subject: Subject<'blocked/proxy-error'>): string {
  return letThroughText({ ...subject, scope: { ...subject.scope, clients: [] } }, subject.parameters);
}

function reachesText({ allowedHosts, port }: Parameters): string | false {
  return allowedHosts.length > 0 && `The same proxy reaches port ${port} of ${listed(allowedHosts)}.`;
}

function reachedText({ allowedHosts, port }: Parameters): string | false {
  return allowedHosts.length > 0 && `Hosts that it reaches on port ${port}: ${listed(allowedHosts)}`;
}

const FATES = {
  answered: 'does not reach',
  silence: 'does not answer for',
  closed: 'hangs up when asked for',
  'tunnel-silence': 'opens a tunnel to',
  'tunnel-closed': 'hangs up at the ClientHello for',
} as const satisfies Record<Parameters['how'], string>;

function did(parameters: Parameters): string {
  const { how, answer, waitedSeconds } = parameters;
  const late = waitedSeconds < 1 ? '' : ` after ${seconds(waitedSeconds)}`;
  if (how === 'answered') return `answered "${answer}"${reasonText(parameters)}${late}`;
  return how === 'closed' ? 'closed the connection without an answer' : `said nothing for ${seconds(waitedSeconds)}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
