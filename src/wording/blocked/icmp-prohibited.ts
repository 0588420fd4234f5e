/** Words of `blocked/icmp-prohibited`: a device says by ICMP that it forbids the flow. RFC 792, RFC 1812 5.2.7.1, RFC 4443 3.1. */
import { icmpName } from '../../wire/icmp-codes.ts';
import { allowText, portText, serverText } from '../ends.ts';
import { paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';

export const icmpProhibited: Wording<'blocked/icmp-prohibited'> = {
  rule: 'blocked/icmp-prohibited',
  source: 'RFC 1812, 5.2.7.1; RFC 4443, 3.1',
  manual: {
    summary: 'a router or host says by ICMP that the packet is prohibited',
    meaning:
      "A device in the path, or the server's own firewall, refuses the packet and says so. The finding names the address that said it: that is where the rule is.",
    evidence: [
      "conclusive: an ICMP error quotes the client's packet with type 3 code 9, 10 or 13, or ICMPv6 type 1 code 1, 5 or 6",
      ...GUARDS,
      'silent: QUIC (UDP 443) is forbidden: clients then take TCP',
    ],
    rivals: [
      'The rule is meant for this client or its network, not for the destination: the same attempt from another network decides.',
      "If the error comes from the server's own address, a firewall in front of it may speak in its name: a capture behind that firewall decides.",
      'ICMPv6 code 6 may be a route that was withdrawn: the routing table decides.',
    ],
    ask: 'On the device that the finding names: which rule or route rejects this destination and port? Please allow it.',
  },
  words(subject) {
    const { router, version, type, code, fromServer } = subject.parameters;
    const server = serverText(subject);
    const port = portText(subject.scope);
    const message = `${version === 4 ? 'ICMP' : 'ICMPv6'} type ${type} code ${code} (${icmpName(version, type, code)})`;
    return {
      title: fromServer
        ? `The host ${router} forbids ${port} by its own firewall`
        : `${router} forbids ${port} to ${server}`,
      explanation: paragraph(
        `${router} answered with ${message} and quoted the packet that it refused: it says itself that it blocks.`,
        fromServer
          ? 'The address is the server itself: a host firewall there, or a device that answers in its name.'
          : 'It is a router or firewall on the way, not the server.',
        sureness(subject.confidence),
      ),
      rivals: those(
        version === 6 && code === 6 && 'A route that was withdrawn rather than a rule: the routing table decides.',
        fromServer && 'A firewall in front of the server that answers with its address: a capture behind it decides.',
        'The rule concerns this client or network, not the destination: the same attempt from another network decides.',
      ),
      remedy: `On ${router}: ${lowerFirst(allowText(subject))}.`,
      evidence: [`${message} from ${router}, quoting the packet to ${server}`],
    };
  },
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
