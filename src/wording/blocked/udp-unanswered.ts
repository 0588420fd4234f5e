/** Words of `blocked/udp-unanswered`: the time that nobody tells, and QUIC where TCP works. RFC 5905, RFC 9000, RFC 9114 3.1. */
import { allowText, clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording, Words } from '../words.ts';
import { afterLast, during } from './in-vain.ts';

type Rule = 'blocked/udp-unanswered';

export const udpUnanswered: Wording<Rule> = {
  rule: 'blocked/udp-unanswered',
  source: 'RFC 5905; RFC 9000',
  manual: {
    summary: 'questions for the time (NTP, UDP 123) are never answered; or QUIC (UDP 443) is not, and TCP works',
    meaning:
      'Without the time a device refuses valid certificates, which breaks enrolment and everything after it. QUIC is different: clients take TCP in its place, and all that is lost is the time that they wait.',
    evidence: [
      'strong: a client asks for the time three times or more, for 3 s at least, and nobody answers, while it hears others',
      'moderate: the same, and it hears nobody',
      'at most moderate: packets are missing from the capture, or the address does not tell which service was meant',
      'as info: QUIC is sent for a second or more in vain, or refused by ICMP, and the same client reaches the same host over TCP',
      'silent: the same client got an answer from this host at any time',
      'silent: only one direction was captured',
      'silent: syslog over UDP is never answered; `blocked/icmp-unreachable` tells what ICMP says of it',
    ],
    rivals: ['The time server is down or limits how often it answers: the same question from another network decides.'],
    ask: 'Please allow UDP 123 to the named time server, answers included. For QUIC: is UDP 443 dropped on purpose? Then please reject it by ICMP, so that clients need not wait.',
  },
  words: (subject) => (subject.parameters.protocol === 'ntp' ? timeWords(subject) : quicWords(subject)),
};

function timeWords(subject: Subject<Rule>): Words {
  const { parameters } = subject;
  const { requests, hearsOthers } = parameters;
  const server = serverText(subject);
  return {
    title: `${server} does not tell the time`,
    explanation: paragraph(
      `${clientText(subject.scope)} asked for the time on ${portText(subject.scope)} ${counted(requests, 'time')}${during(parameters)} and got no answer${afterLast(parameters)}.`,
      hearsOthers && 'Others answer the same client, so its own network works.',
      'A device with a wrong clock takes valid certificates for expired or not yet valid.',
      sureness(subject.confidence),
    ),
    rivals: [
      'The time server is down, or limits how often it answers: the same question from another network decides.',
      'Devices here take the time from another server: their settings decide.',
    ],
    remedy: `${allowText(subject)}, answers included.`,
    evidence: those(
      `${counted(requests, 'question')} for the time${during(parameters)}, no answer${afterLast(parameters)}`,
      hearsOthers && 'Others answer the same client',
    ),
  };
}

function quicWords(subject: Subject<Rule>): Words {
  const { requests, triedSeconds, refused } = subject.parameters;
  const server = serverText(subject);
  const port = portText(subject.scope);
  return {
    title: `QUIC to ${server} is ${refused ? 'refused' : 'not answered'}; TCP works`,
    explanation: paragraph(
      `${clientText(subject.scope)} sent ${counted(requests, 'packet')} of QUIC on ${port} within ${seconds(triedSeconds)} ${refused ? 'and got an ICMP error' : 'without an answer'}, and reaches the same host over TCP.`,
      'Clients take TCP in its place, so nothing is lost but the time that they wait.',
      sureness(subject.confidence),
    ),
    rivals: ['The server offers QUIC and does not speak it: an attempt from another network decides.'],
    remedy: `Nothing needs to be done. If QUIC is wanted: ${allowText(subject).replace(/^A/, 'a')}. If not: reject it by ICMP rather than drop it, so that clients turn to TCP at once.`,
    evidence: [
      `${counted(requests, 'packet')} of QUIC in ${seconds(triedSeconds)}, ${refused ? 'answered by ICMP' : 'no answer'}`,
      `${serverName(subject)} is reached over TCP`,
    ],
  };
}
