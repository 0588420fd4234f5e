/** Words of `trust/client-rejected`: a client does not trust the certificate of the customer's own server. RFC 8446 6.2, RFC 5280 6. */
import type { ParametersOf } from '../../detect/parameters.ts';
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { act } from './act.ts';

type Parameters = ParametersOf<'trust/client-rejected'>;

export const clientRejected: Wording<'trust/client-rejected'> = {
  rule: 'trust/client-rejected',
  source: 'RFC 8446 6.2 and RFC 5246 7.2: alerts; RFC 5280 6: validation of certificates',
  manual: {
    summary: "clients refuse the certificate of the customer's own server",
    meaning:
      'The server answers, and the client does not take its certificate: mostly the authority that signed it is not installed there, or it is for another name. Until that is mended nothing is done on this connection.',
    evidence: [
      'strong: behind the certificate the client sends an alert that names it (42, 43, 44, 45, 46, 48, 49, 113)',
      'strong: three refusals or more and no success, by an alert that may mean more (40, 80) or a single encrypted record as short as an alert (TLS 1.3)',
      'strong: the certificate is for another name, and three times or more, without success, the client finishes the handshake, says nothing and closes',
      'moderate: one or two of these; or the client closes right after the certificate, three times or more without success',
      'at most moderate: the same client also gets on with this server, or the address does not tell which service was meant',
      "silent: the client goes on, whoever signed; the certificate is that of a product that inspects TLS; the host has a documented public name (`inspection/client-rejected`); the certificate's dates or the client's clock explain it",
    ],
    rivals: [
      'The program gave up for reasons of its own: its log decides.',
      'The server does not send its intermediate certificate: what it sends decides (`openssl s_client -showcerts`).',
      'A device in between answers with a certificate of its own: its SHA-256, compared with the one on the server, decides.',
    ],
    ask: 'Which authority signed the certificate of this server, and is it installed and trusted on the clients, intermediates included? Does the certificate name the host as the clients call it?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tlsVersion, refusals, successes, workingNames, acceptedBy } = parameters;
    const name = serverName(subject);
    const others = acceptedBy.length > 0 && `${listed(acceptedBy)} completed TLS with the same server`;
    return {
      title: TITLES[parameters.reason](name),
      explanation: paragraph(
        `${serverText(subject)} answers on ${portText(scope)} and shows its certificate (TLS ${tlsVersion}${isHidden(parameters) ? ', which hides it' : ''}); ${clientText(scope)} ${act(parameters)}.`,
        because(subject),
        `${counted(refusals, 'handshake')} refused, ${successes} completed.`,
        others && `${others}: it is a matter of what each client trusts.`,
        'Nothing blocks this connection on its way.',
        sureness(confidence),
      ),
      rivals: rivalsOf(parameters),
      remedy: remedyOf(subject),
      evidence: those(
        `The client ${act(parameters)}`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed`,
        others,
        workingNames.length > 0 && `The same client completes TLS with ${listed(workingNames)}`,
        certificateText(parameters),
      ),
    };
  },
};

const TITLES: Readonly<Record<Parameters['reason'], (name: string) => string>> = {
  authority: (name) => `The client does not know the authority behind the certificate of ${name}`,
  name: (name) => `The certificate of ${name} is for another name, and the client refuses it`,
  dates: (name) => `The client calls the certificate of ${name} expired`,
  unknown: (name) => `The client refuses the certificate of ${name}`,
};

function isHidden({ tlsVersion, issuer }: Parameters): boolean {
  return issuer === undefined && tlsVersion.startsWith('1.3');
}

function because({ parameters }: Subject<'trust/client-rejected'>): string {
  const { reason, issuer, names, selfSigned } = parameters;
  const signer = selfSigned ? 'It is signed by itself' : issuer !== undefined && `It was issued by "${issuer}"`;
  switch (reason) {
    case 'authority':
      return `${signer ? `${signer}, and that` : 'So the authority that signed it'} is not among the authorities that the client trusts.`;
    case 'name':
      return `The certificate is for ${listed(names) || 'no name at all'}, which is not the name that the client asked for.`;
    case 'dates':
      return 'So by the clock of the client it is too old.';
    case 'unknown':
      return signer ? `${signer}; the client does not say what it has against it.` : 'It does not say why.';
  }
}

function rivalsOf({ reason, how, selfSigned, alertCode }: Parameters): string[] {
  return those(
    reason === 'dates' && "The client's clock is wrong: the time on the client decides.",
    reason === 'unknown' &&
      "The authority is unknown, the name is another, the dates are over, or the client's clock is wrong: the log of the client, or the certificate on the server, decides.",
    reason === 'authority' &&
      !selfSigned &&
      'The server does not send its intermediate certificate, so that the client cannot build the chain: what the server sends decides (`openssl s_client -showcerts`).',
    (how !== 'alert' || (alertCode !== undefined && [40, 80].includes(alertCode))) &&
      'The program gave up for reasons other than the certificate: its log decides.',
    how === 'left' && 'A check that only looks whether the server is there: whoever runs the client knows.',
    'A device in between answers with a certificate of its own: the SHA-256 of the certificate, compared with the one on the server, decides.',
  );
}

function remedyOf(subject: Subject<'trust/client-rejected'>): string {
  const { parameters, scope } = subject;
  const where = `${serverText(subject)}, ${portText(scope)}`;
  const authority =
    parameters.issuer === undefined
      ? 'the certificate authority that signed for it'
      : parameters.selfSigned
        ? `this certificate (SHA-256 ${parameters.sha256})`
        : `the root certificate above "${parameters.issuer}"`;
  const install = `install ${authority} as trusted on ${clientText(scope)} and all other clients (a configuration profile for devices, the Java trust store for Jamf Pro)`;
  switch (parameters.reason) {
    case 'authority':
      return `For ${where}: ${install}, or give the server a certificate of an authority that they trust already.`;
    case 'name':
      return `Give ${where}, a certificate that names it as the clients do (subject alternative name), or have the clients use ${listed(parameters.names) || 'a name of the certificate'}.`;
    case 'dates':
      return `Compare the clock of ${clientText(scope)} with the dates of the certificate of ${where}: set the clock, or renew the certificate.`;
    case 'unknown':
      return `For ${where}: check on ${clientText(scope)} that the certificate is for the name that it uses and is not expired, and ${install}.`;
  }
}

function certificateText({ subject, issuer, notBefore, notAfter, sha256, names }: Parameters): string | false {
  if (subject === undefined) return false;
  return `Certificate of ${subject} for ${listed(names) || 'no name'}, issued by ${issuer}, valid from ${notBefore} to ${notAfter}, SHA-256 ${sha256}`;
}
