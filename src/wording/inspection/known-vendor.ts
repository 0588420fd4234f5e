/** Words of `inspection/known-vendor`: the certificate names a product that re-signs TLS. */
import { appleHosts } from '../../catalogue/source.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const knownVendor: Wording<'inspection/known-vendor'> = {
  rule: 'inspection/known-vendor',
  source: appleHosts('').title,
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
