/** The server chose a cipher suite of TLS 1.2 without an ephemeral key exchange, or one that does not authenticate by itself. */
import { cipherSuiteName } from '../../wire/tls-cipher-suites.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import { floorDetector } from './floor-rule.ts';
import { negotiated } from './negotiated.ts';
import type { SuiteLack } from './parameters.ts';

const EPHEMERAL = /^TLS_(EC)?DHE_/;
const AUTHENTICATED = /GCM|CHACHA20|CCM/;
/** Broken whatever the key exchange: RFC 7465, RFC 9325 4.1. */
const BROKEN = /NULL|EXPORT|RC4|RC2|DES|IDEA|_anon_/i;
/** What surely keeps to the floor. */
const SOUND = /^TLS_ECDHE_(RSA|ECDSA)_WITH_AES_\d+_GCM/;

export const cipherSuite = floorDetector('tls-floor/cipher-suite', (flow) => {
  const talk = negotiated(flow);
  if (talk === undefined || talk.server.version !== TLS_VERSION.tls12) return undefined;
  const suite = cipherSuiteName(talk.server.cipherSuite);
  const lacks = lackOf(suite);
  // A client that offers nothing better leaves the server no choice.
  if (lacks === undefined || !talk.client.cipherSuites.some((code) => SOUND.test(cipherSuiteName(code))))
    return undefined;
  // Whether CBC will do is not settled in public.
  const confidence = lacks === 'forward-secrecy' ? 'strong' : 'moderate';
  return { discriminator: suite, at: talk.at, confidence, parameters: { suite, lacks } };
});

/** `undefined` also of a code that has no name. */
export function lackOf(suite: string): SuiteLack | undefined {
  if (!suite.startsWith('TLS_')) return undefined;
  if (!EPHEMERAL.test(suite) || BROKEN.test(suite)) return 'forward-secrecy';
  return AUTHENTICATED.test(suite) ? undefined : 'authenticated-encryption';
}
