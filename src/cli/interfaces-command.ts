/** `jamscope interfaces`: what can be captured here, by what, and what `live` would take. */
import { printable } from '../bytes/text.ts';
import {
  type EngineState,
  type LiveInterface,
  type LiveInterfaces,
  liveInterfaces,
} from '../source/live/interfaces.ts';
import { type LiveEffects, realLiveEffects } from '../source/live/live-effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { table } from './table.ts';

export interface InterfacesOptions {
  readonly json?: boolean;
}

export interface InterfacesOutcome {
  readonly exitCode: ExitCode;
  /** For standard output, with its last newline. */
  readonly output: string;
}

export async function interfacesCommand(
  { json = false }: InterfacesOptions,
  effects: LiveEffects = realLiveEffects(),
): Promise<InterfacesOutcome> {
  const found = await liveInterfaces(effects);
  return {
    exitCode: capturable(found) === undefined ? EXIT.input : EXIT.ok,
    output: json ? `${JSON.stringify(found, null, 2)}\n` : interfacesText(found),
  };
}

/** The first that an engine may capture on. */
function capturable({ interfaces }: LiveInterfaces): LiveInterface | undefined {
  return interfaces.find(({ engines: states }) => states.some(({ mayCapture }) => mayCapture));
}

function interfacesText(found: LiveInterfaces): string {
  const { interfaces, omitted, advice } = found;
  const rows = interfaces.map((one) => [
    one.name,
    state(one),
    one.linkType ?? '',
    engines(one),
    one.addresses.join(', '),
  ]);
  const reasons = refusals(interfaces);
  const lines = [
    ...(omitted > 0 ? [`${omitted} more interfaces were not looked at.`] : []),
    ...(reasons.length > 0 ? ['', 'Not to be captured:', ...reasons.map((reason) => `  ${reason}`)] : []),
    '',
    takenText(found),
    ...(advice === undefined ? [] : [advice]),
  ];
  return (
    table([['INTERFACE', 'STATE', 'LINK TYPE', 'ENGINES', 'ADDRESSES'], ...rows]) +
    lines.map((line) => `${printable(line)}\n`).join('')
  );
}

function takenText(found: LiveInterfaces): string {
  const { choice } = found;
  if (choice !== undefined) return `jamscope live would take ${choice.interface} with ${choice.why}.`;
  const may = capturable(found);
  if (may === undefined) return 'jamscope live could capture on none of them as this user.';
  return `jamscope live would take none of them by itself: name one, such as -i ${may.name}.`;
}

function state({ isUp, isLoopback }: LiveInterface): string {
  const up = isUp === undefined ? '' : isUp ? 'up' : 'down';
  return isLoopback ? `${up} loopback`.trim() : up;
}

function engines({ engines: states }: LiveInterface): string {
  const may = states.filter(({ mayCapture }) => mayCapture).map(({ engine }) => engine);
  return may.length === 0 ? 'none' : may.join(', ');
}

/** One line a reason: `tcpdump on eth1, eth2: That device is not up`; without interfaces where it holds for all. */
function refusals(interfaces: readonly LiveInterface[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, engines: states } of interfaces) {
    for (const refused of states.filter(({ mayCapture }) => !mayCapture)) {
      const key = reasonKey(refused);
      names.set(key, [...(names.get(key) ?? []), name]);
    }
  }
  return [...names].map(([key, where]) => {
    const [engine, reason] = key.split('\n');
    return where.length === interfaces.length ? `${engine}: ${reason}` : `${engine} on ${where.join(', ')}: ${reason}`;
  });
}

const reasonKey = ({ engine, reason = '' }: EngineState): string => `${engine}\n${reason}`;
