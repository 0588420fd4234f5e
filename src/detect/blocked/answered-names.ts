/** Server names that answered TLS at the addresses where another name failed: then the name decides. */
import { listOf } from '../draft.ts';
import type { FailedGroup } from './blocked-rule.ts';

export function answeredNames({ flows, servers }: FailedGroup): string[] {
  const failed = new Set(flows.map((flow) => flow.serverName));
  const names = flows.flatMap((flow) => [...(servers.of(flow.responder.address)?.names ?? [])]);
  return listOf(names.filter((name) => !failed.has(name)));
}
