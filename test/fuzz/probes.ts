/** Each probe by itself: damaged versions of what the recorded fixtures hold of its protocol. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Direction } from '../../src/flow/direction.ts';
import { HEAD_BUDGET, type Probe, type ProbeFlow } from '../../src/probe/probe.ts';
import { PROBES } from '../../src/probe/registry.ts';
import { CAPTURE_NAME, filesIn } from '../support/corpus.ts';
import { damaged, type Said } from './damage.ts';
import { Random } from './random.ts';
import type { Score } from './samples.ts';

interface Conversation {
  readonly flow: Omit<ProbeFlow, 'skip'>;
  readonly said: Said[];
}

/** Of one flow; what comes later is like what came before. */
const MAX_MESSAGES = 64;
/** Of one protocol. */
const MAX_CONVERSATIONS = 64;
/** A session tells a bounded number of things, however long it is talked to. */
const MAX_OBSERVATIONS = 8192;
/** ms in which a damaged conversation must have been read. */
const TIME_LIMIT = 2000;
const MAX_PRINTED = 20;

/** `runs` damaged conversations for every probe. Prints the first failures; a probe without a fixture is named. */
export function fuzzProbes(samples: string, seed: number, runs: number): Score {
  const conversations = recorded(samples);
  const score = { passed: 0, failed: 0 };
  for (const probe of PROBES as readonly Probe[]) {
    const own = conversations.get(probe.name) ?? [];
    if (own.length === 0) console.log(`no fixture speaks ${probe.name}`);
    for (let run = 1; run <= runs && own.length > 0; run++) {
      const fault = faultOf(probe, own, new Random(Math.imul(seed, 0x9e3779b1) ^ run));
      if (fault === undefined) score.passed++;
      else if (++score.failed <= MAX_PRINTED) console.log(`${probe.name}, run ${run}: ${fault}`);
    }
  }
  return score;
}

function faultOf(probe: Probe, conversations: readonly Conversation[], random: Random): string | undefined {
  const { flow, said } = random.pick(conversations);
  const started = performance.now();
  try {
    const observations = play(probe, flow, damaged(said, random));
    if (observations > MAX_OBSERVATIONS) return `${observations} observations`;
  } catch (error) {
    return error instanceof Error ? String(error.stack) : String(error);
  }
  const taken = performance.now() - started;
  return taken > TIME_LIMIT ? `${taken.toFixed(0)} ms` : undefined;
}

/** Talks to the probe as the engine does once it has recognised it; returns how many things it told. */
function play(probe: Probe, about: Conversation['flow'], said: readonly Said[]): number {
  let told = 0;
  const flow: ProbeFlow = { ...about, skip: () => {} };
  const session = probe.open(flow, () => told++);
  for (const [index, [from, bytes]] of said.entries()) {
    const at = { input: 0, frame: index + 1, time: index * 1e6 };
    probe.recognise(bytes.subarray(0, HEAD_BUDGET), from, flow);
    if (session.data(from, bytes, at) !== 'continue') break;
    if (index % 8 === 7 && session.gap(from, 100, at) !== 'continue') break;
  }
  session.close();
  return told;
}

/** What each probe was given while the fixtures were read. */
function recorded(folder: string): Map<string, Conversation[]> {
  const conversations = new Map<string, Conversation[]>();
  const probes = (PROBES as readonly Probe[]).map((probe) => listening(probe, conversations));
  const catalogue = createCatalogue();
  for (const name of filesIn(folder, '.')) {
    if (!CAPTURE_NAME.test(name)) continue;
    const engine = new Engine({ catalogue, probes, detectors: [] });
    const reader = new CaptureReader({ frame: (frame) => engine.frame(frame) }, new TimeBase());
    reader.push(new Uint8Array(readFileSync(join(folder, name))));
    engine.end();
  }
  return conversations;
}

function listening(probe: Probe, conversations: Map<string, Conversation[]>): Probe {
  return {
    ...probe,
    open(flow, emit) {
      const { transport, originatorPort, responderPort } = flow;
      const said: Said[] = [];
      const known = conversations.get(probe.name) ?? [];
      conversations.set(probe.name, known);
      if (known.length < MAX_CONVERSATIONS) known.push({ flow: { transport, originatorPort, responderPort }, said });
      const session = probe.open(flow, emit);
      const data = (direction: Direction, bytes: Uint8Array) =>
        said.length < MAX_MESSAGES && said.push([direction, bytes.slice()]);
      return {
        data(direction, bytes, at) {
          data(direction, bytes);
          return session.data(direction, bytes, at);
        },
        gap: (direction, missing, at) => session.gap(direction, missing, at),
        close: () => session.close(),
      };
    },
  };
}
