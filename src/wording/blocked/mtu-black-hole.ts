/** Words of `blocked/mtu-black-hole`: full-size packets vanish, and with them large ClientHellos or answers. RFC 2923, RFC 8201. */
import type { Words } from '../../detect/words.ts';
import { calledBy, portText, seenClients, serverName, serverText } from '../ends.ts';
import { counted, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { BASIC_GUARDS } from './guards.ts';
import { unacknowledged } from './in-vain.ts';

const BLACK_HOLE =
  'That is what a path does that takes smaller packets than its ends believe (an MTU black hole), often a VPN or tunnel.';

export const mtuBlackHole: Wording<'blocked/mtu-black-hole'> = {
  rule: 'blocked/mtu-black-hole',
  source: 'RFC 2923, 2.1 (black hole detection); RFC 8201',
  manual: {
    summary:
      'full-size packets vanish, there or back: a large ClientHello or answer is lost where small packets get through',
    meaning:
      'The path takes smaller packets than its ends believe, as with a VPN, and nobody tells them. Only full-size ones are lost: there, the first of a ClientHello with a post-quantum key share, or of an upload; back, the beginning of the answer.',
    evidence: [
      'conclusive: a router says "fragmentation needed" (ICMPv6 "packet too big"), and the sender sends the packet twice more, in vain',
      'strong: a router says so, and the packet is sent once more at most',
      'strong: the full-size first packet does not arrive, while the shorter one behind it is acknowledged (SACK)',
      'strong: behind a start in small packets the first full-size one is resent for 3 s in vain, in several flows, and while the client opens another (one of both: moderate)',
      'strong: a larger ClientHello is lost repeatedly, while smaller ones (up to 1400 bytes) reach the same name',
      'moderate: that is lost once; or only the end of hello or answer came (several flows: strong)',
      'at most moderate: a larger ClientHello got through, or the client hears the server in another flow',
      ...BASIC_GUARDS,
      'silent: the sender turns to smaller packets and gets through',
    ],
    rivals: [
      'A filter drops the packet with the server name, or the certificate: a large ClientHello with another name, or a client with a smaller MTU, decides.',
      'A device cannot read a ClientHello in two packets: a client with a small one decides.',
    ],
    ask: 'Which MTU does the path have in each direction, VPN included? Please let ICMP "fragmentation needed" and ICMPv6 "packet too big" pass, or limit the MSS of TCP (MSS clamping).',
  },
  words(subject) {
    const { lost } = subject.parameters;
    if (lost === 'upload' || lost === 'download') return ofLaterData(subject);
    return lost === 'answer' ? ofAnswer(subject) : ofHello(subject);
  },
};

function ofHello(subject: Subject<'blocked/mtu-black-hole'>): Words {
  const { parameters, scope, confidence } = subject;
  const { helloBytes, segmentBytes, postQuantum, passedBytes, largePassed, router, tailOnly } = parameters;
  const server = serverText(subject);
  const tail = parameters.signals.includes('tail-acknowledged');
  const kind = postQuantum ? 'a ClientHello with a post-quantum key share' : 'a large ClientHello';
  // Without its beginning nobody can read it.
  const hello = `${tailOnly ? 'what the client says first' : kind} (${counted(helloBytes, 'byte')}, two packets or more)`;
  const small = passedBytes !== undefined && !largePassed && counted(passedBytes, 'byte');
  return {
    title:
      tail || tailOnly || router !== undefined
        ? `Full-size packets to ${server} vanish`
        : `Large ClientHellos to ${server} vanish`,
    explanation: paragraph(
      `The handshake on ${portText(scope)} completes, and then ${hello} does not get through: its first packet ${fate(parameters)}.`,
      tail && 'The server acknowledges the shorter packet behind it, so only the full-size one is lost.',
      router !== undefined && `${router} says by ICMP that the packet is too big, and the client does not heed it.`,
      small && `A ClientHello of ${small}, which fits one packet, gets through to the same ${calledBy(scope)}.`,
      BLACK_HOLE,
      sureness(confidence),
    ),
    rivals: those(
      router === undefined &&
        !small &&
        `A filter that drops the packet with the server name and lets the rest pass: a large ClientHello with another name to the same address decides${largePassed ? ', and one got through here' : ''}.`,
      router === undefined &&
        'A device that cannot read a ClientHello in two packets: whether one stands in the path, and its log, decide.',
      router !== undefined && 'The client heeded the message later than this capture shows: a longer capture decides.',
    ),
    remedy: paragraph(
      `Find what makes packets smaller between ${seenClients(scope)} and ${serverName(subject)} on ${portText(scope)}: let ICMP "fragmentation needed" (ICMPv6 "packet too big") pass to both ends, or limit the MSS of TCP on that device (MSS clamping).`,
      router === undefined && 'Check as well that devices in the path accept a ClientHello in two packets.',
    ),
    evidence: those(
      `First packet with ${counted(segmentBytes, 'byte')} of ${tailOnly ? 'the first' : "the ClientHello's"} ${helloBytes}, which ${fate(parameters)}`,
      tail && 'What follows it is acknowledged (SACK)',
      postQuantum && 'The ClientHello brings a post-quantum key share (ML-KEM)',
      router !== undefined && `"Too big" by ICMP from ${router}`,
      small && `A ClientHello of ${small} gets through`,
      largePassed && 'A large ClientHello got through to the same address',
    ),
  };
}

function ofAnswer(subject: Subject<'blocked/mtu-black-hole'>): Words {
  const { parameters, scope, confidence } = subject;
  const { segmentBytes, router, tailOnly } = parameters;
  const server = serverText(subject);
  const tail = parameters.signals.includes('tail-acknowledged');
  const bytes = counted(segmentBytes, 'byte');
  return {
    title: `Full-size packets from ${server} vanish`,
    explanation: paragraph(
      `The handshake on ${portText(scope)} completes, the server gets what the client says first, and answers. The beginning of the answer (${bytes}) does not get through: ${tailOnly ? 'it' : 'its first packet'} ${fate(parameters)}.`,
      tail &&
        'The client acknowledges the shorter packet behind it and says that it lacks what was in front (SACK), so the network loses the full-size one.',
      router !== undefined && `${router} says by ICMP that the packet is too big, and the server does not heed it.`,
      BLACK_HOLE,
      'It concerns the way back, and need not concern the way there.',
      sureness(confidence),
    ),
    rivals: those(
      router === undefined &&
        'A filter that drops the packet with the certificate of the server and lets the rest pass: a client with a smaller MTU (1280 bytes) decides, as the same certificate then comes in smaller packets.',
      router === undefined &&
        !parameters.signals.includes('repeated') &&
        'The way back failed for these seconds altogether: a second attempt decides.',
      router !== undefined && 'The server heeded the message later than this capture shows: a longer capture decides.',
    ),
    remedy: `Find what makes packets smaller on the way back, from ${serverName(subject)} on ${portText(scope)} to ${seenClients(scope)}: let ICMP "fragmentation needed" (ICMPv6 "packet too big") pass to the server, or limit the MSS of TCP on that device (MSS clamping).`,
    evidence: those(
      `${tailOnly ? `First ${bytes} of the answer` : `First packet of the answer, ${bytes}`}, which ${fate(parameters)}`,
      tail && 'What follows is acknowledged by the client (SACK)',
      router !== undefined && `"Too big" by ICMP from ${router}`,
    ),
  };
}

/** What is said first fits small packets, and arrives. */
function ofLaterData(subject: Subject<'blocked/mtu-black-hole'>): Words {
  const { parameters, scope, confidence } = subject;
  const { segmentBytes, router, lost, signals } = parameters;
  const upload = lost === 'upload';
  const sender = upload ? 'the client' : 'the server';
  const bytes = counted(segmentBytes, 'byte');
  const passes = signals.includes('small-passes');
  const [from, to] = upload ? [seenClients(scope), serverName(subject)] : [serverName(subject), seenClients(scope)];
  return {
    title: `Full-size packets ${upload ? 'to' : 'from'} ${serverText(subject)} vanish behind a start that works`,
    explanation: paragraph(
      `The connection on ${portText(scope)} begins well: the smaller packets of ${sender} arrive. The first full-size one of what follows (${bytes}) does not: it ${fate(parameters)}.`,
      passes && 'Meanwhile the same client opened another connection to the server, so the way itself is open.',
      router !== undefined && `${router} says by ICMP that the packet is too big, and ${sender} does not heed it.`,
      BLACK_HOLE,
      sureness(confidence),
    ),
    rivals: those(
      router === undefined &&
        'A device that reads the data and drops what it does not like, as a filter of uploads: its log, and a client with a smaller MTU (1280 bytes), decide.',
      router === undefined &&
        !passes &&
        'The way failed for these seconds altogether: whether small packets passed meanwhile decides.',
      router !== undefined && 'The message was heeded later than this capture shows: a longer capture decides.',
    ),
    remedy: `Find what makes packets smaller on the way from ${from} to ${to} on ${portText(scope)}: let ICMP "fragmentation needed" (ICMPv6 "packet too big") pass to ${sender}, or limit the MSS of TCP on that device (MSS clamping).`,
    evidence: those(
      `First full-size packet of ${sender}, ${bytes}, which ${fate(parameters)}`,
      passes && 'Another connection of the client is accepted meanwhile',
      router !== undefined && `"Too big" by ICMP from ${router}`,
    ),
  };
}

/** What became of the packet: seen in front of the place of the loss, its copies are there; behind it, nothing is. */
function fate(parameters: Subject<'blocked/mtu-black-hole'>['parameters']): string {
  const { tailOnly, triedSeconds, waitedSeconds } = parameters;
  if (!tailOnly) return `was ${unacknowledged(parameters)}`;
  return `never arrived within ${seconds(triedSeconds + waitedSeconds)}, while what follows did`;
}
