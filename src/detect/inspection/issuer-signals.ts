/** What speaks for a certificate that somebody in the path made: its issuer, and marks that only support it. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';
import type { Confidence } from '../detector.ts';
import type { Signal } from '../evidence.ts';
import type { ForeignIssuer } from '../issuer/foreign-issuer.ts';
import { tlsAnswer } from '../tls-answer.ts';
import type { IssuerSignal } from './parameters.ts';

/** Proxies make a certificate when they first need it. ms. */
const FRESH = 24 * 3600 * 1000;
/** Public authorities are on their way to 47 days. ms. */
const SHORT_LIVED = 30 * 24 * 3600 * 1000;

/** One flow that showed the certificate. */
export interface Issued extends ForeignIssuer {
  /** TLS 1.2 or less to a client that offered 1.3. */
  readonly lowered: boolean;
  /** Signed timestamps came in the handshake. */
  readonly timestamps: boolean;
  /** Capture time of the certificate, ns. */
  readonly time: number;
}

export function issuedOf(flow: FlowFacts, foreign: ForeignIssuer): Issued {
  const answer = tlsAnswer(flow);
  const lowered =
    answer?.offer !== undefined &&
    answer.offer.highestVersion >= TLS_VERSION.tls13 &&
    answer.hello.version < TLS_VERSION.tls13;
  return { ...foreign, lowered, timestamps: answer?.hello.certificateTimestamps === true, time: foreign.chain.at.time };
}

export interface IssuerSurroundings {
  readonly sharedWith: readonly string[];
  /** RFC 3339 time of the capture's first packet. */
  readonly startedAt: string | undefined;
}

/** The issuer itself is always among them: the rest says nothing alone. */
export function issuerSignals(all: readonly Issued[], around: IssuerSurroundings): Signal<IssuerSignal>[] {
  const signals: Signal<IssuerSignal>[] = [{ name: 'foreign-issuer', strength: 'strong' }];
  const say = (name: IssuerSignal, strength: Confidence, holds: boolean) => holds && signals.push({ name, strength });
  say('shared-issuer', 'conclusive', around.sharedWith.length > 0);
  say(
    'lower-version',
    'moderate',
    all.some(({ lowered }) => lowered),
  );
  say('no-timestamps', 'weak', all.every(lacksTimestamps));
  say(
    'fresh',
    'weak',
    all.some((issued) => isFresh(issued, around.startedAt)),
  );
  say(
    'short-lived',
    'weak',
    all.every(({ leaf }) => isShortLived(leaf)),
  );
  return signals;
}

/** Couriers have a private chain, which is logged nowhere. */
function lacksTimestamps({ leaf, expected, timestamps }: Issued): boolean {
  return !leaf.hasSct && !timestamps && expected.privateChain !== true;
}

function isFresh({ leaf: { notBefore }, time }: Issued, startedAt: string | undefined): boolean {
  if (notBefore === undefined || startedAt === undefined) return false;
  const age = Date.parse(startedAt) + time / 1e6 - notBefore;
  return age >= 0 && age <= FRESH;
}

function isShortLived({ notBefore, notAfter }: Certificate): boolean {
  return notBefore !== undefined && notAfter !== undefined && notAfter - notBefore <= SHORT_LIVED;
}
