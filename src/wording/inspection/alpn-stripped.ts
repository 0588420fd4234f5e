/** Words of `inspection/alpn-stripped`: the server chooses no application protocol. RFC 7301. */
import { clientText, exemptText, portText, serverName, serverText } from '../ends.ts';
import { listed, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { has, signalTexts } from './signals.ts';

export const alpnStripped: Wording<'inspection/alpn-stripped'> = {
  rule: 'inspection/alpn-stripped',
  source: 'RFC 7301: Transport Layer Security Application-Layer Protocol Negotiation Extension',
  manual: {
    summary: 'a push host does not choose the application protocol that it is known for',
    meaning:
      'The provider API speaks HTTP/2 alone, and devices speak the push protocol: both are agreed on in the TLS handshake. A proxy that does not know the protocol leaves the answer out, and push fails although TLS works.',
    evidence: [
      "strong: a documented protocol was offered and none chosen, and the certificate is not the host's",
      'moderate: the same with a certificate that is genuine or cannot be read',
      'moderate: a host that chooses a protocol elsewhere in the capture chooses none, behind a certificate that is not its own',
      'silent: TLS 1.3, which seals the answer; a resumed session; a client that offers nothing; hosts of which nothing is known',
    ],
    rivals: ['A server of the owner without this protocol: the same host from another network decides.'],
    ask: 'Does a proxy or load balancer end TLS for this host? Please pass it through without decryption.',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { offered, signals } = parameters;
    const name = serverName(subject);
    const foreign = has(signals, 'foreign-issuer');
    return {
      title: `${name} answers without an application protocol`,
      explanation: paragraph(
        `${clientText(scope)} offered ${listed(offered)} to ${serverText(subject)} on ${portText(scope)}, and the answer chooses none: what answered does not know the protocol that this host speaks.`,
        foreign && 'The certificate is not of this host either: somebody in the path answered in its place.',
        'Push does not work this way, even where TLS does.',
        sureness(confidence),
      ),
      rivals: those(
        !foreign && `A server of the owner without this protocol: ${name} from another network decides.`,
        foreign && 'A debugging proxy run on purpose: whoever runs the client knows.',
      ),
      remedy: `Find the proxy or load balancer that ends TLS for ${name}, and ${exemptText(subject)}.`,
      evidence: those(`Offered: ${listed(offered, 16)}; chosen: none`, ...signalTexts(signals)),
    };
  },
};
