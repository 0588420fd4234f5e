/** Words of `tls-floor/certificate-key`: a key below RSA 2048 or EC 256. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { BALANCER, BOX, FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

export const certificateKey: Wording<'tls-floor/certificate-key'> = {
  rule: 'tls-floor/certificate-key',
  source: FLOOR_SOURCE,
  manual: {
    summary: 'the key in the certificate of a server of device management is too short',
    meaning:
      'Asked for are RSA keys of 2048 bits or more, or elliptic curves of 256 or more. Apple has announced that devices may refuse management connections with less, as early as the next major release of its systems.',
    evidence: [
      'strong: the certificate of the server, read up to TLS 1.2, holds an RSA key below 2048 bits, a curve below 256, or a DSA key',
      ...FLOOR_GUARDS,
      'silent: TLS 1.3 or a resumed session hides the certificate, or the kind of key is not known',
    ],
    rivals: [BOX, BALANCER],
    ask: 'Please give this server a certificate with an RSA key of 2048 bits or more, or an elliptic curve of 256 or more.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { keyType, keyBits, least, subject: holder, issuer, sha256 } = parameters;
    const asked =
      least > 0 ? `${least} is the least that is asked for` : 'RSA from 2048 or EC from 256 bits is asked for';
    return {
      title: `At risk: the certificate of ${serverName(subject)} has a key of ${keyBits} bits (${keyType})`,
      explanation: paragraph(
        `${serverText(subject)} on ${portText(scope)} shows ${clientText(scope)} a certificate whose ${keyType} key has ${keyBits} bits; ${asked}.`,
        risk(confidence),
      ),
      rivals: [BOX, BALANCER],
      remedy: onServer(
        subject,
        'install a certificate with an RSA key of 2048 bits or more, or an EC key of 256 or more',
      ),
      evidence: [
        `${keyType} key of ${keyBits} bits`,
        `Certificate of ${holder}, issued by ${issuer}, SHA-256 ${sha256}`,
      ],
    };
  },
};
