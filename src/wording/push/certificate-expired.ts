/** Words of `push/certificate-expired`: the push certificate is outside its dates. */
import { clientText, portText, serverText } from '../ends.ts';
import { paragraph, sureness, those } from '../phrases.ts';
import type { RuleManual, Subject, Wording } from '../words.ts';
import {
  alertText,
  certificateEvidence,
  certificateText,
  checkText,
  dayOf,
  daysText,
  NEEDED_FOR,
  PUSH_SOURCE,
  receptionEvidence,
  remedyText,
  renewalRival,
  renewedText,
  titleOf,
} from './renewal.ts';

type Expired = Subject<'push/certificate-expired'>;

const manual: RuleManual = {
  summary: 'the push certificate of Jamf Pro was outside its dates when it was presented to APNs',
  meaning: `Jamf Pro proves to APNs with this certificate that it may wake the devices. ${NEEDED_FOR} A certificate that by the capture's clock has not begun means a wrong clock, not a wrong certificate.`,
  evidence: [
    'conclusive: the end of its validity lies before the time of the capture, APNs asked for it as only APNs does, and says that it has expired (alert 45)',
    'strong: the end of its validity lies before the time of the capture',
    'at most moderate: APNs completes a handshake with it all the same',
    'at most moderate: its validity begins more than ten minutes after the time of the capture, which only a wrong clock explains',
    'silent: TLS 1.3 hides the certificate, or a newer one with the same topic was presented later in the capture',
  ],
  rivals: [
    'It was renewed since, and the process has not taken the new one: the date that Jamf Pro shows under push certificates decides.',
    'Where the renewed one is presented too: an old copy of Jamf Pro presents the old one, such as a test server that was restored from a backup. What runs on that host decides.',
    'The clock of the computer that recorded was wrong: other dated things in the capture, such as NTP, HTTP dates and the certificates of servers, decide.',
  ],
  ask: 'Please renew the push certificate in Jamf Pro with the Apple ID with which it was made. Do not delete it, and do not make a new one: every device would have to be enrolled again.',
};

export const certificateExpired: Wording<'push/certificate-expired'> = {
  rule: 'push/certificate-expired',
  manual,
  source: PUSH_SOURCE,
  words: (subject) => (subject.parameters.state === 'expired' ? expired(subject) : notYetValid(subject)),
};

function expired(subject: Expired) {
  const { parameters, scope, confidence } = subject;
  const { days, notAfter, refusals, successes } = parameters;
  return {
    title: `${titleOf(parameters, scope)} expired on ${dayOf(notAfter)}, ${daysText(days)} before the capture`,
    explanation: paragraph(
      `${clientText(scope)} presents to ${serverText(subject)} on ${portText(scope)} a push certificate (${certificateText(parameters)}) that had expired when this was recorded.`,
      refusals > 0 && `APNs refuses it: ${alertText(parameters)}.`,
      successes > 0 && 'APNs completes the handshake all the same, which speaks for a wrong clock of whoever recorded.',
      renewedText(parameters),
      NEEDED_FOR,
      sureness(confidence),
    ),
    rivals: rivalsOf(subject),
    remedy: `${remedyText(parameters, scope)} ${checkText(subject)}`,
    evidence: [
      ...certificateEvidence(parameters),
      `Expired ${daysText(days)} before the capture`,
      ...receptionEvidence(parameters),
    ],
  };
}

/** RFC 5246 7.2.2: APNs and the clock of whoever recorded agree. */
const CERTIFICATE_EXPIRED = 45;

function rivalsOf({ parameters, scope }: Expired): string[] {
  const { alertCode, refusals } = parameters;
  return those(
    renewalRival(parameters, scope),
    alertCode !== CERTIFICATE_EXPIRED &&
      `The clock of the computer that recorded was ahead${refusals > 0 ? ', and APNs refuses for another reason' : ''}: the dates of other certificates, NTP or HTTP in the capture decide.`,
  );
}

function notYetValid(subject: Expired) {
  const { parameters, scope, confidence } = subject;
  const { days, notBefore, refusals } = parameters;
  return {
    title: `A clock is wrong: the push certificate is valid from ${dayOf(notBefore)}, ${daysText(days)} after the capture`,
    explanation: paragraph(
      `${clientText(scope)} presents to ${serverText(subject)} on ${portText(scope)} a push certificate (${certificateText(parameters)}) that did not exist yet by the clock of whoever recorded.`,
      "Apple dates a certificate when it makes it, so that clock was behind, and all that this report says of dates is off by as much. The certificate's end cannot be judged by it.",
      refusals > 0 && `APNs refuses the certificate: ${alertText(parameters)}.`,
      sureness(confidence),
    ),
    rivals: those('The file was edited, or its times were shifted after recording: whoever made the file knows.'),
    remedy: `Set the clock of the computer that recorded by NTP, and that of ${clientText(scope)} if it is the same one; then record again what it says to ${serverText(subject)} on ${portText(scope)}. Leave the push certificate as it is.`,
    evidence: [...certificateEvidence(parameters), ...receptionEvidence(parameters)],
  };
}
