/** Words of `blocked/proxy-authentication`: a proxy that wants a login from a client that has none. */
import { clientText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { askedText, letThroughText, proxyText, reasonText } from './proxy-ends.ts';

export const proxyAuthentication: Wording<'blocked/proxy-authentication'> = {
  rule: 'blocked/proxy-authentication',
  source: 'RFC 9110, 15.5.8 (407) and 11.7',
  manual: {
    summary: 'an explicit proxy wants a login, and the client never gives one that it takes',
    meaning:
      'The proxy answers 407 and waits for a user name and password. Browsers know them; the daemons of macOS and iOS that Jamf Pro and push rely on usually do not, and give up.',
    evidence: [
      'strong: the last answer to the client is 407, and it was not let through to the same host and port afterwards',
      'moderate: the same, but the client reached the host at another time',
      GUARDS[0],
      'silent: the client is let through afterwards: 407 and then success is how every login begins',
      'silent: the capture ends within 3 s of the challenge',
    ],
    rivals: [
      'Somebody was asked for the password and has not typed it yet: a longer capture decides.',
      'Credentials were sent and are wrong or expired: the log of the proxy decides.',
    ],
    ask: 'Does the proxy want a login for this host? Please let devices reach it without one: daemons usually cannot log in.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { schemes, offered, challenges, allowedHosts, loginHosts } = parameters;
    const proxy = proxyText(scope);
    const asked = askedText(scope, parameters);
    const ways = schemes.length > 0 ? ` (${listed(schemes)})` : '';
    return {
      title: `${upperFirst(proxy)} wants a login for ${asked}`,
      explanation: paragraph(
        `Asked by ${clientText(scope)} for ${asked}, ${proxy} answered "${parameters.answer}"${reasonText(parameters)}: it wants a login${ways}.`,
        offered === undefined
          ? 'The client never sent one. The daemons of devices usually cannot: they give up here, and the server is never asked.'
          : `The client sent credentials (${offered}), and the proxy did not take them: the server was never asked.`,
        allowedHosts.length > 0 && `The same proxy opens ${listed(allowedHosts)} without a login.`,
        loginHosts.length > 0 && `Clients that log in are let through, such as to ${listed(loginHosts)}.`,
        sureness(confidence),
      ),
      rivals: those(
        offered === undefined
          ? 'A person was asked for the password and has not typed it yet: a longer capture decides.'
          : 'The user name or password is wrong, or has expired: the log of the proxy decides.',
      ),
      remedy: `On ${proxy}: ${letThroughText(subject, parameters)}, without a login and without decrypting it.`,
      evidence: those(
        `${parameters.method} ${asked}: ${parameters.answer}${reasonText(parameters)}`,
        schemes.length > 0 && `Schemes that the proxy offers: ${listed(schemes)}`,
        `${counted(challenges, 'challenge')} without a success behind ${challenges === 1 ? 'it' : 'them'}`,
        allowedHosts.length > 0 && `Hosts that it opens without a login: ${listed(allowedHosts)}`,
        loginHosts.length > 0 && `Hosts that it opened to who had logged in: ${listed(loginHosts)}`,
        offered !== undefined && `Scheme of the credentials that it did not take: ${offered}`,
      ),
    };
  },
};

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
