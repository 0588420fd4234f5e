/** Which engines to try, in which order, and why. */
import { CAP_LIMITS, capEngine } from './cap-engine.ts';
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import { dumpcapEngine } from './dumpcap-engine.ts';
import { findProgram, type LiveEffects } from './live-effects.ts';
import { ENGINES, type EngineName } from './live-source.ts';
import { PROCESSES, tcpdumpEngine } from './tcpdump-engine.ts';

export type ChildEngineName = (typeof ENGINES)[number];

export interface Candidate {
  readonly name: ChildEngineName;
  /** For the user: what speaks for it. */
  readonly why: string;
  /** Undefined when its program is not installed. */
  engineFor(request: CaptureRequest): ChildEngine | undefined;
}

export function isChildEngine(name: EngineName): name is ChildEngineName {
  return (ENGINES as readonly string[]).includes(name);
}

/** `wanted` alone, or all that can capture on the interface, in the order of preference. */
export function pickEngines(
  wanted: ChildEngineName | undefined,
  interfaceName: string,
  effects: LiveEffects,
): Candidate[] {
  if (wanted !== undefined) return [candidate(wanted, 'as asked for', effects)];
  if (effects.platform === 'darwin' && PROCESSES.test(interfaceName)) {
    return [candidate('tcpdump', 'it alone tells the process of each packet', effects)];
  }
  const tcpdump = candidate('tcpdump', 'it tells what was dropped while it runs', effects);
  const dumpcap = candidate('dumpcap', 'it can have the right to capture without root', effects);
  const cap = candidate('cap', 'neither tcpdump nor dumpcap may capture here', effects);
  return effects.userId === 0 ? [tcpdump, dumpcap, cap] : [dumpcap, tcpdump, cap];
}

function candidate(name: ChildEngineName, reason: string, effects: LiveEffects): Candidate {
  return {
    name,
    why: `${name}: ${reason}${LIMITS[name]}`,
    engineFor(request) {
      if (name === 'cap') return capEngine(request, effects);
      const program = findProgram(name, effects);
      if (program === undefined) return undefined;
      return name === 'dumpcap' ? dumpcapEngine(program, request) : tcpdumpEngine(program, request, effects.platform);
    },
  };
}

const LIMITS: Readonly<Record<ChildEngineName, string>> = {
  dumpcap: '; what it dropped, it says when it ends',
  tcpdump: '',
  cap: `; ${CAP_LIMITS}`,
};
