/** What holds back every rule on flows that broke off (`detect/blocked/blocked-rule.ts`), for their manuals. */
import type { Evidence } from '../words.ts';

export const GUARDS = [
  "at most moderate: packets were lost in the recording, or which service was meant is a guess (other names share the address, or only Apple's block 17.0.0.0/8 tells)",
  'silent: within about a second the same client reached the host by another flow, or by its other address: programs try two ways at once and drop the slower',
  'silent: push fails on 5223 and gets through on 443, which `blocked/apns-fallback` reports',
] as const satisfies readonly Evidence[];
