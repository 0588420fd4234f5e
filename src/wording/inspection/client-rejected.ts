/** Words of `inspection/client-rejected`: the client of a public host refuses what answered. RFC 8446 6.2, RFC 5246 7.2. */
import { appleHosts } from '../../catalogue/source.ts';
import type { ParametersOf } from '../../detect/parameters.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { has, signalTexts } from './signals.ts';

/** Signals that have harmless reasons as well. */
const TRACES = ['flight-size', 'uniform-servers', 'late-answer', 'older-group', 'hello-retry'] as const;
/** RFC 8446 6.2: the authority is the trouble, no date. */
const UNKNOWN_CA = 48;

export const clientRejected: Wording<'inspection/client-rejected'> = {
  rule: 'inspection/client-rejected',
  source: appleHosts('').title,
  manual: {
    summary: 'clients break off at the certificate of an Apple or Jamf host',
    meaning:
      'Apple devices hang up on any certificate of these hosts but the genuine one. Under TLS 1.3, which hides it, this refusal is all that shows of inspection.',
    evidence: [
      'strong: an alert that names the certificate (42, 43, 44, 46, 48, 49, 113), or a first encrypted record as short as an alert (19, 35 or 11 bytes)',
      'strong: three refusals and no success; other hosts work; the certificate shows and is foreign; a push name on a foreign address',
      "moderate: an unclear alert (40, 45, 80); the client closes after the server's answer and sends nothing more",
      "moderate: the server's encrypted answer is 256 bytes longer or shorter than the same host's elsewhere; servers of three owners accept TCP exactly alike; other hosts show a foreign certificate",
      'weak: TCP accepted within 3 ms and TLS answered after 10 ms; an older key exchange or a repeated ClientHello, unlike the same host elsewhere',
      'at most moderate: one alert from a client that reaches nobody else; an encrypted or unclear alert fewer than three times; "expired"; a close without a trace in the path; lost packets',
      'silent: "expired" or closes fewer than three times, or closes where no other host works, unless certificate or address is foreign; one unclear alert where others get through',
      'silent: the certificate is genuine, the server sent an alert first, a reset came in between, or no document names the host',
    ],
    rivals: [
      "The client's clock is wrong, so that a valid certificate looks expired: the time in its NTP traffic decides.",
      'The client lacks a newer root certificate, or a load balancer explains the traces: the same client on another network decides.',
      'The program gave up for reasons of its own: whether it repeats decides.',
    ],
    ask: 'Does a proxy, firewall or agent answer TLS in place of this host? Please exempt it from TLS inspection, then check the certificate from the same client.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { tlsVersion, issuer, refusals, successes, workingNames, acceptedBy, signals } = parameters;
    const others = acceptedBy.length > 0 && `${listed(acceptedBy)} completed TLS with the same host`;
    const traced = issuer === undefined && TRACES.some((name) => has(signals, name));
    const name = serverName(subject);
    return {
      title: `The client refuses the TLS handshake with ${name}`,
      explanation: paragraph(
        `The TLS ${tlsVersion} handshake with ${serverText(subject)} on ${portText(scope)} ends at the certificate: ${clientText(scope)} ${act(parameters)}.`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed.`,
        workingNames.length > 0 && `The same client completes TLS with ${listed(workingNames)}.`,
        others && `${others}: what is wrong is on the way of this client alone, or on the client.`,
        `A client refuses like this when the certificate is not the one it expects, as under TLS inspection${issuer === undefined ? ' (TLS 1.3 hides the certificate itself)' : `; this one was issued by "${issuer}"`}.`,
        traced && 'There are traces of somebody in the path, which the evidence lists.',
        sureness(confidence),
      ),
      rivals: those(
        others &&
          'The fault is in the client: its root certificates, its clock or a security agent on it; another client on the same network segment decides.',
        parameters.alertCode !== UNKNOWN_CA &&
          "The client's clock is wrong, so that a valid certificate looks expired: the time in its NTP traffic decides.",
        'The client lacks a newer root certificate: the same client on another network decides.',
        parameters.how === 'closed' &&
          'The program gave up for reasons of its own: whether it repeats, and whether it does so on another network, decides.',
        traced &&
          'The traces in the path come from a content network, a load balancer or a renewed certificate: the same client on another network decides.',
      ),
      remedy: `Find what answers in place of ${name}, and ${exemptText(subject)}; then check from the same client that the certificate is the genuine one.`,
      evidence: those(
        `The client ${act(parameters)}`,
        `${counted(refusals, 'handshake')} refused, ${successes} completed`,
        workingNames.length > 0 && `TLS works with ${listed(workingNames)}`,
        others,
        ...signalTexts(signals),
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
  return 'closed right after the answer of the server, without finishing the handshake';
}
