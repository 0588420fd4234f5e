/** Words of `inspection/downgrade`: the ClientHello was altered on its way. RFC 8446 4.1.3. */
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { has, signalTexts } from './signals.ts';

export const downgrade: Wording<'inspection/downgrade'> = {
  rule: 'inspection/downgrade',
  source: 'RFC 8446: The Transport Layer Security Protocol Version 1.3, 4.1.3',
  manual: {
    summary: 'the server saw an older ClientHello than the client sent',
    meaning:
      'A server that knows TLS 1.3 and is not offered it marks its answer. Here the client did offer it: somebody on the way changed the ClientHello, and the client has to break off with the alert illegal_parameter.',
    evidence: [
      'strong: the client offered TLS 1.3, got less, and the random of the server ends with the mark (44 4F 57 4E 47 52 44 and 00 or 01)',
      'moderate: the client aborts with illegal_parameter (47); the same host speaks TLS 1.3 elsewhere in the capture; never alone',
      'silent: a lower version without the mark, which servers may choose (it supports `inspection/unexpected-issuer`); a client that did not offer TLS 1.3',
    ],
    rivals: [
      'A server that copies the answer of another one, such as a faulty load balancer in front of it: a capture on the server side decides.',
    ],
    ask: 'Which firewall, proxy or optimiser between the client and this host changes TLS handshakes (a "TLS 1.3 downgrade", "maximum TLS version" or "protocol normalisation" setting)? Please pass this host through unchanged.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { offered, tlsVersion, signals } = parameters;
    const name = serverName(subject);
    return {
      title: `Somebody on the way to ${name} hides that the client knows TLS ${offered}`,
      explanation: paragraph(
        `${clientText(scope)} offered TLS ${offered} to ${serverText(subject)} on ${portText(scope)}; the answer is TLS ${tlsVersion}, and the server marks it: it knows a later version and was not offered one.`,
        'So the ClientHello that reached the server is not the one that was sent.',
        has(signals, 'aborted') && 'The client breaks off, as it must.',
        sureness(confidence),
      ),
      rivals: [
        'A fault of the server, such as a load balancer that copies the mark from another connection: a capture on the server side decides.',
      ],
      remedy: `Find the firewall, proxy or optimiser that changes TLS handshakes, and ${exemptText(subject)}, so that the ClientHello arrives unchanged.`,
      evidence: those(`Offered: TLS ${offered}; answered: TLS ${tlsVersion}`, ...signalTexts(signals)),
    };
  },
};
