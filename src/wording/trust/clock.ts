/** Words of `trust/clock`: a valid certificate, and a client whose clock says otherwise. RFC 5280 4.1.2.5, RFC 5905 7.3. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, listed, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { act } from './act.ts';
import { certificateText, day } from './certificate-text.ts';

export const clock: Wording<'trust/clock'> = {
  rule: 'trust/clock',
  source: 'RFC 5280 4.1.2.5: validity of certificates; RFC 5905 7.3: time that a client sends',
  manual: {
    summary: 'a client calls a valid certificate expired or not yet valid: its clock is wrong',
    meaning:
      'A certificate counts from one date to another, by the clock of whoever checks it. A device whose battery was empty, or that cannot reach a time server, may live in another year: it refuses every server whose certificate does not cover that year.',
    evidence: [
      "strong: the client's own question to a time server, sent twice, holds a time by which the certificate is not valid; or, where TLS 1.3 hides the certificate of the customer's own server, a time that is more than a day off",
      'strong: the client says "expired" (45) of a certificate that is valid at the time of the capture, and other clients get on with the same server, or it says the same of a certificate of another authority',
      'moderate: the client says "expired" (45) of a certificate that is valid at the time of the capture, with all that is sent along',
      'at most moderate: the address does not tell which service was meant',
      'silent: the client told its time, and by that the certificate is valid; the client names the authority (48); an inspecting device answers, or may answer behind TLS 1.3 on a public host',
    ],
    rivals: [
      'An authority above the certificate, which the client has of old and nobody sends, has expired: the same client, with the time set, decides.',
      'The machine that recorded the capture had the wrong time, and the certificate has expired: its clock, or a time server in the capture, decides.',
    ],
    ask: 'What time does the client show, and which time server does it use? Please let it reach that server on UDP 123 (time.apple.com for Apple devices).',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { aheadSeconds, acceptedBy, alike, refusals, notBefore, notAfter, tlsVersion } = parameters;
    const name = serverName(subject);
    const clients = clientText(scope);
    const isRead = notAfter !== undefined;
    const told =
      aheadSeconds !== undefined && `By its own question to a time server its clock is ${offset(aheadSeconds)}`;
    const others = acceptedBy.length > 0 && `${listed(acceptedBy)} got on with the same server`;
    const same = alike.length > 0 && `It says the same of ${listed(alike)}`;
    return {
      title: `The clock of ${clients} is wrong: it takes a valid certificate of ${name} for ${aheadSeconds !== undefined && aheadSeconds < 0 ? 'one of the future' : 'an expired one'}`,
      explanation: paragraph(
        isRead
          ? `The certificate that ${serverText(subject)} shows on ${portText(scope)} is valid from ${day(notBefore)} to ${day(notAfter)}, and so it was at the time of the capture; ${clients} ${act(parameters)} (TLS ${tlsVersion}).`
          : `${serverText(subject)} answers on ${portText(scope)}, and ${clients} ${act(parameters)} (TLS ${tlsVersion}, which hides the certificate).`,
        told && `${told}.`,
        others && `${others}.`,
        same && `${same}.`,
        'Nothing blocks this connection on its way, and nothing is wrong with the server.',
        sureness(confidence),
      ),
      rivals: those(
        told
          ? false
          : 'An authority above the certificate, which is not sent, is over: the same client with the right time decides.',
        'The machine that recorded the capture has the wrong time itself, and the client is right: its clock decides.',
        !isRead && 'The client does not know the authority of the server: the same client with the right time decides.',
      ),
      remedy: `Set the clock of ${clients} and let it reach a time server (UDP 123, time.apple.com for Apple devices); then connect again to ${serverText(subject)}, ${portText(scope)}.`,
      evidence: those(
        `The client ${act(parameters)}, ${counted(refusals, 'time')}`,
        told,
        others,
        same,
        certificateText(parameters),
      ),
    };
  },
};

function offset(ahead: number): string {
  return `${seconds(Math.abs(ahead))} ${ahead < 0 ? 'behind' : 'ahead'}`;
}
