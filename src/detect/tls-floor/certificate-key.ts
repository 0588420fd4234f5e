/** The key in the server's certificate is too short, or of a kind that is not asked for. */
import type { Certificate } from '../../wire/x509.ts';
import { serverChain } from '../server-chain.ts';
import { floorDetector } from './floor-rule.ts';

/** Bits, by kind of key (Apple 126655). */
const LEAST: Readonly<Record<string, number>> = { RSA: 2048, 'RSA-PSS': 2048, EC: 256 };

export const certificateKey = floorDetector('tls-floor/certificate-key', (flow) => {
  const chain = serverChain(flow);
  const leaf = chain?.certificates[0];
  const { keyType } = leaf ?? {};
  if (leaf === undefined || keyType === undefined || leaf.keyBits === 0) return undefined;
  // Of kinds that the article does not name nothing is said, but for the one that nobody accepts any more.
  const least = keyType === 'DSA' ? 0 : LEAST[keyType];
  if (least === undefined || (least > 0 && leaf.keyBits >= least)) return undefined;
  const parameters = { ...leafShown(leaf), keyType, keyBits: leaf.keyBits, least };
  return { discriminator: leaf.serial, at: chain!.at, confidence: 'strong', parameters };
});

/** What tells the certificate from others. */
export function leafShown({ subjectText, issuerText, sha256 }: Certificate) {
  return { subject: subjectText, issuer: issuerText, sha256 };
}
