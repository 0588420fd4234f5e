/** Words of `blocked/proxy-refused`: an explicit proxy says no. */
import type { RuleParameters } from '../../detect/parameters.ts';
import { clientText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS, WORKS } from './guards.ts';
import { askedText, letThroughText, methodText, proxyText, reasonText } from './proxy-ends.ts';

export const proxyRefused: Wording<'blocked/proxy-refused'> = {
  rule: 'blocked/proxy-refused',
  source: 'RFC 9110, 9.3.6 (CONNECT) and 15.5.4; RFC 1928, 6 (SOCKS)',
  manual: {
    summary: 'an explicit proxy refuses the host or the port that it is asked for',
    meaning:
      "The client is set to use a proxy, asks it for a documented host, and is told no. The refusal is the proxy's own: the server was never asked. Proxies often allow port 443 only, so that device push on 5223 is refused where everything else works.",
    evidence: [
      'conclusive: CONNECT is answered with 403 or 451, SOCKS with "not allowed", or the proxy gives its reason (X-Squid-Error, Proxy-Status)',
      'strong: CONNECT is answered with another status from 300 to 499, but for 407, 408 and 429',
      GUARDS[0],
      WORKS,
      'silent: the same client was let through to the same host and port within 3 s',
      'silent: a request other than CONNECT is answered with 403 or the like, and nothing says that the proxy and not the server answered',
    ],
    rivals: [
      'The rule is for this client or user, not for the host: whether the proxy lets others through decides.',
      'What is asked is a web server and no proxy (400, 404 or 405): the proxy settings of the client decide.',
    ],
    ask: 'Which rule of the proxy refuses this host on this port? Please allow it, without a login and without decrypting it.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { answer, allowedPorts, allowedHosts, port } = parameters;
    const proxy = proxyText(scope);
    const asked = askedText(scope, parameters);
    const portDecides =
      allowedPorts.length > 0 &&
      `It opens port ${listed(allowedPorts)} of the same host, so the rule for port ${port} is missing.`;
    const hostDecides =
      allowedHosts.length > 0 && `It opens port ${port} of ${listed(allowedHosts)}, so what it refuses is this host.`;
    return {
      title: `${upperFirst(proxy)} refuses ${asked}${allowedPorts.length > 0 ? ` and allows ${listed(allowedPorts)}` : ''}`,
      explanation: paragraph(
        `Asked by ${clientText(scope)} for ${asked} by ${methodText(parameters)}, ${proxy} answered ${quoted(answer)}${reasonText(parameters)}.`,
        whose(parameters),
        portDecides || hostDecides,
        sureness(confidence),
      ),
      rivals: those(
        'The rule is for this client or user, not for the host: whether the proxy lets another client through decides.',
        /^(?:400|404|405)\b/.test(answer) &&
          'What is asked there is a web server and no proxy: the proxy settings of the client decide.',
      ),
      remedy: `On ${proxy}: ${letThroughText(subject, parameters)}, without a login and without decrypting it.`,
      evidence: those(
        `${parameters.method} ${asked}: ${answer}${reasonText(parameters)}`,
        allowedPorts.length > 0 && `Ports of the same host that the proxy opens: ${listed(allowedPorts)}`,
        allowedHosts.length > 0 && `Hosts that it opens on port ${port}: ${listed(allowedHosts)}`,
      ),
    };
  },
};

function whose({ method, reason }: RuleParameters['blocked/proxy-refused']): string {
  if (method === 'CONNECT' || method === 'SOCKS')
    return 'That is the answer of the proxy itself: the server was never asked.';
  return reason === undefined ? 'The proxy passed nothing on.' : 'The proxy says itself that the refusal is its own.';
}

function quoted(answer: string): string {
  return `"${answer}"`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
