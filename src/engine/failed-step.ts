/** The step at which a flow failed, as the finding says that judges it. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FindingDraft } from '../detect/detector.ts';
import { type BrokenAt, brokenAt } from '../detect/failure/broken-at.ts';
import { type FirstFailure, firstFailure } from '../detect/failure/first-failure.ts';
import type { RuleName } from '../detect/rules.ts';
import { isAt, type Step } from './flow-steps.ts';

/** Of the others a flow shows where it goes or how it speaks: no step of theirs failed. */
const FAILED: ReadonlySet<FlowVerdict> = new Set(['blocked', 'intercepted', 'rejected']);

const ABOUT_ISSUER: ReadonlySet<RuleName> = new Set([
  'inspection/known-vendor',
  'inspection/unexpected-issuer',
  'inspection/shared-issuer',
]);

export interface FailedStep {
  /** How it failed; of `blocked/apns-fallback`, how the first port did. */
  readonly rule: RuleName;
  /** `client`, `server` or `middlebox`, or the address of who sent an ICMP error; undefined where nobody spoke, or who did is not known. */
  readonly by: string | undefined;
  readonly step: Step;
}

/** `draft` gave the flow its verdict; `steps` are the flow's. One that is not among them is made of the packet. */
export function failedStep(
  flow: FlowFacts,
  steps: readonly Step[],
  draft: FindingDraft,
  verdict: FlowVerdict,
): FailedStep | undefined {
  if (!FAILED.has(verdict)) return undefined;
  const rule = ruleOf(flow, draft);
  const failure = rule.startsWith('blocked/') ? firstFailure(flow) : undefined;
  const broken: Packet | undefined =
    failure !== undefined && rule === ruleOfFailure(failure) ? brokenAt(flow, failure) : citedLast(flow, draft);
  if (broken === undefined) return undefined;
  const step = stepAt(steps, broken, rule) ?? packetStep(flow, broken);
  return step && { rule, by: broken.router ?? senderOf(draft), step };
}

/** One packet may hold several. */
function stepAt(steps: readonly Step[], broken: Packet, rule: RuleName): Step | undefined {
  const here = steps.filter((each) => isAt(each, broken));
  const telling = ABOUT_ISSUER.has(rule) ? 'certificate' : 'alert';
  return here.find(({ name }) => name === telling) ?? here[0];
}

/** A fallback is about how the first port failed. */
function ruleOf(flow: FlowFacts, { rule }: FindingDraft): RuleName {
  const failure = rule === 'blocked/apns-fallback' ? firstFailure(flow) : undefined;
  return failure === undefined ? rule : ruleOfFailure(failure);
}

function ruleOfFailure(failure: FirstFailure): RuleName {
  return failure === 'later-data-lost' ? 'blocked/mtu-black-hole' : `blocked/${failure}`;
}

type Packet = Pick<BrokenAt, 'at' | 'router'> & Partial<BrokenAt>;

/** The last of the frames that prove it; one that only names the flow, as its first packet, is no step that failed. */
function citedLast({ id, first, transport }: FlowFacts, { exhibits }: FindingDraft): Packet | undefined {
  const at = exhibits.find(({ flow }) => flow.id === id)?.frames.at(-1);
  return at === undefined || (transport === 'tcp' && at.frame === first.frame && at.input === first.input)
    ? undefined
    : { at };
}

/** Data that no other step names. */
function packetStep({ observations }: FlowFacts, { from, at }: Packet): Step | undefined {
  const seen = observations.find((each) => each.at.frame === at.frame && each.at.input === at.input);
  const side = from ?? seen?.from;
  if (side === undefined) return undefined;
  return seen?.kind === 'tls-protected-record'
    ? { name: 'encrypted-record', from: side, at, bytes: seen.length }
    : { name: 'data', from: side, at, bytes: 0 };
}

/** Only the sender of a RST is ever in doubt. */
function senderOf({ parameters: { sender } }: FindingDraft): string | undefined {
  return typeof sender === 'string' && sender !== 'undecided' ? sender : undefined;
}
