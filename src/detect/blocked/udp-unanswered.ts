/**
 * Questions over UDP that nobody answers: for the time (RFC 5905), and QUIC where TCP to the same host works (RFC 9000). Syslog is not among
 * them: it is never answered, and only ICMP tells (`icmp-unreachable.ts`).
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type FrameAt, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { missesDirection, withinLimits } from '../capture-limits.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { type Conclusion, draftsOfEach, idsOf } from '../draft.ts';
import { type Signal, signalNames, weigh } from '../evidence.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { hostOf } from '../survey/successes.ts';
import type { UdpSignal } from './parameters.ts';

type Protocol = 'ntp' | 'quic';

/** Datagrams get lost: so many questions do not. Clients of NTP ask four times at the start (RFC 5905 13, "iburst"). */
const SURE_QUESTIONS = 3;
/** ns in which an answer to the first question would have come. */
const SILENCE = 3e9;
/** ns: the first probe timeout of QUIC (RFC 9002 6.2.2). A client that leaves sooner has lost no time, and tells nothing. */
const PROBE_TIMEOUT = 0.9e9;

interface Question extends Doubtful {
  readonly client: string;
  readonly host: string;
  readonly protocol: Protocol;
  readonly sent: number;
  readonly first: FrameAt;
  readonly last: FrameAt;
  readonly watchedUntil: number;
  readonly refused: boolean;
  readonly services: readonly string[];
}

export const udpUnanswered: Detector = {
  rule: 'blocked/udp-unanswered',
  open: (context) => new UdpUnansweredSession(context),
};

class UdpUnansweredSession implements DetectorSession {
  readonly #table: CauseTable<Question>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const protocol = unansweredProtocol(flow);
    const services = protocol === undefined ? [] : documentedServices(flow);
    if (protocol === undefined || services.length === 0) return false;
    const { documents } = this.#context;
    return this.#table.keep(causeOf(flow, documents, protocol), flow, framesOf(flow), {
      client: flow.originator.address,
      host: hostOf(flow),
      protocol,
      sent: flow.packets[ORIGINATOR],
      first: flow.first,
      last: flow.last,
      watchedUntil: flow.watchedUntil,
      refused: flow.icmp.length > 0,
      doubt: documents.doubtOf(flow, services[0]),
      services: idsOf(services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    if (missesDirection(capture)) return [];
    const conclude = (signs: readonly Sign<Question>[]) => this.#conclude(signs, capture);
    return draftsOfEach('blocked/udp-unanswered', this.#table, conclude, (signs) => this.#telling(signs));
  }

  /** NTP: whoever never got an answer from the host. QUIC: whoever got one over TCP, and had to wait for it. */
  #telling(signs: readonly Sign<Question>[]): readonly Sign<Question>[] {
    const { successes } = this.#context.survey;
    return signs.filter(({ detail }) => {
      if (detail.protocol === 'ntp') return !successes.any(detail);
      return successes.any(detail) && (detail.refused || detail.last.time - detail.first.time >= PROBE_TIMEOUT);
    });
  }

  #conclude(signs: readonly Sign<Question>[], capture: CaptureFacts): Conclusion<'blocked/udp-unanswered'> | undefined {
    const details = signs.map(({ detail }) => detail);
    const asked = mostAsked(details);
    const { protocol, refused } = signs[0].detail;
    const hearsOthers = signs.some(({ detail }) => this.#context.survey.servers.heard(detail.client));
    const signals = protocol === 'ntp' ? signalsOfTime(asked, hearsOthers) : SIGNALS_OF_QUIC;
    const confidence = weigh(signals);
    if (confidence === undefined) return undefined;
    return {
      ...asSureAsService(withinLimits(confidence, capture), details),
      ...(protocol === 'quic' ? { severity: 'info' } : {}),
      parameters: {
        protocol,
        requests: asked.sent,
        triedSeconds: asked.tried / 1e9,
        waitedSeconds: asked.waited / 1e9,
        refused,
        hearsOthers,
        signals: signalNames(signals),
      },
    };
  }
}

/** Undefined for what was answered, or is no question. What ICMP says of NTP has rules of its own. */
function unansweredProtocol(flow: FlowFacts): Protocol | undefined {
  if (flow.transport !== 'udp' || flow.packets[RESPONDER] > 0 || flow.services.length === 0) return undefined;
  if (flow.protocol === 'quic') return 'quic';
  const asks = flow.observations.some((seen) => seen.kind === 'ntp-message' && seen.mode === 'client');
  return asks && flow.icmp.length === 0 ? 'ntp' : undefined;
}

function framesOf(flow: FlowFacts): FrameAt[] {
  const questions = flow.observations.filter(({ kind }) => kind === 'ntp-message' || kind === 'quic-initial');
  return [...(questions.length === 0 ? [flow.first] : questions.map(({ at }) => at)), ...flow.icmp.map(({ at }) => at)];
}

interface Asked {
  readonly sent: number;
  /** From the first question to the last, ns. */
  readonly tried: number;
  /** From the last question to the end of watching, ns. */
  readonly waited: number;
}

/** By the client that sent most, from whichever ports. */
function mostAsked(questions: readonly Question[]): Asked {
  const clients = new Map<string, Question[]>();
  for (const question of questions) {
    const known = clients.get(question.client);
    if (known === undefined) clients.set(question.client, [question]);
    else known.push(question);
  }
  const each = [...clients.values()].map((own) => {
    const until = Math.max(...own.map(({ watchedUntil }) => watchedUntil));
    const since = Math.min(...own.map(({ first }) => first.time));
    const latest = Math.max(...own.map(({ last }) => last.time));
    return { sent: own.reduce((sum, { sent }) => sum + sent, 0), tried: latest - since, waited: until - latest };
  });
  return each.reduce((one, other) => (other.sent > one.sent ? other : one));
}

function signalsOfTime({ sent, tried, waited }: Asked, hearsOthers: boolean): Signal<UdpSignal>[] {
  if (sent < SURE_QUESTIONS || tried + waited < SILENCE) return [];
  const again: Signal<UdpSignal> = { name: 'asked-again', strength: 'moderate' };
  return hearsOthers ? [again, { name: 'hears-others', strength: 'moderate' }] : [again];
}

const SIGNALS_OF_QUIC: readonly Signal<UdpSignal>[] = [
  { name: 'asked-again', strength: 'moderate' },
  { name: 'tcp-works', strength: 'moderate' },
];
