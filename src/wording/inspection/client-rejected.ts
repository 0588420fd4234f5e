/** Words of `inspection/client-rejected`: the client of a public host refuses what answered. RFC 8446 6.2, RFC 5246 7.2. */
import { appleHosts } from '../../catalogue/source.ts';
import type { ParametersOf } from '../../detect/parameters.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

/** RFC 8446 6.2: the authority is the trouble, no date. */
const UNKNOWN_CA = 48;

export const clientRejected: Wording<'inspection/client-rejected'> = {
  rule: 'inspection/client-rejected',
  source: appleHosts('').title,
  manual: {
    summary: 'clients break off at the certificate of an Apple or Jamf host',
    meaning:
      'Apple devices accept only the genuine certificate of these hosts and hang up on any other. Under TLS 1.3 the certificate is hidden, and this refusal is all that shows of inspection.',
    evidence: [
      'strong: an alert that names the certificate (42, 43, 44, 46, 48, 49, 113), when the certificate shows and is foreign; or without any success, when it is sent twice or the client completes TLS with other hosts',
      'strong: three refusals or more and no success, by an alert that may mean more (40, 80) or by a single encrypted record as short as an alert (TLS 1.3)',
      'moderate: an alert that names the certificate, but once; two refusals of the unclear kinds, or one beside hosts that work',
      'moderate: the client closes right after the certificate, three times or more, without any success, and completes TLS with other hosts',
      'moderate: the alert "expired" (45) three times or more without success, or about a foreign certificate',
      'silent: the certificate shows and is genuine, the server sent an alert first, a reset came in between, or the host has no documented public name',
    ],
    rivals: [
      "The client's clock is wrong, so that a valid certificate looks expired: the time in its NTP traffic decides.",
      'The client lacks a newer root certificate: the same client on another network decides.',
      'The program gave up for reasons of its own: whether it repeats decides.',
    ],
    ask: 'Does a proxy, firewall or agent answer TLS in place of this host? Please exempt it from TLS inspection, then check from the same client that the certificate is the genuine one.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tlsVersion, issuer, refusals, successes, workingNames } = parameters;
    const name = serverName(subject);
    return {
      title: `The client refuses the TLS handshake with ${name}`,
      explanation: paragraph(
        `The TLS ${tlsVersion} handshake with ${serverText(subject)} on ${portText(scope)} ends at the certificate: ${clientText(scope)} ${act(parameters)}.`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed.`,
        workingNames.length > 0 && `The same client completes TLS with ${listed(workingNames)}.`,
        `A client refuses like this when the certificate is not the one it expects, as under TLS inspection${issuer === undefined ? ' (TLS 1.3 hides the certificate itself)' : `; this one was issued by "${issuer}"`}.`,
        sureness(confidence),
      ),
      rivals: those(
        parameters.alertCode !== UNKNOWN_CA &&
          "The client's clock is wrong, so that a valid certificate looks expired: the time in its NTP traffic decides.",
        'The client lacks a newer root certificate: the same client on another network decides.',
        parameters.how === 'closed' && 'The program gave up for reasons of its own: whether it repeats decides.',
      ),
      remedy: `Find what answers in place of ${name}, and ${exemptText(subject)}; then check from the same client that the certificate is the genuine one.`,
      evidence: those(
        `The client ${act(parameters)}`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed`,
        workingNames.length > 0 && `TLS works with ${listed(workingNames)}`,
        issuer !== undefined && `Issuer: ${issuer}`,
      ),
    };
  },
};

function act({ how, alertName, alertCode }: ParametersOf<'inspection/client-rejected'>): string {
  if (how === 'alert')
    return `sent the alert ${alertName ?? 'unknown'}${alertCode === undefined ? '' : ` (${alertCode})`}`;
  if (how === 'encrypted-alert')
    return 'answered the server with a single encrypted record as short as an alert, and closed';
  return 'closed right after the certificate, without finishing the handshake';
}
