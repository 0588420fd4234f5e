/**
 * A SOCKS proxy that turns clients away before they can say what they want: it takes no method that they offer (RFC 1928 3), or not their
 * password (RFC 1929 2). Which service is concerned only other flows through the same proxy tell.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, DetectorSession, FindingDraft } from '../detector.ts';
import { draftOf, firstExhibit } from '../draft.ts';
import { proxyOf } from '../survey/proxies.ts';

/** A client that can log in does so at once; ns. */
const ANSWERED_WITHIN = 3e9;

interface TurnedAway {
  readonly client: string;
  readonly proxy: string;
  readonly time: number;
}

export class SocksLoginSession implements DetectorSession {
  readonly #table: CauseTable<TurnedAway>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const refusal = socksRefusal(flow);
    if (refusal === undefined) return false;
    const { frames } = refusal;
    const proxy = proxyOf(flow);
    return this.#table.keep(proxy, flow, frames, {
      ...{ client: flow.originator.address, proxy, time: frames[frames.length - 1].time },
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return this.#table.drafts((proxy, all) => {
      const signs = all.filter(({ detail }) => this.#isLeft(detail, capture));
      const flow = firstExhibit(signs);
      return flow && this.#draft(proxy, signs, flow);
    });
  }

  #draft(proxy: string, signs: readonly Sign<TurnedAway>[], flow: FlowFacts): FindingDraft {
    const { proxies } = this.#context.survey;
    const services = proxies.servicesBehind(proxy);
    const { answer, offered } = socksRefusal(flow)!;
    const concerned = signs.map((sign) => ({ ...sign, detail: { services } }));
    return draftOf('blocked/proxy-authentication', proxy, concerned, {
      // What the proxy says is certain; what the client wanted is told by others, or by nobody.
      confidence: 'moderate',
      ...(services.length === 0 ? { severity: 'info' } : {}),
      parameters: {
        ...{ method: 'SOCKS', host: '', answer, schemes: [] },
        ...(offered === undefined ? {} : { offered }),
        ...{ challenges: signs.length, allowedHosts: [], loginHosts: proxies.hostsBehind(proxy) },
      },
    });
  }

  /** There was time enough for a person or program to log in, and the client was not let through. */
  #isLeft({ client, proxy, time }: TurnedAway, { lastTime }: CaptureFacts): boolean {
    return lastTime - time >= ANSWERED_WITHIN && !this.#context.survey.proxies.letThroughSince(proxy, client, time);
  }
}

export interface SocksRefusal {
  /** `no-acceptable-method`, `login-refused`, or `login-wanted` where the client left without a word. */
  readonly answer: string;
  /** How the client tried to log in. */
  readonly offered: string | undefined;
  readonly frames: readonly FrameAt[];
}

/** `undefined`: no SOCKS, or the client came to say what it wants. */
export function socksRefusal({ protocol, observations, tcp }: FlowFacts): SocksRefusal | undefined {
  if (protocol !== 'socks' || observations.some(({ kind }) => kind === 'socks-request')) return undefined;
  const greeting = observations.find(({ kind }) => kind === 'socks-greeting');
  const method = observations.find((seen) => seen.kind === 'socks-method');
  const login = observations.find((seen) => seen.kind === 'socks-authentication');
  if (greeting === undefined || method?.kind !== 'socks-method') return undefined;
  const frames = [greeting.at, method.at];
  if (method.method === 'refused') return { answer: 'no-acceptable-method', offered: undefined, frames };
  if (method.method !== 'password') return undefined;
  if (login?.kind === 'socks-authentication')
    return login.accepted ? undefined : { answer: 'login-refused', offered: 'password', frames: [...frames, login.at] };
  const left = tcp?.fin[0] !== undefined || tcp?.resets.some(({ from }) => from === 0) === true;
  return left ? { answer: 'login-wanted', offered: undefined, frames } : undefined;
}
