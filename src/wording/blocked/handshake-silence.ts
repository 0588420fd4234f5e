/** Words of `blocked/handshake-silence`: a connection that stands, and carries nothing. */
import { allowText, clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, seconds, sureness, those } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { GUARDS } from './guards.ts';
import { unacknowledged } from './in-vain.ts';
import { SIGNATURE_SOURCE, signatureFact } from './reset-sender.ts';

type Silent = Subject<'blocked/handshake-silence'>;

interface Story {
  readonly seen: string;
  readonly fact: string;
  readonly rival: string;
}

export const handshakeSilence: Wording<'blocked/handshake-silence'> = {
  rule: 'blocked/handshake-silence',
  source: SIGNATURE_SOURCE,
  manual: {
    summary: 'the TCP handshake completes, and no data gets through',
    meaning:
      'The port looks open and is of no use: what follows the handshake vanishes. Firewalls do that which let a connection begin and drop it once they have seen what it is.',
    evidence: [
      'strong: the first data of the client, other than a ClientHello, is resent twice or more, or in several flows, and never acknowledged',
      'strong: captured at the server: the client closes behind bytes that never arrived',
      'moderate: it is resent once, or not acknowledged for 3 s; or the client reached the host at another time',
      'moderate: on a port where the server speaks first (SMTP, MySQL) it says nothing for 10 s',
      'moderate: captured at the server: in several flows nothing comes from the clients for 3 s, and nobody gets through to that server',
      ...GUARDS,
      'silent: captured at the client, who says nothing, as a port check does, or a browser that opens connections in advance',
      'silent: data that looks like a ClientHello, which `blocked/client-hello-dropped` and `blocked/client-hello-silence` report',
    ],
    rivals: [
      'The server hangs after it has accepted: an attempt from another network, or its log, decides.',
      'A health check or a client that opens connections in advance: the log of that client decides.',
      'Only full-size packets vanish (an MTU black hole): a shorter request decides.',
    ],
    ask: 'Does a firewall let connections to this address and port begin and drop their data, for instance by application or protocol? Please allow what the documents name for this port, in both directions.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { signature, bytesMissing } = parameters;
    const { seen, fact, rival } = STORIES[parameters.missing](subject);
    return {
      title: `${portText(scope)} to ${serverText(subject)} connects, and no data get through`,
      explanation: paragraph(
        seen,
        'That is what a device on the path looks like that lets the handshake pass and drops what follows.',
        bytesMissing &&
          'When the client closed, bytes that it had sent before were missing: they were lost on the way.',
        sureness(confidence),
      ),
      rivals: [rival],
      remedy: `${allowText(subject)}, with the data and not the handshake alone: look for a rule by application or protocol that drops connections to ${serverName(subject)} once they stand.`,
      evidence: those(
        fact,
        bytesMissing && 'The client closed behind bytes that never arrived',
        signatureFact(signature),
      ),
    };
  },
};

const STORIES: Readonly<Record<Silent['parameters']['missing'], (subject: Silent) => Story>> = {
  acknowledgement: ({ parameters, scope }) => ({
    seen: `The TCP handshake of ${clientText(scope)} completes, then its first data${parameters.protocol === 'unknown' ? '' : ` (${parameters.protocol.toUpperCase()})`} are ${unacknowledged(parameters)}.`,
    fact: `First data ${unacknowledged(parameters)}`,
    rival: 'The server stopped answering after the handshake: an attempt from another network decides.',
  }),
  greeting: ({ parameters: { waitedSeconds }, scope }) => ({
    seen: `The TCP handshake of ${clientText(scope)} completes. On this port the server speaks first, and it says nothing for ${seconds(waitedSeconds)}.`,
    fact: `No greeting of the server in ${seconds(waitedSeconds)}`,
    rival:
      "The server hangs, or waits for something of its own (a look-up of the client's name): an attempt from another network, or its log, decides.",
  }),
  'client-data': ({ parameters: { waitedSeconds }, scope }) => ({
    seen: `The capture was taken at the server: the TCP handshake of ${clientText(scope)} completes, and then nothing arrives from the client for ${seconds(waitedSeconds)}.`,
    fact: `Nothing from the client in ${seconds(waitedSeconds)} after the handshake`,
    rival:
      'The client has nothing to say (a health check, connections opened in advance): a capture at the client decides.',
  }),
};
