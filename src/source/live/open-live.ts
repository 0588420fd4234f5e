/** Opens an interface, or a stream that somebody else captures, with the engine that can. */
import { CaptureError } from '../capture-error.ts';
import { checkFilter } from './check-filter.ts';
import type { CaptureRequest } from './child-engine.ts';
import { noSuchInterface } from './engine-failure.ts';
import { defaultInterface, interfaceNames } from './interface-names.ts';
import { type LiveEffects, realLiveEffects } from './live-effects.ts';
import type { EngineName, LiveSource } from './live-source.ts';
import { openEngine } from './open-engine.ts';
import { type Candidate, isChildEngine, pickEngines } from './pick-engine.ts';
import { isStream, openStream } from './stream-engine.ts';

export interface LiveRequest extends Omit<CaptureRequest, 'interface' | 'filter'> {
  /** In the language of libpcap. Of several, the first that the interface's link type allows. */
  readonly filter?: string | readonly string[] | undefined;
  /** `en0`; `-` for standard input; a FIFO's path, with a slash in it. By default that of the default route. */
  readonly interface?: string | undefined;
  /** By default the best that may capture. */
  readonly engine?: EngineName | undefined;
  /** Ends everything, opening too. */
  readonly signal: AbortSignal;
}

/**
 * Resolves when it captures. Throws `CaptureError`: `permission`, `no-engine`, `no-such-interface`, `wrong-filter` or
 * `engine-failed`; of a stream also those of `openSource`.
 */
export async function openLive(request: LiveRequest, effects: LiveEffects = realLiveEffects()): Promise<LiveSource> {
  const { interface: named, engine, signal } = request;
  if (named !== undefined && (engine === 'stream' || (engine === undefined && isStream(named)))) {
    return openStream(named, signal);
  }
  if (engine !== undefined && !isChildEngine(engine)) throw notAnEngine(engine);
  const filters = request.filter === undefined ? [undefined] : [request.filter].flat();
  for (const filter of filters) if (filter !== undefined) await checkFilter(filter, effects);
  const { name, why } = await chosenInterface(named, effects);
  return openAllowed(filters, pickEngines(engine, name, effects), { ...request, interface: name }, why, effects);
}

async function chosenInterface(named: string | undefined, effects: LiveEffects) {
  if (named !== undefined) return { name: named, why: '' };
  const found = await defaultInterface(effects);
  if (found !== undefined) return { name: found.name, why: `; ${found.name}: ${found.why}` };
  const names = interfaceNames(effects).join(', ');
  throw new CaptureError('no-such-interface', 'no interface is up but loopback', `Name one with -i: ${names}.`);
}

/** A link type may lack what a filter asks for: raw IP has no VLAN. */
async function openAllowed(
  [filter, ...others]: readonly (string | undefined)[],
  candidates: readonly Candidate[],
  request: Omit<Request, 'filter'>,
  why: string,
  effects: LiveEffects,
): Promise<LiveSource> {
  try {
    return await openFirst(candidates, { ...request, filter }, why, effects);
  } catch (error) {
    const isRefused = error instanceof CaptureError && error.code === 'wrong-filter';
    if (!isRefused || others.length === 0) throw error;
    return openAllowed(others, candidates, request, why, effects);
  }
}

type Request = CaptureRequest & { readonly signal: AbortSignal };

/** One that is not there or has no right leaves it to the next; what the first of them lacked is what the user is told. */
async function openFirst(
  candidates: readonly Candidate[],
  request: Request,
  why: string,
  effects: LiveEffects,
): Promise<LiveSource> {
  let refused: CaptureError | undefined;
  for (const candidate of candidates) {
    const engine = candidate.engineFor(request);
    if (engine === undefined) continue;
    try {
      return await openEngine(engine, request, candidate.why + why, effects);
    } catch (error) {
      if (!(error instanceof CaptureError) || !LEAVES_IT.includes(error.code)) throw error;
      // That a right is missing says more than that a package is.
      if (refused === undefined || refused.code === 'no-engine') refused = error;
    }
  }
  if (refused?.code === 'permission' && isUnknown(request.interface, effects))
    throw noSuchInterface(request.interface, effects);
  throw refused ?? notInstalled(candidates, effects);
}

/** Without rights an engine cannot tell. Linux lists all but those that libpcap makes up. */
function isUnknown(name: string, effects: LiveEffects): boolean {
  const names = interfaceNames(effects);
  return effects.platform === 'linux' && names.length > 0 && !MADE_UP.test(name) && !names.includes(name);
}

const MADE_UP = /^(?:any|nflog|nfqueue|usbmon|bluetooth|dbus)/;

const LEAVES_IT: readonly string[] = ['permission', 'no-engine'];

function notInstalled(candidates: readonly Candidate[], { platform }: LiveEffects): CaptureError {
  const names = candidates.map(({ name }) => name).join(' and ');
  const how =
    platform === 'linux' ? ' (Debian, Ubuntu: sudo apt install tcpdump, or wireshark-common for dumpcap)' : '';
  return new CaptureError(
    'no-engine',
    `${names} cannot be found, or not be executed by this user`,
    `Install it${how}.`,
  );
}

function notAnEngine(engine: EngineName): CaptureError {
  return new CaptureError(
    'no-engine',
    `the engine ${engine} captures on no interface`,
    'Take dumpcap, tcpdump or cap.',
  );
}
