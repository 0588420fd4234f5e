/** Words of `blocked/proxy-error`: a proxy that cannot reach the server, or says nothing. */
import type { RuleParameters } from '../../detect/parameters.ts';
import { clientText, seenClients } from '../ends.ts';
import { listed, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { askedText, letThroughText, methodText, proxyText, reasonText } from './proxy-ends.ts';

type Parameters = RuleParameters['blocked/proxy-error'];

export const proxyError: Wording<'blocked/proxy-error'> = {
  rule: 'blocked/proxy-error',
  source: 'RFC 9110, 15.6 (502 to 504); RFC 1928, 6 (SOCKS)',
  manual: {
    summary: 'an explicit proxy does not reach the server, or does not answer',
    meaning:
      'The client got as far as its proxy. The next leg, from the proxy to the server, fails: its name does not resolve there, a firewall behind the proxy drops the connection, or the server is down.',
    evidence: [
      'conclusive: CONNECT is answered with 500 to 599, 408 or 429, or SOCKS with a failure; of other requests only where the proxy says that the error is its own (X-Squid-Error, Proxy-Status)',
      'strong: CONNECT or a SOCKS request is acknowledged and not answered for 10 s',
      'moderate: not answered for 3 s, or the proxy hangs up without an answer; or the client reached the host at another time',
      GUARDS[0],
      'silent: the same client reached the host within a second, or only one direction was captured and nothing came',
    ],
    rivals: [
      'The server itself is down: an attempt from another network decides.',
      'A rule that the proxy does not call a refusal: its log decides.',
    ],
    ask: 'What does the log of the proxy say of this host? May the proxy itself resolve the name, and reach the host on this port?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { how, allowedHosts, port } = parameters;
    const proxy = proxyText(scope);
    const asked = askedText(scope, parameters);
    return {
      title: `${upperFirst(proxy)} ${FATES[how]} ${asked}`,
      explanation: paragraph(
        `Asked by ${clientText(scope)} for ${asked} by ${methodText(parameters)}, ${proxy} ${did(parameters)}.`,
        how === 'answered' && 'The way from the client to the proxy works; what fails is the way behind it.',
        allowedHosts.length > 0 && `The same proxy reaches port ${port} of ${listed(allowedHosts)}.`,
        sureness(confidence),
      ),
      rivals: those(
        'The server itself is down: an attempt from another network decides.',
        how !== 'answered' && 'The proxy is overloaded or restarting: whether it answers for other hosts decides.',
      ),
      remedy: `Let ${proxy} resolve and reach ${asked} itself, for ${seenClients(scope)}, and ${letThroughText({ ...subject, scope: { ...scope, clients: [] } }, parameters)}; the log of the proxy names the reason.`,
      evidence: those(
        how === 'answered'
          ? `${parameters.method} ${asked}: ${parameters.answer}${reasonText(parameters)}`
          : `${parameters.method} ${asked}: no answer in ${seconds(parameters.waitedSeconds)}`,
        allowedHosts.length > 0 && `Hosts that it reaches on port ${port}: ${listed(allowedHosts)}`,
      ),
    };
  },
};

const FATES = {
  answered: 'does not reach',
  silence: 'does not answer for',
  closed: 'hangs up when asked for',
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
