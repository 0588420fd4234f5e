/**
 * The 19 signatures of "Global, Passive Detection of Connection Tampering" (SIGCOMM 2023, Table 1), left: what the client sent, right: what
 * followed. The study looks from the server at what comes in; a capture that sees both directions says so of what came back.
 */
import type { FlowFacts, ResetSeen } from '../../classify/flow-facts.ts';
import { endingResets, type FirstFailure, isUnanswered } from '../failure/first-failure.ts';

type Stage = 'SYN' | 'SYN; ACK' | 'PSH+ACK' | 'PSH+ACK; Data';

/** What a flow had got to when it broke off, and whether a RST ended it. */
const BREAKS: Readonly<Partial<Record<FirstFailure, readonly [stage: Stage, reset: boolean]>>> = {
  'syn-unanswered': ['SYN', false],
  'syn-reset': ['SYN', true],
  'handshake-silence': ['SYN; ACK', false],
  'handshake-reset': ['SYN; ACK', true],
  'client-hello-dropped': ['PSH+ACK', false],
  'client-hello-silence': ['PSH+ACK', false],
  'client-hello-reset': ['PSH+ACK', true],
  'reset-after-data': ['PSH+ACK; Data', true],
};

/** `failure` is the flow's. `undefined` where the study has no name: some mixtures of RSTs, and what is told by ICMP. */
export function tamperingSignature(flow: FlowFacts, failure: FirstFailure): string | undefined {
  const { tcp } = flow;
  const found = BREAKS[failure];
  if (found === undefined || tcp === undefined) return undefined;
  const [stage, reset] = withData(flow, found);
  const ending = reset ? ENDINGS[stage](endingResets(flow)) : '∅';
  return ending === undefined ? undefined : `${stage} → ${ending}`;
}

/** Silence behind the client's first data is PSH+ACK → ∅, whatever these are; a RST for them that no data precede is no later one. */
function withData(flow: FlowFacts, [stage, reset]: readonly [Stage, boolean]): readonly [Stage, boolean] {
  if (stage === 'SYN; ACK' && !reset && flow.tcp!.firstData[0] !== undefined) return ['PSH+ACK', reset];
  if (stage === 'PSH+ACK; Data' && isUnanswered(flow)) return ['PSH+ACK', reset];
  return [stage, reset];
}

/** What the RSTs of a stage are called, in the rows of the table. */
const ENDINGS: Readonly<Record<Stage, (resets: readonly ResetSeen[]) => string | undefined>> = {
  SYN: kindsOf,
  'SYN; ACK': (resets) => {
    const kinds = kindsOf(resets);
    if (kinds === 'RST; RST+ACK') return undefined;
    return resets.length > 1 ? `${kinds}; ${kinds}` : kinds;
  },
  'PSH+ACK': (resets) => {
    const kinds = kindsOf(resets);
    if (resets.length === 1 || kinds === 'RST; RST+ACK') return kinds;
    return kinds === 'RST+ACK' ? 'RST+ACK; RST+ACK' : severalBare(resets);
  },
  'PSH+ACK; Data': ([reset]) => (reset.withAck ? 'RST+ACK' : 'RST'),
};

function severalBare(resets: readonly ResetSeen[]): string {
  const numbers = new Set(resets.map((reset) => reset.acknowledgement));
  if (numbers.size === 1) return 'RST = RST';
  return numbers.has(0) ? 'RST; RST0' : 'RST ≠ RST';
}

function kindsOf(resets: readonly ResetSeen[]): string {
  const bare = resets.some((reset) => !reset.withAck);
  const withAck = resets.some((reset) => reset.withAck);
  return bare && withAck ? 'RST; RST+ACK' : bare ? 'RST' : 'RST+ACK';
}
