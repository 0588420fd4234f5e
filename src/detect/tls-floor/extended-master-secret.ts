/** Under TLS 1.2 the server does not bind the session to its handshake (RFC 7627), although the client asks for it. */
import { cipherSuiteName } from '../../wire/tls-cipher-suites.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import { floorDetector } from './floor-rule.ts';
import { negotiated } from './negotiated.ts';

export const extendedMasterSecret = floorDetector('tls-floor/extended-master-secret', (flow) => {
  const talk = negotiated(flow);
  if (talk === undefined || talk.server.version !== TLS_VERSION.tls12) return undefined;
  if (!talk.client.extendedMasterSecret || talk.server.extendedMasterSecret) return undefined;
  const parameters = { suite: cipherSuiteName(talk.server.cipherSuite) };
  return { discriminator: '', at: talk.at, confidence: 'strong', parameters };
});
