/** Words of `tls-floor/certificate-signature`: a certificate signed over a hash from before SHA-256. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { BALANCER, BOX, FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

export const certificateSignature: Wording<'tls-floor/certificate-signature'> = {
  rule: 'tls-floor/certificate-signature',
  source: FLOOR_SOURCE,
  manual: {
    summary: 'the certificate of a server of device management is signed with SHA-1 or weaker',
    meaning:
      'Asked for is SHA-256 or stronger. Apple has announced that devices may refuse management connections with less, as early as the next major release of its systems.',
    evidence: [
      'strong: the certificate of the server, read up to TLS 1.2, is signed over MD5, SHA-1 or SHA-224',
      ...FLOOR_GUARDS,
      'silent: TLS 1.3 or a resumed session hides the certificate, or only an authority above is signed so',
    ],
    rivals: [BOX, BALANCER],
    ask: 'Please give this server a certificate that is signed with SHA-256 or stronger. Does its authority still sign others with SHA-1?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { algorithm, subject: holder, issuer, sha256 } = parameters;
    return {
      title: `At risk: the certificate of ${serverName(subject)} is signed with ${algorithm}`,
      explanation: paragraph(
        `${serverText(subject)} on ${portText(scope)} shows ${clientText(scope)} a certificate signed with ${algorithm}; SHA-256 is the least that is asked for.`,
        risk(confidence),
      ),
      rivals: [BOX, BALANCER],
      remedy: onServer(subject, `have "${issuer}" sign the certificate anew with SHA-256 or stronger`),
      evidence: [`Signed with ${algorithm}`, `Certificate of ${holder}, issued by ${issuer}, SHA-256 ${sha256}`],
    };
  },
};
