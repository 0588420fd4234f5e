/** Ports of the servers that failed which answered somebody: then the port decides, not the host. */
import { listOf } from '../draft.ts';
import type { FailedGroup } from './blocked-rule.ts';

/** Ports other than those that failed, at the same addresses. */
export function answeringPorts({ flows, servers }: Pick<FailedGroup, 'flows' | 'servers'>): number[] {
  const failed = new Set(flows.map((flow) => flow.responder.port));
  const ports = flows.flatMap((flow) => [...(servers.of(flow.responder.address)?.ports ?? [])]);
  return listOf(ports.filter((port) => !failed.has(port)));
}
