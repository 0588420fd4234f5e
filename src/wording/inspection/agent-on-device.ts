/** Words of `inspection/agent-on-device`: a security agent on the recording Mac has the flows of Apple or Jamf. */
import { appleHosts } from '../../catalogue/source.ts';
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

const UNREAD =
  'A per-app VPN or tunnel that passes the traffic on without decrypting it: the policy of the agent for these hosts decides, or the certificate that a program on the device is shown for them.';
const NAMESAKE =
  'Another program of the same name, as names are all that the capture tells: its signature on the device decides.';

export const agentOnDevice: Wording<'inspection/agent-on-device'> = {
  rule: 'inspection/agent-on-device',
  source: appleHosts('').title,
  manual: {
    summary: "a security agent on the device has the flows that Apple's and Jamf's own processes should open",
    meaning:
      "In captures of macOS each packet names its process. Here a known agent carries the traffic, so it is a proxy on the device itself, and nothing in the network is to blame. Apple's services and Jamf Pro do not support TLS inspection by such agents either.",
    evidence: [
      "strong: the socket of a flow to a host of Apple or Jamf Pro is a known agent's, though it may act for another process",
      "at most moderate: only Apple's block 17.0.0.0/8, or a name that others share, tells which service was meant",
      'silent: validation of certificates, for which the agent has reasons of its own; services whose owner does not exclude inspection',
      'silent: another process has the socket and acts for the agent; captures that name no processes',
    ],
    rivals: [UNREAD, NAMESAKE],
    ask: 'To whoever runs the agent: does it decrypt these hosts, or carry them at all? Please let them bypass it.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { agent, process, pids, actsFor } = parameters;
    return {
      title: `${agent} on the device carries the traffic to ${serverName(subject)}`,
      explanation: paragraph(
        `On ${clientText(scope)} the flows to ${serverText(subject)} on ${portText(scope)} belong to the process ${process}, which is ${agent}.`,
        actsFor.length > 0
          ? `It acts for ${listed(actsFor)}, which should have them itself.`
          : "They should belong to Apple's or Jamf's own processes, such as apsd and mdmclient.",
        'So the agent stands between them and the server: a proxy on the device, not in the network.',
        'What it does with the traffic happens inside the device: the certificate in this capture is the one that the agent got, not the one that it shows.',
        sureness(confidence),
      ),
      rivals: [UNREAD, NAMESAKE],
      remedy: `In the policy of ${agent}, let these hosts bypass the agent, or at least ${exemptText(subject)}.`,
      evidence: those(
        `Process of the flows: ${pids.length > 0 ? `${process} ${listed(pids)}` : process}`,
        actsFor.length > 0 && `On behalf of: ${listed(actsFor)}`,
      ),
    };
  },
};
