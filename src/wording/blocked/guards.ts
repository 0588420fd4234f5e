/** What holds back every rule on flows that broke off (`detect/blocked/blocked-rule.ts`), for their manuals. */
import type { Evidence } from '../words.ts';

const LIMITS = [
  'at most moderate: packets or a direction are missing (`capture/lossy`, `capture/dropped-by-kernel`, `capture/one-sided`); what is proved stays so',
  'at most moderate: the address does not tell which service was meant',
] as const satisfies readonly Evidence[];

const RACES = [
  'silent: the same client got through within about a second by another flow or address',
  'silent: push that gets through on 443 (`blocked/apns-fallback`)',
] as const satisfies readonly Evidence[];

/** What makes a warning of an error. */
export const WORKS = 'as warning: every client reached the host; no outage lasts' satisfies Evidence;

/** Of the other rules. */
export const GUARDS = [...LIMITS, WORKS, ...RACES] as const;

/** Of rules whose findings are warnings anyway, or of which a success beside them is the proof. */
export const BASIC_GUARDS = [...LIMITS, ...RACES] as const;
