/** What speaks for a refused handshake, and for a reason that lies in the path: each thing with the strength that it has alone. */
import type { Confidence } from '../detector.ts';
import { atMost, type Signal, weigh } from '../evidence.ts';
import type { KnownAnswers } from '../survey/server-answers.ts';
import type { RefusalSignal } from './parameters.ts';
import type { Refused } from './refused.ts';

/** So often, and never with success, a client refuses for a reason. */
const REPEATED = 3;
/** Alerts that name the certificate. 45, expired, may be the client's clock; 40 and 80 may be anything. */
const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 46, 48, 49, 113]);
const CERTIFICATE_EXPIRED = 45;
/** Bytes by which the flights of one host differ from day to day: signatures, tickets, extensions. */
const USUAL_DIFFERENCE = 256;
/** ns: a SYN-ACK from nearby, and the least that the internet adds. */
const NEARBY = 3e6;
const FAR = 10e6;
const X25519 = 29;
const X25519MLKEM768 = 4588;

/** What the rest of the capture says. */
export interface Surroundings {
  /** Handshakes that the same clients completed with the host. */
  readonly successes: number;
  /** The same clients complete TLS with others. */
  readonly selective: boolean;
  /** The same clients were shown somebody else's certificate for other hosts. */
  readonly inspectedElsewhere: boolean;
  readonly answersOf: (name: string) => KnownAnswers | undefined;
  /** Servers of several owners accept TCP from the same clients in one and the same way. */
  readonly uniform: boolean;
  /** Packets were lost in the recording. */
  readonly lossy: boolean;
}

/** All that was seen, in no order. */
export function refusalSignals(all: readonly Refused[], around: Surroundings): Signal<RefusalSignal>[] {
  const signals = all.map(formOf);
  const say = (name: RefusalSignal, strength: Confidence, holds: boolean) => holds && signals.push({ name, strength });
  const compared = (differs: (refused: Refused, known: KnownAnswers) => boolean) =>
    all.some((refused) => {
      const known = around.answersOf(refused.name);
      return known !== undefined && differs(refused, known);
    });
  say('repeated', 'strong', all.length >= REPEATED && around.successes === 0);
  say('selective', 'strong', around.selective);
  say(
    'foreign-issuer',
    'strong',
    all.some(({ chain }) => chain !== undefined),
  );
  say(
    'foreign-address',
    'strong',
    all.some(({ astray }) => astray),
  );
  say('inspected-elsewhere', 'moderate', around.inspectedElsewhere);
  say('flight-size', 'moderate', compared(differsInSize));
  say('uniform-servers', 'moderate', around.uniform);
  say('late-answer', 'weak', isLate(all));
  say('older-group', 'weak', compared(isOlderGroup));
  say(
    'hello-retry',
    'weak',
    compared(({ answer }, known) => answer?.retried === true && known.direct),
  );
  return signals;
}

function formOf({ refusal: { how, alertCode } }: Refused): Signal<RefusalSignal> {
  if (how === 'encrypted-alert') return { name: 'sealed-alert', strength: 'strong' };
  if (how === 'closed') return { name: 'closed', strength: 'moderate' };
  if (alertCode === CERTIFICATE_EXPIRED) return { name: 'expired-alert', strength: 'moderate' };
  return CERTIFICATE_ALERTS.has(alertCode!)
    ? { name: 'certificate-alert', strength: 'strong' }
    : { name: 'other-alert', strength: 'moderate' };
}

/** The server's flight is far from every one that the host is known to send. */
function differsInSize({ answer }: Refused, { flights }: KnownAnswers): boolean {
  const size = answer?.flight ?? 0;
  return size > 0 && flights.length > 0 && flights.every((known) => Math.abs(known - size) > USUAL_DIFFERENCE);
}

/** A middlebox that lacks the hybrid key exchange which the host itself chooses. */
function isOlderGroup({ answer }: Refused, { groups }: KnownAnswers): boolean {
  const offered = answer?.offer?.groups?.includes(X25519MLKEM768) === true;
  return offered && answer?.hello.group === X25519 && groups.includes(X25519MLKEM768);
}

/** Wherever both were measured, TCP was accepted nearby and TLS answered from afar. */
function isLate(all: readonly Refused[]): boolean {
  const measured = all.flatMap(({ delays }) => delays ?? []);
  return measured.length > 0 && measured.every(({ synAck, hello }) => synAck < NEARBY && hello > FAR);
}

const PATH: ReadonlySet<RefusalSignal> = new Set<RefusalSignal>([
  'foreign-issuer',
  'foreign-address',
  'inspected-elsewhere',
  'flight-size',
  'uniform-servers',
  'late-answer',
  'older-group',
  'hello-retry',
]);

/**
 * How sure they make it; `undefined`: no finding. That a client refused is one thing, that it had reason to is another: the act needs
 * repetition, other hosts that work, or a trace in the path, and the less the act says, the more of them.
 */
export function sureOf(signals: readonly Signal<RefusalSignal>[], all: readonly Refused[], around: Surroundings) {
  const has = (name: RefusalSignal) => signals.some((signal) => signal.name === name);
  const confidence = weigh(signals);
  const [foreign, repeated] = [has('foreign-issuer') || has('foreign-address'), has('repeated')];
  const never = around.successes === 0;
  const traced = signals.some(({ name }) => PATH.has(name));
  if (confidence === undefined) return undefined;
  if (has('certificate-alert')) {
    const sure = foreign || (never && (all.length > 1 || around.selective));
    return sure ? confidence : atMost(confidence, 'moderate');
  }
  const cap: Confidence = around.lossy ? 'moderate' : confidence;
  if (has('sealed-alert') || has('other-alert')) {
    if (repeated || (never && foreign)) return atMost(confidence, cap);
    return never || all.length > 1 ? atMost(confidence, 'moderate') : undefined;
  }
  if (has('expired-alert')) return foreign || repeated ? atMost(confidence, 'moderate') : undefined;
  if (repeated && around.selective) return atMost(traced ? confidence : 'moderate', cap);
  return foreign && never ? atMost(confidence, 'moderate') : undefined;
}
