/** A push certificate's dates against the time of the capture, never against that of its reading. */
import { CLOCK_TOLERANCE } from '../../catalogue/push-identity.ts';
import type { Certificate } from '../../wire/x509.ts';
import type { CaptureFacts } from '../detector.ts';
import type { PushCertificate } from './parameters.ts';
import { type CertificateUse, certificateOf, clientsOf } from './push-rule.ts';

const DAY = 86_400e3;

export type Validity =
  | { readonly state: 'valid'; readonly days: number }
  | { readonly state: 'expired' | 'not-yet-valid'; readonly days: number };

/**
 * At its latest use in the capture. `days`: whole ones to its end, since its end, or to its beginning. `undefined`: it has no dates,
 * or nobody knows when the capture was taken.
 */
export function validityOf({ leaf, lastUsed }: CertificateUse, { startedAt }: CaptureFacts): Validity | undefined {
  const time = startedAt === undefined ? Number.NaN : Date.parse(startedAt) + lastUsed / 1e6;
  if (Number.isNaN(time) || leaf?.notBefore === undefined || leaf.notAfter === undefined) return undefined;
  if (leaf.notBefore > time + CLOCK_TOLERANCE)
    return { state: 'not-yet-valid', days: Math.floor((leaf.notBefore - time) / DAY) };
  if (leaf.notAfter < time) return { state: 'expired', days: Math.floor((time - leaf.notAfter) / DAY) };
  return { state: 'valid', days: Math.floor((leaf.notAfter - time) / DAY) };
}

/** A certificate of the right kind with the same topic and a later end, whoever presented it: this one was renewed. */
export function renewalOf(use: CertificateUse, uses: readonly CertificateUse[]): CertificateUse | undefined {
  return uses.find(
    ({ leaf, identity, fault }) =>
      fault === undefined && identity?.topic === use.identity?.topic && laterEnd(leaf, use.leaf),
  );
}

/** The certificate as a finding about its dates names it. */
export function datedCertificate(use: CertificateUse, uses: readonly CertificateUse[]): PushCertificate | undefined {
  const certificate = certificateOf(use);
  const renewed = renewalOf(use, uses)?.leaf?.serial;
  return certificate && { ...certificate, ...(renewed === undefined ? {} : { renewedAs: renewed }) };
}

/** Each of its clients presented the renewed one later: what is wrong with this one is past. */
export function isSuperseded(use: CertificateUse, uses: readonly CertificateUse[]): boolean {
  const renewed = renewalOf(use, uses);
  if (renewed === undefined) return false;
  const since = new Set(
    renewed.signs.flatMap(({ detail }) => (detail.shown.at.time > use.lastUsed ? detail.client : [])),
  );
  return [...clientsOf(use)].every((client) => since.has(client));
}

function laterEnd(one: Certificate | undefined, other: Certificate | undefined): boolean {
  return one?.notAfter !== undefined && other?.notAfter !== undefined && one.notAfter > other.notAfter;
}
