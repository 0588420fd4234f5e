/** The server's answer lacks the application protocol that this host always chooses (TLS 1.2 and before: 1.3 seals the answer). */

import type { FlowFacts } from '../../classify/flow-facts.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { type Signal, weigh, weighedNames } from '../evidence.ts';
import { foreignIssuer } from '../issuer/foreign-issuer.ts';
import { vendorOf } from '../issuer/vendor-match.ts';
import { serverChain } from '../server-chain.ts';
import type { Survey } from '../survey/survey.ts';
import { type TlsAnswer, tlsAnswer } from '../tls-answer.ts';
import type { AlpnSignal } from './parameters.ts';

/** Apple, Establishing a connection to APNs: the provider API is HTTP/2. */
const PROVIDER = /^api\.(development\.)?push\.apple\.com$/;
const HTTP2 = 'h2';
/** Device push: `apns-security-v3`, `apns-pack-v1`. */
const COURIER = /(^|-)courier\.push\.apple\.com$/;
const DEVICE_PUSH = /^apns-/;

interface Stripped extends ServiceIds {
  readonly name: string;
  readonly offered: readonly string[];
  /** The host is documented to speak one of the protocols offered. */
  readonly documented: boolean;
  /** Somebody else's certificate. */
  readonly foreign: boolean;
}

export const alpnStripped = causeDetector<'inspection/alpn-stripped', Stripped>({
  rule: 'inspection/alpn-stripped',
  look(flow, { documents }) {
    const name = flow.serverName;
    if (flow.services[0]?.by !== 'name' || name === undefined) return undefined;
    const answer = tlsAnswer(flow);
    if (answer === undefined || !lacksProtocol(answer)) return undefined;
    const offered = answer.offer!.alpn;
    const detail = {
      name,
      offered,
      documented: isDocumented(name, offered),
      foreign: isForeign(flow),
      services: idsOf(flow.services),
    };
    return { cause: causeOf(flow, documents), frames: [answer.at], detail };
  },
  conclude(signs, _, { survey }) {
    const details = signs.map(({ detail }) => detail);
    const signals = details.flatMap((detail) => signalsOf(detail, survey));
    const confidence = signals.some(({ name }) => name !== 'foreign-issuer') ? weigh(signals) : undefined;
    if (confidence === undefined) return undefined;
    const offered = listOf(details.flatMap((detail) => detail.offered));
    return { confidence, parameters: { offered, signals: weighedNames(signals) } };
  },
});

function signalsOf({ name, documented, foreign }: Stripped, { answers }: Survey): Signal<AlpnSignal>[] {
  const signals: Signal<AlpnSignal>[] = [];
  if (documented) signals.push({ name: 'documented-protocol', strength: 'moderate' });
  if (foreign) signals.push({ name: 'foreign-issuer', strength: 'moderate' });
  if (answers.of(name)?.alpn) signals.push({ name: 'answered-elsewhere', strength: 'weak' });
  return signals;
}

/** A resumed session goes on with what was agreed before: some servers do not say it again. */
function lacksProtocol({ offer, hello, resumed }: TlsAnswer): boolean {
  return (
    offer !== undefined &&
    offer.alpn?.length > 0 &&
    !resumed &&
    hello.version < TLS_VERSION.tls13 &&
    hello.alpn === undefined
  );
}

function isDocumented(name: string, offered: readonly string[]): boolean {
  if (PROVIDER.test(name)) return offered.includes(HTTP2);
  return COURIER.test(name) && offered.some((protocol) => DEVICE_PUSH.test(protocol));
}

function isForeign(flow: FlowFacts): boolean {
  if (foreignIssuer(flow) !== undefined) return true;
  const chain = serverChain(flow);
  return chain !== undefined && vendorOf(chain.certificates)?.vendor.strength === 'strong';
}
