/** Why an engine did not start to capture, or ceased to, in words for its user. */
import { CaptureError } from '../capture-error.ts';
import { CAP_ABORTED, CAP_UNLOADABLE, capAdvice } from './cap-engine.ts';
import type { CaptureRequest, ChildEngine } from './child-engine.ts';
import type { Ended } from './engine-process.ts';
import { interfaceNames } from './interface-names.ts';
import type { LiveEffects } from './live-effects.ts';
import { rightsAdvice } from './rights-advice.ts';

/** Interfaces that a message names. */
const MAX_NAMED = 20;

/** Of an engine that ended before it gave the head of a capture; `lines` are what it said. */
export function engineFailure(
  engine: ChildEngine,
  ended: Ended,
  lines: readonly string[],
  request: CaptureRequest,
  effects: LiveEffects,
): CaptureError {
  const said = lines.filter((line) => !engine.isChatter(line));
  const all = said.join(' ');
  const unloadable = said.find((line) => line.startsWith(CAP_UNLOADABLE));
  if (unloadable !== undefined) return new CaptureError('no-engine', unloadable, capAdvice(effects.platform));
  if (NO_RIGHT.test(all)) return noRight(engine, request, said, effects);
  if (NO_INTERFACE.test(all)) return noSuchInterface(request.interface, effects);
  if (request.filter !== undefined && WRONG_FILTER.test(all)) return wrongFilter(request.filter, said);
  const how = `${engine.name} could not capture on ${request.interface} (${endText(ended)})${quoted(said.slice(0, 2))}`;
  const advice = IS_DOWN.test(all)
    ? `Bring the interface up first: ${effects.platform === 'darwin' ? 'sudo ifconfig' : 'sudo ip link set'} ${request.interface} up.`
    : 'Try another engine with --engine, or another interface: jamscope interfaces lists them.';
  return new CaptureError('engine-failed', how, advice);
}

const NO_RIGHT = /permission|not permitted|EACCES|EPERM/i;
const NO_INTERFACE =
  /no such device|there is no device named|is neither an interface nor|device not configured|no such interface/i;
const WRONG_FILTER =
  /invalid capture filter|filter expression|syntax error|illegal token|unknown (host|port|network|protocol|ether host)|not supported on|no .* support for|supported only with|rejects all packets|non-network bits/i;
const IS_DOWN = /is not up|went down|network is down/i;

function noRight({ name }: ChildEngine, request: CaptureRequest, said: readonly string[], effects: LiveEffects) {
  // dumpcap follows with a page of advice; the error itself is in the lines up to the one in brackets.
  const error = said.slice(0, 2);
  const message = `${name} may not capture on ${request.interface} as this user${quoted(error)}`;
  return new CaptureError('permission', message, rightsAdvice(effects));
}

export function noSuchInterface(name: string, effects: LiveEffects): CaptureError {
  const names = interfaceNames(effects);
  const shown = names.slice(0, MAX_NAMED).join(', ') + (names.length > MAX_NAMED ? ' and more' : '');
  return new CaptureError('no-such-interface', `there is no interface ${name}`, `There are: ${shown}.`);
}

/** `said` is what the compiler of filters says. */
export function wrongFilter(filter: string, said: readonly string[]): CaptureError {
  return new CaptureError(
    'wrong-filter',
    `the capture filter "${filter}" cannot be used${quoted(said.slice(0, 3))}`,
    'Capture filters are in the language of libpcap (man pcap-filter), such as: tcp port 443 or udp port 53',
  );
}

/** Of an engine that ended while it captured. */
export function endedText(engine: ChildEngine, ended: Ended, lines: readonly string[], interfaceName: string): string {
  if (lines.some((line) => CAP_ABORTED.test(line))) {
    return `${engine.name} on ${interfaceName} ended by itself: the interface went down or is gone`;
  }
  const last = lines.filter((line) => !engine.isChatter(line)).slice(-1);
  return `${engine.name} on ${interfaceName} ended by itself (${endText(ended)})${quoted(last)}`;
}

function endText({ code, signal }: Ended): string {
  if (signal !== null) return `by ${signal}`;
  return code === null ? 'not started' : `exit code ${code}`;
}

function quoted(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `: ${lines.join(' ')}`;
}
