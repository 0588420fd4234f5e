/** What the rules on block pages and portals share: how sure the marks of an answer are, and what the finding tells of it. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { ForeignMark } from '../../classify/foreign-answer.ts';
import type { FrameAt } from '../../flow/direction.ts';
import type { Confidence } from '../detector.ts';
import { weigh } from '../evidence.ts';
import { foreignExchange } from '../failure/web-failure.ts';

/** How far each mark alone bears the finding. */
const STRENGTHS: Readonly<Record<ForeignMark, Confidence>> = {
  // RFC 6585 6: only who stands in the way sends it. Squid names its own rule.
  'login-required': 'conclusive',
  'filter-denied': 'conclusive',
  'server-field': 'strong',
  'filter-host': 'strong',
  'filter-title': 'strong',
  'sent-away': 'strong',
  'other-page': 'strong',
  'blocked-title': 'moderate',
  'sent-to-private': 'moderate',
  'page-for-list': 'moderate',
  forbidden: 'moderate',
};

/** `undefined`: too little to say so. */
export function confidenceOfPage(flow: FlowFacts): Confidence | undefined {
  const { marks } = foreignExchange(flow)!.answer;
  return weigh(marks.map((name) => ({ name, strength: STRENGTHS[name] })));
}

export function framesOfPage(flow: FlowFacts): FrameAt[] {
  const { request, response } = foreignExchange(flow)!.exchange;
  return [request!.at, response!.at];
}

/** The parameters that both rules have. */
export function pageOf(flow: FlowFacts) {
  const { answer, exchange } = foreignExchange(flow)!;
  const { status } = exchange.response!;
  // The page of a redirect says nothing of its own.
  const title = status >= 300 && status < 400 ? undefined : exchange.page?.title;
  return {
    host: exchange.request!.host!,
    status,
    marks: answer.marks,
    ...(title === undefined ? {} : { title }),
    ...(answer.leadsTo === undefined ? {} : { leadsTo: answer.leadsTo }),
  };
}
