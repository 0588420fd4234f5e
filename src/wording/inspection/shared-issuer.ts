/** Words of `inspection/shared-issuer`: one unknown authority signs for unrelated hosts. */
import { appleHosts } from '../../catalogue/source.ts';
import { clientText, portText, seenClients, serverAddresses } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const sharedIssuer: Wording<'inspection/shared-issuer'> = {
  rule: 'inspection/shared-issuer',
  source: appleHosts('').title,
  manual: {
    summary: 'one unknown authority signs for public hosts of different owners',
    meaning:
      'Companies that have nothing to do with each other do not share a private authority: one device in the path, or an agent on the client, answers for all of them. Where a host of Apple or Jamf is among them, its clients refuse it or are read along; where none is, inspection leaves them alone, as it should.',
    evidence: [
      'conclusive: certificates of one issuer for hosts of two owners or more; the issuer is no public authority, no known product, and not the owner of the hosts',
      'at most strong: no documented host is among them',
      'as info: no documented host is among them',
      'silent: the issuer is a known product (`inspection/known-vendor`), all hosts have one owner, or they are on private addresses',
      'silent: certificates of undocumented hosts that carry timestamps of the public logs, as every public authority gets them, or that are signed by themselves',
      'silent: TLS 1.3, where the certificate cannot be seen',
    ],
    rivals: [
      'A debugging proxy run on purpose, or an agent on the device itself: the same hosts from another device decide.',
      'A public authority that jamscope does not know, of another time or country: whether a browser of that time trusts it decides.',
    ],
    ask: 'Which proxy, firewall or agent signs as the issuer that the finding names? Please exempt the documented hosts of Apple and Jamf from TLS inspection there.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { issuer, hosts, documented, owners } = parameters;
    const servers = scope.servers.length > 0 ? `, from ${serverAddresses(scope)}` : '';
    return {
      title: `One unknown authority signs for ${listed(hosts, 2)}`,
      explanation: paragraph(
        `"${issuer}" issued the certificates that ${clientText(scope)} got for ${listed(hosts)} on ${portText(scope)}${servers}: hosts of ${owners} different owners, who do not share an authority.`,
        'So one device in the path, or an agent on the client, answers for all of them.',
        documented.length === 0
          ? 'No host of Apple or Jamf that was seen is among them: for these the inspection does no harm.'
          : `${listed(documented)} must not be inspected.`,
        sureness(confidence),
      ),
      rivals: those(
        'A debugging proxy run on purpose, or an agent on the device itself: the same hosts from another device decide.',
        documented.length === 0 &&
          'A public authority that jamscope does not know, of another time or country: whether a browser of that time trusts it decides.',
      ),
      remedy:
        documented.length === 0
          ? `None is needed for the hosts seen here. Check that what signs as "${issuer}" exempts all hosts that Apple and Jamf document.`
          : `Find the proxy, firewall or agent that signs as "${issuer}", and exempt all hosts that Apple and Jamf document from TLS inspection for ${seenClients(scope)}; seen here: ${listed(documented)} on ${portText(scope)}.`,
      evidence: those(
        `Issuer: ${issuer}`,
        `Hosts: ${listed(hosts, 16)}`,
        documented.length > 0 && `Documented: ${listed(documented, 16)}`,
      ),
    };
  },
};
