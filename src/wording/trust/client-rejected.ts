/** Words of `trust/client-rejected`: a client does not trust the certificate of the server that it means to reach. RFC 8446 6.2, RFC 5280 6. */
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
    summary: "clients refuse the certificate of the customer's own server, or the genuine one of a public host",
    meaning:
      'The server answers, and the client does not take its certificate. On your own server its authority is mostly not installed on the client, or it is for another name; for an Apple or Jamf host the client mostly lacks a newer root. Until that is mended nothing is done on this connection.',
    evidence: [
      'strong: behind the certificate the client sends an alert that names it (42, 43, 44, 45, 46, 48, 49, 113); on a public host nothing less counts, with a readable certificate and its usual issuer',
      'strong: three refusals or more and no success, by an alert that may mean more (40, 80) or a single encrypted record as short as an alert (TLS 1.3)',
      'strong: the certificate is for another name, and three times or more, without success, the client finishes the handshake, says nothing and closes',
      'moderate: one or two of these; or the client closes right after the certificate, three times or more without success',
      'at most moderate: the same client also gets on with this server, or the address does not tell which service was meant',
      "silent: the client goes on, whoever signed; the certificate is that of a product that inspects TLS; on a public host it is hidden or foreign (`inspection/client-rejected`), or the client leaves without such an alert; the certificate's dates or the client's clock explain it",
    ],
    rivals: [
      'The program gave up for reasons of its own: its log decides.',
      'The server does not send its intermediate certificate: what it sends decides (`openssl s_client -showcerts`).',
      'A device in between answers with a certificate of its own: its SHA-256, compared with that on the server or on another network, decides.',
    ],
    ask: 'Which authority signed the certificate of this server, and is it installed and trusted on the clients, intermediates included? Does the certificate name the host as the clients call it?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tlsVersion, refusals, successes, workingNames, acceptedBy } = parameters;
    const name = serverName(subject);
    const others = acceptedBy.length > 0 && `${listed(acceptedBy)} completed TLS with the same server`;
    return {
      title: titleOf(parameters, name),
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

function titleOf({ reason, root }: Parameters, name: string): string {
  if (root === undefined || reason === 'name') return TITLES[reason](name);
  if (reason === 'authority') return `The client lacks the root certificate that ${name} needs`;
  return reason === 'unknown'
    ? `The client refuses the certificate of ${name}, which looks genuine`
    : TITLES[reason](name);
}

function isHidden({ tlsVersion, issuer }: Parameters): boolean {
  return issuer === undefined && tlsVersion.startsWith('1.3');
}

function because({ parameters }: Subject<'trust/client-rejected'>): string {
  const { reason, issuer, names, selfSigned, root } = parameters;
  if (root !== undefined && (reason === 'authority' || reason === 'unknown')) return becauseOfRoot(parameters, root);
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

/** What programs mean by alerts that give no reason: OpenSSL and Java, recorded. */
const SAID_BY: ReadonlyMap<number | undefined, string> = new Map([
  [42, '; OpenSSL says this where by its clock the certificate lies in the future'],
  [46, '; Java says this where it lacks the root'],
]);

function becauseOfRoot({ reason, issuer, alertCode }: Parameters, root: string): string {
  const sent = `It was issued by "${issuer}", which is as it should be for this host, ${root === issuer ? 'and no other certificate is sent' : `and what is sent with it leads to "${root}"`}.`;
  return reason === 'authority'
    ? `${sent} The client says that it knows no root for it: so the root is missing on the client, and nothing tells of anybody in between.`
    : `${sent} The client does not say what it has against it${SAID_BY.get(alertCode) ?? ''}.`;
}

function rivalsOf({ reason, how, selfSigned, alertCode, root, issuer }: Parameters): string[] {
  return those(
    reason === 'dates' && "The client's clock is wrong: the time on the client decides.",
    reason === 'unknown' &&
      root !== undefined &&
      "The client's clock is wrong, or the program accepts only a certain certificate: its log decides.",
    reason === 'unknown' &&
      root === undefined &&
      "The authority is unknown, the name is another, the dates are over, or the client's clock is wrong: the log of the client, or the certificate on the server, decides.",
    reason === 'authority' &&
      !selfSigned &&
      (root === undefined || root === issuer) &&
      'The server does not send its intermediate certificate, so that the client cannot build the chain: what the server sends decides (`openssl s_client -showcerts`).',
    (how !== 'alert' || (alertCode !== undefined && [40, 80].includes(alertCode))) &&
      'The program gave up for reasons other than the certificate: its log decides.',
    how === 'left' && 'A check that only looks whether the server is there: whoever runs the client knows.',
    root === undefined
      ? 'A device in between answers with a certificate of its own: the SHA-256 of the certificate, compared with the one on the server, decides.'
      : 'A device in between makes certificates that bear the same names: the SHA-256 of the certificate, compared with the one that the same host shows on another network, decides.',
  );
}

function remedyOf(subject: Subject<'trust/client-rejected'>): string {
  const { parameters, scope } = subject;
  const where = `${serverText(subject)}, ${portText(scope)}`;
  if (parameters.root !== undefined) return remedyOfRoot(subject, parameters.root);
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

/** Nothing can be changed at the server, and nothing need be in the network. */
function remedyOfRoot(
  { parameters: { reason }, scope, ...ends }: Subject<'trust/client-rejected'>,
  root: string,
): string {
  const clients = clientText(scope);
  const server = serverText({ scope, ...ends });
  if (reason === 'name')
    return `Check which address ${clients} gets for ${server} from the DNS: what answers there is another host of the same owner.`;
  if (reason === 'dates')
    return `Compare the clock of ${clients} with the dates of the certificate of ${server}, and set it.`;
  const update = `bring the trust store up to date so that it holds the root "${root}": by an update of the system on computers and devices, by an update of Java (or of the trust store that it is told to use) on the server of Jamf Pro`;
  const first =
    reason === 'authority'
      ? ''
      : 'check the clock, and look up in the log of the program what it has against the certificate; if it says nothing, ';
  return `On ${clients}, ${first}${update}. Then connect again to ${server}, ${portText(scope)}. There is nothing to change on the network.`;
}

function certificateText({ subject, issuer, notBefore, notAfter, sha256, names }: Parameters): string | false {
  if (subject === undefined) return false;
  return `Certificate of ${subject} for ${listed(names) || 'no name'}, issued by ${issuer}, valid from ${notBefore} to ${notAfter}, SHA-256 ${sha256}`;
}
