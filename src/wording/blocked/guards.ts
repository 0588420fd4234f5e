/** What holds back every rule on flows that broke off (`detect/blocked/blocked-rule.ts`), for their manuals. */
import type { Evidence } from '../words.ts';

export const GUARDS = [
  'at most moderate: packets or a direction are missing from the capture (`capture/lossy`, `capture/dropped-by-kernel`, `capture/one-sided`); what is conclusive stays so',
  'at most moderate: the address does not tell which service was meant',
  'silent: the same client got through within about a second by another flow or address, as programs do that try two ways at once',
  'silent: push that gets through on 443 (`blocked/apns-fallback`)',
] as const satisfies readonly Evidence[];
