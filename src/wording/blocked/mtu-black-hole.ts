/** Words of `blocked/mtu-black-hole`: full-size packets vanish, and with them large ClientHellos. RFC 2923, RFC 8201. */
import { portText, seenClients, serverName, serverText } from '../ends.ts';
import { counted, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { GUARDS } from './guards.ts';

export const mtuBlackHole: Wording<'blocked/mtu-black-hole'> = {
  rule: 'blocked/mtu-black-hole',
  source: 'RFC 2923, 2.1 (black hole detection); RFC 8201',
  manual: {
    summary: 'full-size packets vanish: a large ClientHello is lost where small packets get through',
    meaning:
      'The path takes smaller packets than its ends believe, as with a VPN, and nobody tells them. Small packets pass, a full-size one is lost each time. The ClientHello of current systems, with its post-quantum key share, takes two packets: so it shows in the TLS handshake.',
    evidence: [
      'conclusive: a router says "fragmentation needed" (ICMPv6 "packet too big"), and the client sends the packet twice more, in vain',
      'strong: a router says so, and the packet is sent once more or not at all',
      'strong: the full-size first segment of the ClientHello is resent and not acknowledged, while the shorter one behind it is (SACK)',
      'strong: a larger ClientHello is lost repeatedly, while those in one packet (up to 1400 bytes) of the same client get through to the same name',
      'moderate: the same, and the larger one is lost once',
      'at most moderate: a larger one of the same client to the same address got through',
      ...GUARDS,
      'silent: the client heeds the router and gets through',
    ],
    rivals: [
      'A filter drops the packet with the server name only, if no small ClientHello with that name passes: a large one with another name decides.',
      'A device drops a ClientHello in two packets because it cannot read it: a client that sends a small one decides.',
    ],
    ask: 'Which MTU does the path have, VPN included? Please let ICMP "fragmentation needed" and ICMPv6 "packet too big" pass, or limit the MSS of TCP to what fits (MSS clamping).',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { helloBytes, segmentBytes, resent, waitedSeconds, postQuantum, passedBytes, largePassed, router } =
      parameters;
    const server = serverText(subject);
    const tail = parameters.signals.includes('tail-acknowledged');
    const kind = postQuantum ? 'a ClientHello with a post-quantum key share' : 'a large ClientHello';
    const hello = `${kind} (${counted(helloBytes, 'byte')}, two packets or more)`;
    const small = passedBytes !== undefined && !largePassed && counted(passedBytes, 'byte');
    return {
      title:
        tail || router !== undefined
          ? `Full-size packets to ${server} vanish`
          : `Large ClientHellos to ${server} vanish`,
      explanation: paragraph(
        `The handshake on ${portText(scope)} completes, and then ${hello} does not get through: its first packet was sent again ${counted(resent, 'time')} within ${seconds(waitedSeconds)} and never acknowledged.`,
        tail && 'The server acknowledges the shorter packet behind it, so only the full-size one is lost.',
        router !== undefined && `${router} says by ICMP that the packet is too big, and the client does not heed it.`,
        small && `A ClientHello of ${small}, which fits one packet, gets through to the same name.`,
        'That is what a path does that takes smaller packets than its ends believe (an MTU black hole), often a VPN or tunnel.',
        sureness(confidence),
      ),
      rivals: those(
        router === undefined &&
          !small &&
          `A filter that drops the packet with the server name and lets the rest pass: a large ClientHello with another name to the same address decides${largePassed ? ', and one got through here' : ''}.`,
        router === undefined &&
          'A device that cannot read a ClientHello in two packets: whether one stands in the path, and its log, decide.',
        router !== undefined &&
          'The client heeded the message later than this capture shows: a longer capture decides.',
      ),
      remedy: paragraph(
        `Find what makes packets smaller between ${seenClients(scope)} and ${serverName(subject)} on ${portText(scope)}: let ICMP "fragmentation needed" (ICMPv6 "packet too big") pass to both ends, or limit the MSS of TCP on that device (MSS clamping).`,
        router === undefined && 'Check as well that devices in the path accept a ClientHello in two packets.',
      ),
      evidence: those(
        `First packet with ${counted(segmentBytes, 'byte')} of the ClientHello's ${helloBytes}, sent again ${counted(resent, 'time')}, never acknowledged`,
        tail && 'What follows it is acknowledged (SACK)',
        postQuantum && 'The ClientHello brings a post-quantum key share (ML-KEM)',
        router !== undefined && `"Too big" by ICMP from ${router}`,
        small && `A ClientHello of ${small} gets through`,
        largePassed && 'A large ClientHello got through to the same address',
      ),
    };
  },
};
