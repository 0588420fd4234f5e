/** How a client turns away from the certificate of a documented server, before the handshake is done or right after it. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../../flow/direction.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import { RECORD } from '../../wire/tls-record.ts';
import { clientEnd, refusalOf } from '../refusal.ts';
import type { LeaveForm } from './parameters.ts';

export interface Departure {
  readonly how: LeaveForm;
  readonly at: FrameAt;
  /** Of a readable alert. */
  readonly alertCode: number | undefined;
  /** Version number as negotiated. */
  readonly version: number;
}

/** RFC 8446 6.2. */
export const ALERT = { badCertificate: 42, expired: 45, unknown: 46, unknownCa: 48 } as const;
/** Alerts that name the certificate; 40 and 80 may be anything. */
export const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 113]);

/** `undefined`: the client went on, or the handshake broke off in another way. */
export function departureOf(flow: FlowFacts): Departure | undefined {
  return refusalOf(flow) ?? leftUnused(flow);
}

/**
 * The handshake is done, the client says nothing and leaves: curl and Node judge the name, Node the whole chain, only then. Checks of a
 * server's health do the same. Up to TLS 1.2: under 1.3 no more is told of a flow that is established.
 */
function leftUnused(flow: FlowFacts): Departure | undefined {
  if (!flow.succeeded || flow.tcp === undefined) return undefined;
  let server: Direction = RESPONDER;
  let version = 0;
  let shown = false;
  for (const seen of flow.observations) {
    if (seen.kind === 'tls-gap') return undefined;
    if (seen.kind === 'tls-server-hello') {
      server = seen.from;
      version = seen.hello.version;
    } else if (seen.kind === 'tls-certificates') shown ||= seen.from === server;
    else if (seen.kind === 'tls-protected-record') {
      if (seen.from !== server && seen.recordType === RECORD.applicationData) return undefined;
    }
  }
  const end = clientEnd(flow);
  if (!shown || version > TLS_VERSION.tls12 || end === undefined) return undefined;
  return { how: 'left', at: end, alertCode: undefined, version };
}
