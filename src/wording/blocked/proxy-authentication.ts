/** Words of `blocked/proxy-authentication`: a proxy that wants a login from a client that has none. */
import { clientText, seenClients } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Subject, Wording, Words } from '../words.ts';
import { GUARDS } from './guards.ts';
import { askedText, letThroughText, proxyText, reasonText } from './proxy-ends.ts';

const ANSWERS: Readonly<Record<string, string>> = {
  'no-acceptable-method': 'took none of the ways to log in that the client offered',
  'login-refused': 'did not take the user name and password that the client sent',
  'login-wanted': 'asked for a user name and password, and the client left',
};

export const proxyAuthentication: Wording<'blocked/proxy-authentication'> = {
  rule: 'blocked/proxy-authentication',
  source: 'RFC 9110, 15.5.8 (407) and 11.7; RFC 1928, 3 and RFC 1929 (SOCKS)',
  manual: {
    summary: 'an explicit proxy wants a login, and the client never gives one that it takes',
    meaning:
      'The proxy answers 407 and waits for a user name and password. Browsers know them; the daemons of macOS and iOS that Jamf Pro and push rely on usually do not, and give up.',
    evidence: [
      'strong: the last answer to the client is 407, and it was not let through to the same host and port afterwards',
      'moderate: the same, but the client reached the host at another time',
      'moderate: a SOCKS proxy takes no method that the client offers, or not its password, and opens documented services to others: what the client wanted it never came to say',
      GUARDS[0],
      'as info: nothing tells what is behind such a proxy',
      'silent: the client is let through afterwards: 407 and then success is how every login begins',
      'silent: the capture ends within 3 s of the challenge',
    ],
    rivals: [
      'Somebody was asked for the password and has not typed it yet: a longer capture decides.',
      'Credentials were sent and are wrong or expired: the log of the proxy decides.',
    ],
    ask: 'Does the proxy want a login for this host? Please let devices reach it without one: daemons usually cannot log in.',
  },
  words: (subject) => (subject.parameters.host === '' ? beforeAsking(subject) : ofRequest(subject)),
};

function ofRequest(subject: Subject<'blocked/proxy-authentication'>): Words {
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
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** SOCKS: what the client wants comes behind the login. */
function beforeAsking({ parameters, scope, confidence }: Subject<'blocked/proxy-authentication'>): Words {
  const { answer, offered, challenges, loginHosts } = parameters;
  const proxy = proxyText(scope);
  const said = ANSWERS[answer] ?? answer;
  const others = loginHosts.length > 0 && listed(loginHosts);
  return {
    title: `${upperFirst(proxy)} wants a login before it hears what it is asked for`,
    explanation: paragraph(
      `${upperFirst(proxy)} speaks SOCKS and ${said}: ${counted(challenges, 'time')} for ${clientText(scope)}, which was not let through.`,
      offered === undefined
        ? 'The daemons of devices usually cannot log in: they give up here.'
        : 'So no server was ever asked.',
      others
        ? `What the client wanted it never came to say; others reach ${others} through the same proxy.`
        : 'What the client wanted it never came to say, so nobody can tell whether a service of Jamf or Apple is concerned.',
      sureness(confidence),
    ),
    rivals: those(
      offered === undefined
        ? 'A person was asked for the password and has not typed it yet: a longer capture decides.'
        : 'The user name or password is wrong, or has expired: the log of the proxy decides.',
      'The client wanted something else than Jamf or Apple: the program that has the connection, or the log of the proxy, decides.',
    ),
    remedy: `On ${proxy}: let ${seenClients(scope)} reach the documented hosts of Jamf and Apple without a login.`,
    evidence: those(
      `SOCKS: the proxy ${said}`,
      `${counted(challenges, 'flow')} turned away, and none let through behind ${challenges === 1 ? 'it' : 'them'}`,
      others && `Opened to others: ${others}`,
    ),
  };
}
