/** What a capture offers for completion: names, addresses, ports, protocols and processes, those of findings first, then the most frequent. */
import type { FlowVerdict } from '../../classify/vocabulary.ts';
import type { Snapshot } from '../../engine/snapshot.ts';

/** What values are looked up in, and drawn from. */
export type Capture = Pick<Snapshot, 'services' | 'findings' | 'flowsOf' | 'flowIds' | 'row'>;

export interface SeenValues {
  readonly verdicts: readonly FlowVerdict[];
  readonly hosts: readonly string[];
  readonly clients: readonly string[];
  readonly servers: readonly string[];
  readonly ports: readonly string[];
  readonly protocols: readonly string[];
  readonly processes: readonly string[];
  readonly states: readonly string[];
}

/** Flows looked at, spread over the capture: 2 ms. */
const MAX_SAMPLE = 1000;
/** Values of one kind. */
const MAX_SEEN = 200;
/** Flows that one finding counts for. */
const FINDING_WEIGHT = 1e6;

export function seenValues({ findings, flowIds, row }: Capture): SeenValues {
  const tallies = {
    ...{ names: tally(), clients: tally(), servers: tally(), ports: tally() },
    ...{ protocols: tally(), processes: tally(), states: tally() },
  };
  for (const { scope } of findings) {
    for (const name of scope.serverNames) tallies.names.add(name, FINDING_WEIGHT);
    for (const address of scope.clients) tallies.clients.add(address, FINDING_WEIGHT);
    for (const address of scope.servers) tallies.servers.add(address, FINDING_WEIGHT);
    for (const port of scope.ports) tallies.ports.add(String(port), FINDING_WEIGHT);
    for (const name of scope.processes ?? []) tallies.processes.add(name, FINDING_WEIGHT);
  }
  const verdicts = new Set<FlowVerdict>();
  // The sample may miss the few flows that matter.
  for (const { flows } of findings.slice(0, MAX_SAMPLE / 10)) if (flows.length > 0) verdicts.add(row(flows[0]).verdict);
  const stride = Math.max(1, Math.ceil(flowIds.length / MAX_SAMPLE));
  for (let index = 0; index < flowIds.length; index += stride) {
    const flow = row(flowIds.at(index));
    if (flow.serverName !== undefined) tallies.names.add(flow.serverName, 1);
    if (flow.process !== undefined) tallies.processes.add(flow.process, 1);
    verdicts.add(flow.verdict);
    tallies.clients.add(flow.originatorAddress, 1);
    tallies.servers.add(flow.responderAddress, 1);
    tallies.ports.add(String(flow.responderPort), 1);
    tallies.protocols.add(flow.protocol, 1);
    tallies.states.add(flow.connState, 1);
  }
  const { names, ...others } = tallies;
  const [hosts, clients, servers] = [names.most(), others.clients.most(), others.servers.most()];
  return {
    verdicts: [...verdicts],
    hosts: [...hosts, ...servers, ...clients],
    clients,
    servers: [...hosts, ...servers],
    ports: others.ports.most(),
    protocols: others.protocols.most(),
    processes: others.processes.most(),
    states: others.states.most(),
  };
}

/** Counts texts, and names them by how often they were met, then by the alphabet of their characters' codes. */
function tally() {
  const counts = new Map<string, number>();
  return {
    add(text: string, count: number) {
      const before = counts.get(text);
      if (before === undefined && (counts.size >= MAX_SEEN || text === '')) return;
      counts.set(text, (before ?? 0) + count);
    },
    most: () => [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([text]) => text),
  };
}
