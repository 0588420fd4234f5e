/** Words of `push/certificate-rejected`: APNs refuses the push certificate. RFC 5246 7.2.2, RFC 8446 6.2. */
import { calledBy, clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, paragraph, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import {
  alertText,
  certificateEvidence,
  certificateText,
  checkText,
  countsText,
  NEEDED_FOR,
  NEVER_DELETE,
  PUSH_SOURCE,
  receptionEvidence,
  renewText,
} from './renewal.ts';

type Rejected = Subject<'push/certificate-rejected'>;

const [REVOKED, EXPIRED, WRONG_KEY] = [44, 45, 51];

export const certificateRejected: Wording<'push/certificate-rejected'> = {
  rule: 'push/certificate-rejected',
  manual: {
    summary: 'APNs refuses the certificate that Jamf Pro presents',
    meaning: `The network lets Jamf Pro through to APNs, and APNs ends the handshake over the push certificate. ${NEEDED_FOR}`,
    evidence: [
      'conclusive: up to TLS 1.2, the server answers the certificate with an alert about it (42 to 46, 48, 49 or 51) and had asked for certificates of the authority of Apple that signs them',
      'strong: such an alert alone',
      'strong: under TLS 1.3, three times or more and never with success, a first encrypted record of the client as large as a certificate, and then one record of 19 bytes (35 from a server in Java) as the last of the server',
      'moderate: that pattern once or twice',
      'at most moderate: the same certificate, or under TLS 1.3 any, was accepted at the same host in this capture',
      'silent: the certificate is out of date or of the wrong kind (`push/certificate-expired`, `push/wrong-certificate`), the client said good-bye first, or bytes are missing',
    ],
    rivals: [
      'Under TLS 1.3 a server that shuts down for other reasons may say so in as many bytes: whether it repeats, and the log of Jamf Pro, decide.',
      'A TLS inspection between Jamf Pro and APNs cannot present the certificate, and fails alike: a capture on its far side decides.',
    ],
    ask: 'Please look up the dates and the state of the push certificate in Jamf Pro, and the error that its log gives for APNs. Renew it with the Apple ID with which it was made; never delete it or make a new one.',
  },
  source: PUSH_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    return {
      title: `APNs refuses the push certificate of Jamf Pro${reason(parameters)}`,
      explanation: paragraph(
        `${clientText(scope)} reaches ${serverText(subject)} on ${portText(scope)} and presents its certificate${visible(parameters)}; ${answer(parameters)}.`,
        `${countsText(parameters)}.`,
        NEEDED_FOR,
        sureness(confidence),
      ),
      rivals: rivalsOf(subject),
      remedy: `${advice(subject)} ${checkText(subject)}`,
      evidence: [...certificateEvidence(parameters), ...pattern(parameters), ...receptionEvidence(parameters)],
    };
  },
};

type Parameters = Rejected['parameters'];

function reason({ alertCode }: Parameters): string {
  if (alertCode === REVOKED) return ' as revoked';
  if (alertCode === EXPIRED) return ' as expired';
  return alertCode === WRONG_KEY ? ': its private key does not fit' : '';
}

function visible({ serial, notBefore, notAfter, how }: Parameters): string {
  if (serial !== undefined && notBefore !== undefined && notAfter !== undefined)
    return ` (${certificateText({ serial, notBefore, notAfter })})`;
  return how === 'sealed' ? ', which is not visible (TLS 1.3)' : '';
}

function answer(parameters: Parameters): string {
  if (parameters.how === 'alert') return alertText(parameters);
  return 'the server answers with a single encrypted record as short as an alert, and says no more';
}

function pattern({ how, refusals }: Parameters): string[] {
  if (how === 'alert') return [];
  return [
    'Certificate not visible (TLS 1.3)',
    `${counted(refusals, 'time')}: a large first encrypted record of the client, then one of an alert's length from the server`,
  ];
}

function rivalsOf(subject: Rejected): string[] {
  const { how, alertCode, appleAsks, successes } = subject.parameters;
  return those(
    how === 'sealed' &&
      `${serverName(subject)} ends handshakes for reasons of its own, such as maintenance: whether it goes on, and the log of Jamf Pro, decide.`,
    how === 'sealed' &&
      'Expired, revoked or of the wrong kind: TLS 1.3 hides which. The dates that Jamf Pro shows, or `jamscope push-cert` with the file, decide.',
    alertCode === EXPIRED &&
      'By its dates it is valid: the clock of the computer that recorded was behind, or a certificate above it in the chain has expired. The dates in Jamf Pro decide.',
    alertCode === REVOKED &&
      'A new certificate was made and the old one revoked, by somebody with the same Apple ID: the push certificate portal decides.',
    !appleAsks &&
      'A TLS inspection between Jamf Pro and APNs, which cannot present this certificate: a capture on its far side decides.',
    successes > 0 &&
      `A passing trouble of one server behind this ${calledBy(subject.scope)}: it did accept handshakes too.`,
  );
}

function advice({ parameters }: Rejected): string {
  const { alertCode, topic } = parameters;
  if (alertCode === WRONG_KEY)
    return `Upload to Jamf Pro the push certificate together with the private key with which its request was made. ${NEVER_DELETE}`;
  const look = "Look up the push certificate's dates and topic in Jamf Pro, and what its log says of APNs.";
  return `${look} ${renewText(topic)}`;
}
