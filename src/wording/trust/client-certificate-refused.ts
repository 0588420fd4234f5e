/** Words of `trust/client-certificate-refused`: mutual TLS, and the server does not take the client's certificate. RFC 8446 4.4.2, 6.2. */
import { portsArticle } from '../../catalogue/source.ts';
import type { ParametersOf } from '../../detect/parameters.ts';
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { certificateText, day } from './certificate-text.ts';

type Parameters = ParametersOf<'trust/client-certificate-refused'>;

export const clientCertificateRefused: Wording<'trust/client-certificate-refused'> = {
  rule: 'trust/client-certificate-refused',
  source: `${portsArticle('').title}; RFC 8446 4.4.2 and 6.2, RFC 5246 7.4.6 and 7.2.2`,
  manual: {
    summary: 'a server that demands a certificate of its client does not take it',
    meaning:
      'With mutual TLS both ends show a certificate: the Infrastructure Manager to Jamf Pro, Jamf Pro to its LDAP Proxy and to the AD CS Connector. Here the server ended the handshake over the certificate of the client, or for the lack of one, so the two do not work together until that certificate is renewed, replaced or made known to the server.',
    evidence: [
      'conclusive: the server asks for a certificate, gets one, and answers with an alert that names it (42 to 46, 48, 49, 51), all readable up to TLS 1.2',
      'strong: such an alert without the question captured; an alert (40, 116 or one of these) right behind an empty certificate of the client; or three of the kinds below or more, and no success',
      'moderate: under TLS 1.3, behind a first encrypted record of the client as large as a certificate or as small as none, one encrypted record of the server as short as an alert, or two, and no more of it',
      'moderate: the alert 40 or 116 behind a certificate',
      'at most moderate: the same client also completes handshakes with this server, or the address does not tell which service was meant',
      'silent: no certificate of the client came before; the client said goodbye or left first; the alert is 50; the server is APNs, which has rules of its own; the server answers with a page instead, inside TLS',
    ],
    rivals: [
      'Behind TLS 1.3, the server ends the connection for another reason, such as too many of them: its log decides.',
      'A TLS inspection stands between the two, which cannot show the certificate of the client: the issuer that the client sees on the certificate of the server decides.',
    ],
    ask: 'Which client certificates does this server accept, and until when is the one of this client valid? What does the log of the server say of these handshakes?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { refusals, successes, authorities, tlsVersion, how } = parameters;
    const clients = clientText(scope);
    const asked =
      authorities.length > 0 && `The server asks for certificates of ${listed(authorities.map((each) => `"${each}"`))}`;
    return {
      title: TITLES[parameters.reason](serverName(subject)),
      explanation: paragraph(
        `${serverText(subject)} on ${portText(scope)} demands a certificate of its client (mutual TLS, TLS ${tlsVersion}). ${clients} ${shows(parameters)}, and the server ${answer(parameters)}.`,
        because(parameters),
        asked && `${asked}.`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed.`,
        'Nothing blocks this connection on its way.',
        sureness(confidence),
      ),
      rivals: those(
        how === 'encrypted-alert' &&
          'The server ends the connection for a reason other than the certificate: its log decides.',
        'A TLS inspection between the two, which cannot show the certificate of the client: the issuer that the client sees on the certificate of the server decides.',
        parameters.reason === 'missing' &&
          asked &&
          'The client has a certificate, of another issuer, and shows it only where its issuer is asked for, as Java does: the issuer of the certificate that is installed there decides.',
        parameters.reason === 'dates' && "The server's clock is wrong: the time on the server decides.",
      ),
      remedy: `On ${clients}, ${REMEDIES[parameters.reason]} for ${serverText(subject)}, ${portText(scope)}. An Infrastructure Manager gets a new one by enrolling again with Jamf Pro; for the AD CS Connector upload its client certificate to Jamf Pro again.`,
      evidence: those(
        `The server ${answer(parameters)}`,
        `The client ${shows(parameters)}`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed`,
        asked,
        certificateText(parameters),
      ),
    };
  },
};

const TITLES: Readonly<Record<Parameters['reason'], (name: string) => string>> = {
  missing: (name) => `${name} demands a client certificate, and the client shows none`,
  dates: (name) => `${name} refuses the certificate of its client: it is not valid at this time`,
  authority: (name) => `${name} refuses the certificate of its client: it does not know the issuer`,
  revoked: (name) => `${name} refuses the certificate of its client: it was revoked`,
  key: (name) => `${name} refuses the certificate of its client: the key does not fit it`,
  unknown: (name) => `${name} refuses the certificate of its client`,
};

const REMEDIES: Readonly<Record<Parameters['reason'], string>> = {
  missing: 'install and select a client certificate of an issuer that the server accepts',
  dates: 'renew the client certificate',
  authority:
    'install a client certificate of an issuer that the server accepts, or add its issuer to those that the server accepts,',
  revoked: 'replace the client certificate',
  key: 'install the client certificate together with its own private key',
  unknown: 'check validity and issuer of the client certificate and replace it if needed',
};

function shows({ reason, tlsVersion, subject }: Parameters): string {
  if (reason === 'missing') return 'answers that it has no certificate to show';
  if (subject !== undefined) return `shows the certificate of "${subject}"`;
  return `sends a certificate${tlsVersion.startsWith('1.3') ? ' (TLS 1.3 hides it)' : ''}`;
}

function answer({ how, alertName, alertCode }: Parameters): string {
  if (how === 'encrypted-alert')
    return 'answers with a single encrypted record as short as an alert, and ends the connection';
  return `answers with the alert ${alertName ?? 'unknown'}${alertCode === undefined ? '' : ` (${alertCode})`}`;
}

function because({ reason, issuer, notBefore, notAfter }: Parameters): string | false {
  switch (reason) {
    case 'dates':
      return notAfter !== undefined && `It is valid from ${day(notBefore)} to ${day(notAfter)}.`;
    case 'authority':
      return issuer !== undefined && `It was issued by "${issuer}".`;
    case 'unknown':
      return 'The server does not say what it has against it.';
    default:
      return false;
  }
}
