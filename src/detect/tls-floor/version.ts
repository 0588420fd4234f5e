/** The server chose a version of TLS before 1.2, although the client offered a later one. */
import { TLS_VERSION, tlsVersionName } from '../../wire/tls-names.ts';
import { floorDetector } from './floor-rule.ts';
import { negotiated } from './negotiated.ts';

export const version = floorDetector('tls-floor/version', (flow) => {
  const talk = negotiated(flow);
  if (talk === undefined || talk.server.version >= TLS_VERSION.tls12) return undefined;
  // A client that knows nothing later leaves the server no choice.
  if (talk.client.highestVersion < TLS_VERSION.tls12) return undefined;
  const chosen = tlsVersionName(talk.server.version);
  const parameters = { version: chosen, offered: tlsVersionName(talk.client.highestVersion) };
  return { discriminator: chosen, at: talk.at, confidence: 'strong', parameters };
});
