/** Who sent a RST, in words: the marks that tell a forged one from the end's own (SIGCOMM 2023 paper cited below). */
import type { ResetParameters } from '../../detect/blocked/parameters.ts';
import type { ResetSignal } from '../../detect/failure/reset-sender.ts';
import { milliseconds, those } from '../phrases.ts';

/** Reasons in one sentence: the weaker ones stand in the evidence. */
const MAX_REASONS = 2;

/** One sentence on who sent it. */
export function senderSentence(marks: ResetParameters): string {
  const { claims, sender } = marks;
  const reasons = marks.signals.slice(0, MAX_REASONS).map((signal) => MARKS[signal](marks).reason);
  if (sender === 'middlebox')
    return `The reset did not come from the ${claims}: ${reasons.join(', and ')}. Somebody on the path sent it in the ${claims}'s name.`;
  if (sender !== 'undecided')
    return `Its ${marks.timestamps ? 'TTL and TCP timestamps' : 'timing and TTL'} fit the ${claims} itself.`;
  if (reasons.length > 0)
    return `A device on the path may have sent it in the ${claims}'s name, which is not proved: ${reasons.join(', and ')}.`;
  return `Whether the ${claims} or a device on the path sent it cannot be told from this capture.`;
}

/** `a reset in the server's name`, `2 resets in the client's name`. */
export function resetsText({ resets, claims }: ResetParameters): string {
  return `${resets === 1 ? 'a reset' : `${resets} resets`} in the ${claims}'s name`;
}

/** What else it could be where the reset is forged and that is not proved. */
export function forgedRival({ claims }: ResetParameters): string {
  return `A device right in front of the ${claims}, such as a load balancer, answers in its name: captures on both sides of each firewall show where the reset begins.`;
}

/** The marks as single facts. */
export function resetEvidence(marks: ResetParameters): string[] {
  const { claims, resets, resetAfterMs, rttMs, resetHopLimit, genuineHopLimit, signature } = marks;
  return those(
    `${resets === 1 ? 'Reset' : `${resets} resets`} after ${milliseconds(resetAfterMs)}${rttMs === undefined ? '' : `; round trip to the server ${milliseconds(rttMs)}`}`,
    `TTL of the reset ${resetHopLimit}${genuineHopLimit === undefined ? '' : `; of the ${claims}'s packets ${genuineHopLimit}`}`,
    ...marks.signals.map((signal) => MARKS[signal](marks).fact ?? false),
    marks.timestamps === true && 'The reset has the TCP timestamps that both ends had agreed on',
    signature !== undefined && signatureFact(signature),
  );
}

/** The name of a pattern in the study, as a fact. */
export function signatureFact(signature: string): string {
  return `Tampering signature: ${signature}`;
}

interface Mark {
  /** Continues "The reset did not come from the server: …". */
  readonly reason: string;
  /** Where the figures beside it do not say so already. */
  readonly fact?: string;
}

const MARKS: Readonly<Record<ResetSignal, (marks: ResetParameters) => Mark>> = {
  'late-answer': ({ claims }) => ({
    reason: `the ${claims}'s own packets arrived after it`,
    fact: `The ${claims}'s own packets arrived after the reset`,
  }),
  'too-soon': ({ resetAfterMs, rttMs = 0 }) => ({
    reason: `it came after ${milliseconds(resetAfterMs)}, where a packet needs ${milliseconds(rttMs)} to the server and back`,
  }),
  'hop-limit': ({ claims, resetHopLimit, genuineHopLimit = 0 }) => ({
    reason: `it arrived with TTL ${resetHopLimit} where the ${claims}'s packets arrive with ${genuineHopLimit}`,
  }),
  'no-hop': ({ resetHopLimit }) => ({
    reason: `it arrived with TTL ${resetHopLimit}, as packets start out, so no router passed it on, while routers lie before a server at a public address`,
    fact: 'No router has lowered the TTL of the reset: it was sent right beside the point of capture',
  }),
  'at-once': ({ resetAfterMs, signals }) => ({
    reason: `it came after ${milliseconds(resetAfterMs)}, too soon for ${signals.includes('no-hop') ? 'such a server' : 'a server at a public address'}`,
    fact: 'The reset came sooner than a server at a public address answers',
  }),
  numbers: () => ({
    reason: 'several resets came, and their numbers differ as if they had been guessed',
    fact: 'The sequence or acknowledgement numbers of the resets differ',
  }),
  'acknowledgement-zero': () => ({
    reason: 'one of the resets acknowledges nothing, as no system sends it there',
    fact: 'A reset has the acknowledgement number 0 where it should have another',
  }),
  identification: ({ claims }) => ({
    reason: `its IP identification does not follow that of the ${claims}'s packets`,
    fact: `The IP identification of the reset is far from that of the ${claims}'s packets`,
  }),
  options: () => ({
    reason: 'it lacks the TCP timestamps that both ends had agreed on',
    fact: 'The reset lacks the TCP timestamps that both ends had agreed on; some systems leave them out of resets',
  }),
  burst: () => ({ reason: 'several resets came where one is enough' }),
};

/** The study that names the signatures. */
export const SIGNATURE_SOURCE = 'Sundara Raman et al., SIGCOMM 2023, Table 1 (tampering signatures)';

/** What makes a reset forged, for manuals. */
export const FORGED =
  "its TTL differs by more than 2 from the end's other packets, or it came in less than half a round trip (from 1 ms up), or several came whose numbers contradict each other";

/** The marks that say little, for manuals. */
export const WEAK_MARKS =
  'weak: its IP identification jumps; it lacks the TCP timestamps that both ends agreed on (RFC 7323)';
