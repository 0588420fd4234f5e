/** Words of `push/wrong-certificate`: what was presented to APNs cannot be the push certificate of Jamf Pro. */
import { clientText, exemptText, portText, serverText } from '../ends.ts';
import { paragraph, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { checkText, NEEDED_FOR, NEVER_DELETE, PUSH_SOURCE, receptionEvidence } from './renewal.ts';

type Wrong = Subject<'push/wrong-certificate'>;

export const wrongCertificate: Wording<'push/wrong-certificate'> = {
  rule: 'push/wrong-certificate',
  manual: {
    summary: 'what was presented to APNs is no push certificate for device management',
    meaning: `APNs takes pushes to managed devices only from whoever proves the topic with a certificate of Apple's own authority for it. ${NEEDED_FOR}`,
    evidence: [
      'strong: the certificate is not signed by Apple Application Integration',
      'strong: its subject names no topic of device management, and APNs refuses it',
      'strong: APNs asks for a certificate, none is presented, and it ends the handshake, twice or more',
      'moderate: that once',
      'at most moderate: APNs completes a handshake with it, as it does for programs that sign their requests instead',
      'silent: no certificate and no refusal, a topic of another kind that APNs takes, or TLS 1.3, which hides all of it',
    ],
    rivals: [
      'Another program on the same host sends pushes to an app or a mail service of its own: which program opens the flow decides.',
      'Somebody between Jamf Pro and APNs answers in its place, and cannot present its certificate: the certificate that Jamf Pro gets from APNs decides.',
    ],
    ask: 'Please exempt the push service from TLS inspection, also for the server; and look up in Jamf Pro which push certificate is in use. Do not delete it.',
  },
  source: PUSH_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { fault, refusals } = parameters;
    return {
      title: TITLES[fault],
      explanation: paragraph(
        `${clientText(scope)} ${act(parameters)} to ${serverText(subject)} on ${portText(scope)} (TLS ${parameters.tlsVersion}).`,
        WHY[fault],
        refusals > 0 && `APNs ends the handshake with the alert ${parameters.alertName} (${parameters.alertCode}).`,
        NEEDED_FOR,
        sureness(confidence),
      ),
      rivals: rivalsOf(parameters),
      remedy: `${remedy(subject)} ${NEVER_DELETE} ${checkText(subject)}`,
      evidence: evidence(parameters),
    };
  },
};

type Parameters = Wrong['parameters'];

const TITLES = {
  empty: 'APNs asks for the push certificate, and no certificate is presented',
  issuer: 'The certificate that Jamf Pro presents to APNs is not from Apple',
  topic: 'The certificate that is presented to APNs is for other pushes than those to managed devices',
} as const;

const WHY = {
  empty:
    'So does a TLS inspection between Jamf Pro and APNs: it answers Jamf Pro itself, and has no push certificate to show to APNs.',
  issuer: 'Apple signs push certificates with its authority Apple Application Integration, and APNs takes no others.',
  topic: 'The topic of device management begins with com.apple.mgmt.External, and this one does not.',
} as const;

function act({ fault, subject, issuer }: Parameters): string {
  if (fault === 'empty') return 'presents no certificate';
  return `presents the certificate "${subject}", issued by "${issuer}",`;
}

function rivalsOf({ fault }: Parameters): string[] {
  return those(
    fault === 'empty' &&
      'Jamf Pro has no push certificate, or cannot read it: what it shows under push certificates decides.',
    fault !== 'empty' &&
      'Another program on this host, not Jamf Pro, sends pushes of its own: which program opens the flow decides.',
    fault === 'issuer' &&
      'A proxy presents a certificate of its own in place of that of Jamf Pro: a capture between the two decides.',
  );
}

function remedy(subject: Wrong): string {
  if (subject.parameters.fault === 'empty')
    return `On whatever inspects TLS between Jamf Pro and APNs, ${exemptText(subject)}; without such a box, upload the push certificate to Jamf Pro again.`;
  return 'Upload to Jamf Pro the push certificate that Apple issued for it, with its private key. If that one is lost, renew it with the Apple ID with which it was made.';
}

function evidence(parameters: Parameters): string[] {
  const { fault, subject, issuer, serial } = parameters;
  return those(
    fault === 'empty' && 'The Certificate message of the client is empty',
    subject !== undefined && `Certificate of ${subject}`,
    issuer !== undefined && `Issuer: ${issuer}`,
    serial !== undefined && `Serial: ${serial}`,
    ...receptionEvidence(parameters),
  );
}
