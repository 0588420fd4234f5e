/** Of one refusal one rule speaks: the certificate's dates, the client's clock, or else its trust. */

import type { CaptureFacts } from '../detector.ts';
import type { ServerChain } from '../server-chain.ts';
import type { Clocks } from '../survey/clocks.ts';
import { ALERT, type Departure } from './departure.ts';
import { type OutOfDate, outOfDate } from './validity.ts';

/** A client's departure, with what it had seen. */
export interface Refused {
  readonly client: string;
  readonly departure: Departure;
  readonly chain: ServerChain | undefined;
}

/** Alerts with which clients answer a date: OpenSSL and Java say bad_certificate to one in the future. */
const OF_DATES: ReadonlySet<number | undefined> = new Set([
  ALERT.badCertificate,
  ALERT.expired,
  ALERT.unknown,
  undefined,
]);
/** Days decide what is valid; ms. */
const DAY = 86_400_000;

export type RefusalCause =
  | { readonly rule: 'client-rejected' }
  | { readonly rule: 'certificate-expired'; readonly fault: OutOfDate }
  /** `ahead`: ms, where the client told its time. */
  | { readonly rule: 'clock'; readonly ahead: number | undefined };

export function causeOfRefusal(refused: Refused, clocks: Clocks, capture: CaptureFacts): RefusalCause {
  const { client, departure, chain } = refused;
  const { alertCode, at } = departure;
  const now = clocks.timeOf(capture, at.time);
  if (now === undefined || !OF_DATES.has(alertCode)) return { rule: 'client-rejected' };
  const fault = chain && faultOf(chain, now, alertCode);
  if (fault !== undefined) return { rule: 'certificate-expired', fault };
  const theirs = clocks.timeOfClient(client, at.time);
  const ahead = theirs === undefined ? undefined : theirs - now;
  if (chain !== undefined) {
    const seemsOff = theirs === undefined ? alertCode === ALERT.expired : outOfDate(chain, theirs) !== undefined;
    return seemsOff ? { rule: 'clock', ahead } : { rule: 'client-rejected' };
  }
  return ahead !== undefined && Math.abs(ahead) > DAY ? { rule: 'clock', ahead } : { rule: 'client-rejected' };
}

/** An authority that is sent along may have a successor at the client: it counts when the client says that it is the date. */
function faultOf(chain: ServerChain, now: number, alertCode: number | undefined): OutOfDate | undefined {
  const fault = outOfDate(chain, now);
  return fault?.certificate === chain.certificates[0] || alertCode === ALERT.expired ? fault : undefined;
}
