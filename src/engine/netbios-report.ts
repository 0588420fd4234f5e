/** NetBIOS observations of a flow -> the `netbios` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import type { NetbiosName } from '../wire/netbios-name.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type NetbiosReport = NonNullable<FlowReport['netbios']>;
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** `undefined` when no NetBIOS was seen. Answers are put to their requests by message id. */
export function netbiosReport(flow: FlowFacts): NetbiosReport | undefined {
  if (!flow.observations.some((seen) => seen.kind.startsWith('netbios-'))) return undefined;
  const names: NetbiosReport['names'] = [];
  const datagrams: NetbiosReport['datagrams'] = [];
  const open = new Map<number, number>();
  let session: NetbiosReport['session'];
  for (const seen of flow.observations) {
    if (seen.kind === 'netbios-name-request') {
      open.set(seen.id, names.length);
      names.push(asked(seen));
    } else if (seen.kind === 'netbios-name-response') {
      const at = open.get(seen.id) ?? names.length;
      open.delete(seen.id);
      names[at] = answered(seen, names[at]);
    } else if (seen.kind === 'netbios-datagram') {
      datagrams.push(datagram(seen));
    } else if (seen.kind === 'netbios-session-request') {
      session = { called: seen.called, calling: seen.calling, outcome: null };
    } else if (seen.kind === 'netbios-session-response') {
      session = ended(seen, session);
    }
  }
  const omitted = excess(names, datagrams);
  return {
    ...(session === undefined ? {} : { session }),
    names: names.slice(0, MAX_LISTED),
    datagrams: datagrams.slice(0, MAX_LISTED),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function asked(seen: Of<'netbios-name-request'>): NetbiosReport['names'][number] {
  const { operation, addresses, at } = seen;
  return { operation, name: shown(seen), result: null, addresses: [...addresses], names: [], at: atOf(at) };
}

function answered(
  seen: Of<'netbios-name-response'>,
  request: NetbiosReport['names'][number] | undefined,
): NetbiosReport['names'][number] {
  const { operation, codeName, addresses, names, at } = seen;
  return {
    ...(request ?? { operation, name: shown(seen), at: atOf(at) }),
    result: codeName,
    addresses: [...addresses],
    names: names.map(shown),
  };
}

function datagram({
  type,
  source,
  destination,
  mailslot,
  at,
}: Of<'netbios-datagram'>): NetbiosReport['datagrams'][number] {
  return {
    type,
    ...(source === undefined ? {} : { source: shown(source) }),
    ...(destination === undefined ? {} : { destination: shown(destination) }),
    ...(mailslot === undefined ? {} : { mailslot }),
    at: atOf(at),
  };
}

function ended(seen: Of<'netbios-session-response'>, request: NetbiosReport['session']): NetbiosReport['session'] {
  return {
    called: request?.called ?? null,
    calling: request?.calling ?? null,
    outcome: seen.outcome,
    ...(seen.codeName === undefined ? {} : { reason: seen.codeName }),
    ...(seen.target === undefined ? {} : { target: seen.target }),
  };
}

/** As all tools show it: `FILESRV<20>`. */
function shown({ name, suffix }: NetbiosName): string {
  return `${name}<${suffix.toString(16).padStart(2, '0')}>`;
}
