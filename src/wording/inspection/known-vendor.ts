/** Words of `inspection/known-vendor`: the certificate names a product that re-signs TLS. */
import { appleHosts } from '../../catalogue/source.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const knownVendor: Wording<'inspection/known-vendor'> = {
  rule: 'inspection/known-vendor',
  source: appleHosts('').title,
  manual: {
    summary: 'the certificate names the maker of an inspection product as its issuer',
    meaning:
      "Not the server answered, but a proxy, firewall or agent that signs certificates of its own. Apple's services and Jamf Pro do not support that: devices refuse such certificates, and enrolment, push and app installation fail.",
    evidence: [
      "conclusive: an issuer or authority in the certificate chain bears a product's own name, at a public host of Apple or Jamf",
      'strong: it bears a word of a vendor that others may use too, and the issuer is none that signs for this public host',
      "moderate: it bears a product's own name, on a server of the customer's, where any issuer may be",
      'silent: the certificate cannot be seen (TLS 1.3), unless the flow resumes a session that was inspected before',
    ],
    rivals: [
      'The product signs here only to show a block page, and inspects nothing else: its policy log decides.',
      'An agent or debugging proxy on the device, not in the network: the same host from another device decides.',
    ],
    ask: 'Please exempt the documented hosts from TLS inspection, so that they pass without being decrypted. Installing the CA certificate of the product on the devices does not help.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { vendor, issuer, matched, subject: holder, sha256 } = parameters;
    const name = serverName(subject);
    return {
      title: `TLS inspection: ${vendor} answers in place of ${name}`,
      explanation: paragraph(
        `The certificate that ${clientText(scope)} got from ${serverText(subject)} on ${portText(scope)} was issued by "${issuer}": ${matched} belongs to ${vendor}.`,
        'So a middlebox, or an agent on the device, answered this handshake instead of the server.',
        sureness(confidence),
        'Whether other traffic is inspected too cannot be told from this flow: such products also re-sign a single site to show a block page.',
      ),
      rivals: [
        `${vendor} re-signs here only to show a block page: its policy log decides.`,
        `An agent or debugging proxy on the device itself, not the network: the same host from another device decides.`,
      ],
      remedy: `In the policy of ${vendor}, ${exemptText(subject)}, so that it passes without being decrypted. Installing the CA certificate of ${vendor} on the devices does not help: Apple's services and Jamf Pro do not support inspection.`,
      evidence: [`Issuer: ${issuer}`, `Matched: ${matched} (${vendor})`, `Certificate of ${holder}, SHA-256 ${sha256}`],
    };
  },
};
