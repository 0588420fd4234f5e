/** Words of `inspection/unexpected-issuer`: a public host's certificate signed by somebody unknown. */
import { appleHosts } from '../../catalogue/source.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { signalTexts } from './signals.ts';

export const unexpectedIssuer: Wording<'inspection/unexpected-issuer'> = {
  rule: 'inspection/unexpected-issuer',
  source: appleHosts('').title,
  manual: {
    summary: 'the certificate of an Apple or Jamf host comes from an issuer that does not sign for it',
    meaning:
      'Somebody in the path probably answered with a certificate of their own, under a name that is in no list of products: most firewalls let the administrator choose it. Devices refuse such certificates as they refuse those of known products.',
    evidence: [
      'conclusive: the same unknown issuer signs for public hosts of different owners in this capture',
      "strong: the issuer is neither the host's own nor a public certificate authority",
      'strong: a session is resumed that began with such a certificate',
      'moderate: the client offered TLS 1.3 and got less; never alone',
      'weak: no certificate timestamps, made within a day before the capture, valid for 30 days or less; never alone, not even together',
      'silent: the issuer is a known product (`inspection/known-vendor`), the site configuration declares the host its own, or the certificate cannot be seen (TLS 1.3)',
    ],
    rivals: [
      'The owner has a new authority: the certificate seen from another network, compared by its SHA-256, decides.',
      'A debugging proxy run on purpose, or a test system under this name: whoever runs the client knows.',
      "Outside Apple's hosts, the name may lead to a server of the site's own: whoever runs it knows its issuer.",
    ],
    ask: 'Which proxy, firewall or agent signs as the issuer that the finding names? Please exempt the documented hosts from TLS inspection there.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { issuer, subject: holder, sha256, expected, sharedWith, signals } = parameters;
    const name = serverName(subject);
    const shared = sharedWith.length > 0 && `The same issuer signs for ${listed(sharedWith)}`;
    return {
      title: `The certificate of ${name} comes from an unexpected issuer`,
      explanation: paragraph(
        `The certificate that ${clientText(scope)} got from ${serverText(subject)} on ${portText(scope)} was issued by "${issuer}"; ${expected} issues the genuine ones of this host.`,
        shared && `${shared}, hosts of other owners: one device answers for them all.`,
        !shared && 'So somebody in the path probably answered in place of the server.',
        sureness(confidence),
      ),
      rivals: those(
        !shared &&
          'A new intermediate of the genuine authority: the certificate seen from another network, compared by its SHA-256, decides.',
        'A debugging proxy run on purpose, or a test system under this name: whoever runs the client knows.',
        expected !== 'Apple Inc.' && 'The name leads to a server of your own: whoever runs it knows its issuer.',
      ),
      remedy: `Find the proxy, firewall or agent that signs as "${issuer}" and ${exemptText(subject)}.`,
      evidence: those(
        `Issuer: ${issuer}; expected: ${expected}`,
        shared,
        ...signalTexts(signals),
        `Certificate of ${holder}, SHA-256 ${sha256}`,
      ),
    };
  },
};
