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
