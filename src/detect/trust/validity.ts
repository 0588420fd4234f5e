/** Certificates held against a time: by their dates alone, as every client does (RFC 5280 4.1.2.5). */
import { timestampText } from '../../bytes/timestamp.ts';
import type { Certificate } from '../../wire/x509.ts';
import type { ServerChain } from '../server-chain.ts';
import { CLOCK_SKEW } from '../survey/clocks.ts';

export type Standing = 'valid' | 'expired' | 'not-yet-valid';

/** `now`: ms since 1970. What is off by no more than clocks may be counts as valid, and so does a date that cannot be read. */
export function standingOf({ notBefore, notAfter }: Certificate, now: number): Standing {
  if (notAfter !== undefined && now > notAfter + CLOCK_SKEW) return 'expired';
  return notBefore !== undefined && now < notBefore - CLOCK_SKEW ? 'not-yet-valid' : 'valid';
}

export interface OutOfDate {
  readonly certificate: Certificate;
  readonly standing: Exclude<Standing, 'valid'>;
}

/** The first certificate of the chain that is not valid. A root that is sent along counts for nothing: clients have their own. */
export function outOfDate({ certificates }: ServerChain, now: number): OutOfDate | undefined {
  for (const certificate of certificates) {
    const standing = standingOf(certificate, now);
    const isRoot = certificate !== certificates[0] && isSelfSigned(certificate);
    if (standing !== 'valid' && !isRoot) return { certificate, standing };
  }
  return undefined;
}

/** By its names: no signature is checked. */
export function isSelfSigned({ subjectText, issuerText }: Certificate): boolean {
  return subjectText === issuerText;
}

/** A certificate's date as RFC 3339; empty when it is none. */
export function dateText(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : timestampText(BigInt(milliseconds) * 1_000_000n, 0);
}

/** What a finding shows of a certificate. */
export function shown({ subjectText, issuerText, notBefore, notAfter, sha256 }: Certificate) {
  return {
    subject: subjectText,
    issuer: issuerText,
    notBefore: dateText(notBefore),
    notAfter: dateText(notAfter),
    sha256,
  };
}
