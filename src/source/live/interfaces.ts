/** Every interface, and which engine may capture on it: what `jamscope interfaces` shows. Opens each for a moment, captures nothing. */
import { CAP_UNLOADABLE } from './cap-engine.ts';
import { defaultInterface, interfaceNames } from './interface-names.ts';
import { findProgram, isInstalled, type LiveEffects, type ProgramResult } from './live-effects.ts';
import { type ChildEngineName, pickEngines } from './pick-engine.ts';
import { rightsAdvice } from './rights-advice.ts';

/** Interfaces that are looked at; a container host may have thousands. */
export const MAX_INTERFACES = 64;

export interface EngineState {
  readonly engine: ChildEngineName;
  readonly mayCapture: boolean;
  /** Why not. */
  readonly reason?: string;
}

export interface LiveInterface {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Undefined where the system does not say. */
  readonly isUp: boolean | undefined;
  readonly isLoopback: boolean;
  /** libpcap's name of what it captures there, such as `EN10MB`, as far as an engine may open it. */
  readonly linkType?: string;
  readonly engines: readonly EngineState[];
}

export interface LiveInterfaces {
  readonly interfaces: readonly LiveInterface[];
  /** That were not looked at: more than `MAX_INTERFACES`. */
  readonly omitted: number;
  /** What `jamscope live` would take; undefined when nothing may capture there. */
  readonly choice?: { readonly interface: string; readonly engine: ChildEngineName; readonly why: string };
  /** How to get the right, where it is missing. */
  readonly advice?: string;
}

/** Never rejects: what an engine cannot do is its state. */
export async function liveInterfaces(effects: LiveEffects): Promise<LiveInterfaces> {
  const names = interfaceNames(effects);
  // `any` of Linux is no interface of the system's, but may be named.
  const all = effects.platform === 'linux' ? [...names, 'any'] : names;
  const shown = all.slice(0, MAX_INTERFACES);
  const system = systemStates(effects);
  const interfaces = await Promise.all(shown.map((name) => lookAt(name, system, effects)));
  const choice = await choose(interfaces, effects);
  const lacksRight = interfaces.some(
    ({ engines }) => engines.every(({ mayCapture }) => !mayCapture) && engines.some(isRefused),
  );
  return {
    interfaces,
    omitted: all.length - shown.length,
    ...(choice === undefined ? {} : { choice }),
    ...(lacksRight ? { advice: rightsAdvice(effects) } : {}),
  };
}

async function lookAt(name: string, system: SystemStates, effects: LiveEffects): Promise<LiveInterface> {
  const { isUp, isLoopback } = system(name);
  const [dumpcap, tcpdump] = await Promise.all([attempt('dumpcap', name, effects), attempt('tcpdump', name, effects)]);
  const linkType = tcpdump.linkType ?? dumpcap.linkType;
  return {
    name,
    addresses: (effects.interfaces()[name] ?? []).map(({ address }) => address),
    isUp,
    isLoopback,
    ...(linkType === undefined ? {} : { linkType }),
    engines: [dumpcap.state, tcpdump.state, capState(isUp, effects)],
  };
}

interface Attempt {
  readonly state: EngineState;
  readonly linkType?: string;
}

/** `-L` lists the link types of an interface, for which it is opened as for a capture. */
async function attempt(engine: 'dumpcap' | 'tcpdump', name: string, effects: LiveEffects): Promise<Attempt> {
  const program = findProgram(engine, effects);
  if (program === undefined) {
    const reason = isInstalled(engine, effects) ? 'this user may not execute it' : 'not installed';
    return { state: refused(engine, reason) };
  }
  const result = await effects.run(program, ['-L', '-i', name]);
  if (result.code !== 0) return { state: refused(engine, reasonOf(result)) };
  const [, linkType] = /^ {2}(\S+) \(/m.exec(result.output + result.error) ?? [];
  return { state: { engine, mayCapture: true }, ...(linkType === undefined ? {} : { linkType }) };
}

/** Such as `That device is not up`, or `socket: Operation not permitted`. */
function reasonOf({ error }: ProgramResult): string {
  const [, inner] = /pcap_activate\(\) failed: (.*)\)\.$/m.exec(error) ?? [];
  if (inner !== undefined) return inner;
  const [first = 'gave no answer', second = ''] = error.split('\n');
  const [, bracketed] = /^\((.*)\)$/.exec(second) ?? [];
  return bracketed ?? first.replace(/^(?:tcpdump|dumpcap): /, '').replace(/^\S+: /, '');
}

const refused = (engine: ChildEngineName, reason: string): EngineState => ({ engine, mayCapture: false, reason });
const NOT_PERMITTED = 'Operation not permitted';
const isRefused = ({ reason }: EngineState): boolean => reason !== undefined && /permi|may not execute/i.test(reason);

const CAP_NET_RAW = 1n << 13n;

/** Told by rights rather than tried: opening prints warnings that nobody can silence. */
function capState(isUp: boolean | undefined, effects: LiveEffects): EngineState {
  try {
    effects.loadCap();
  } catch (error) {
    return refused('cap', `${CAP_UNLOADABLE}: ${String((error as Error).message).split('\n')[0]}`);
  }
  if (!mayOpenRaw(effects)) return refused('cap', NOT_PERMITTED);
  return isUp === false ? refused('cap', 'That device is not up') : { engine: 'cap', mayCapture: true };
}

function mayOpenRaw({ platform, userId, readText, mayRead }: LiveEffects): boolean {
  if (platform === 'darwin') return mayRead('/dev/bpf0');
  const [, effective] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readText('/proc/self/status') ?? '') ?? [];
  return effective === undefined ? userId === 0 : (BigInt(`0x${effective}`) & CAP_NET_RAW) !== 0n;
}

type SystemStates = (name: string) => { readonly isUp: boolean | undefined; readonly isLoopback: boolean };

const UP = 1;
const LOOPBACK = 8;

/** By the flags of Linux; elsewhere by the addresses, which only those that are up show. */
function systemStates(effects: LiveEffects): SystemStates {
  const known = effects.interfaces();
  return (name) => {
    const text = effects.platform === 'linux' ? effects.readText(`/sys/class/net/${name}/flags`) : undefined;
    const addresses = known[name];
    if (text === undefined) {
      return {
        isUp: addresses !== undefined || undefined,
        isLoopback: addresses?.some(({ internal }) => internal) ?? false,
      };
    }
    const flags = Number(text);
    return { isUp: (flags & UP) !== 0, isLoopback: (flags & LOOPBACK) !== 0 };
  };
}

async function choose(interfaces: readonly LiveInterface[], effects: LiveEffects) {
  const found = await defaultInterface(effects);
  const there = interfaces.find(({ name }) => name === found?.name);
  if (found === undefined || there === undefined) return undefined;
  const may = new Set(there.engines.filter(({ mayCapture }) => mayCapture).map(({ engine }) => engine));
  const first = pickEngines(undefined, found.name, effects).find(({ name }) => may.has(name));
  return first && { interface: found.name, engine: first.name, why: `${first.why}; ${found.name}: ${found.why}` };
}
