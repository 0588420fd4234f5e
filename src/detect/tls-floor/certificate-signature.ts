/** The server's certificate is signed over a hash from before SHA-256. */
import { serverChain } from '../server-chain.ts';
import { leafShown } from './certificate-key.ts';
import { floorDetector } from './floor-rule.ts';

/** SHA-224 is of the family, and shorter than what is asked for. */
const TOO_WEAK: ReadonlySet<string | undefined> = new Set(['md2', 'md5', 'sha1', 'sha224']);

export const certificateSignature = floorDetector('tls-floor/certificate-signature', (flow) => {
  const chain = serverChain(flow);
  const leaf = chain?.certificates[0];
  if (leaf === undefined || !TOO_WEAK.has(leaf.signatureHash)) return undefined;
  const parameters = { ...leafShown(leaf), algorithm: leaf.signatureAlgorithm };
  return { discriminator: leaf.serial, at: chain!.at, confidence: 'strong', parameters };
});
