/** How a server answered a ClientHello, as far as that is in clear: also under TLS 1.3, where the certificate is hidden. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { ClientHello } from '../wire/tls-client-hello.ts';
import { TLS_VERSION } from '../wire/tls-names.ts';
import type { ServerHello } from '../wire/tls-server-hello.ts';

export interface TlsAnswer {
  /** What the client offered; `undefined` where its hello was not captured. */
  readonly offer: ClientHello | undefined;
  readonly hello: ServerHello;
  /** Frame of the ServerHello. */
  readonly at: FrameAt;
  readonly resumed: boolean;
  /** A HelloRetryRequest came first. */
  readonly retried: boolean;
  /**
   * Bytes of the server's encrypted records before the client's first: under TLS 1.3 mostly its certificates. 0 where the session
   * was resumed, bytes are missing, or the records are too many to be told.
   */
  readonly flight: number;
}

/** Encrypted records told of a side, beyond which a flight has no end (`probe/tls.ts`). */
const MAX_RECORDS = 8;

/** Of the flow that was asked for last: several rules ask in turn, and each would walk through what was observed. */
const latest: { flow?: FlowFacts; seen: number; answer: TlsAnswer | undefined } = { seen: 0, answer: undefined };

/** `undefined` without a ServerHello, and of QUIC, where sizes mean other things. */
export function tlsAnswer(flow: FlowFacts): TlsAnswer | undefined {
  if (flow.transport !== 'tcp') return undefined;
  // What is observed of a flow that goes on becomes more.
  const seen = flow.observations.length;
  if (latest.flow !== flow || latest.seen !== seen) Object.assign(latest, { flow, seen, answer: answerOf(flow) });
  return latest.answer;
}

function answerOf(flow: FlowFacts): TlsAnswer | undefined {
  let offer: ClientHello | undefined;
  let answer: Omit<TlsAnswer, 'flight' | 'offer' | 'retried'> | undefined;
  const server = serverOf(flow);
  let retried = false;
  let answered = false;
  let missing = false;
  let flight = 0;
  let records = 0;
  for (const seen of flow.observations) {
    if (seen.kind === 'tls-client-hello') offer ??= seen.hello;
    else if (seen.kind === 'tls-gap') missing = true;
    else if (seen.kind === 'tls-server-hello') {
      if (seen.hello.helloRetryRequest) retried = true;
      else answer ??= { hello: seen.hello, at: seen.at, resumed: seen.resumed };
    } else if (seen.kind === 'tls-protected-record') {
      answered ||= seen.from !== server;
      if (answered || answer === undefined) continue;
      records++;
      flight += seen.length;
    }
  }
  if (answer === undefined) return undefined;
  const whole = !missing && !answer.resumed && records < MAX_RECORDS && answer.hello.version >= TLS_VERSION.tls13;
  return { ...answer, offer, retried, flight: whole ? flight : 0 };
}

/** Who answers with a ServerHello is the server, also where the originator of the flow had to be guessed. */
function serverOf({ observations }: FlowFacts): number | undefined {
  return observations.find((seen) => seen.kind === 'tls-server-hello')?.from;
}
