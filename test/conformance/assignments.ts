/** Flows of the public corpus that are assigned to a documented connection: nobody there has a Jamf Pro server. */
import { Analysis } from '../../src/analyze/analysis.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';

const catalogue = createCatalogue();

export interface Assignments {
  readonly flows: number;
  readonly assigned: number;
  /** Those that no documented name or address explains. */
  readonly unexplained: readonly string[];
}

/** Without a configuration a flow of these captures belongs to a connection by its name or its address, never by a role. */
export async function assignmentsOf(path: string): Promise<Assignments> {
  const analysis = await Analysis.open([path], { retainAll: true, rethrow: true });
  for await (const _ of analysis.run());
  let flows = 0;
  let assigned = 0;
  const unexplained: string[] = [];
  for (const { id, serverName, responder, services } of analysis.snapshot().reportedFlows(true)) {
    flows++;
    if (services.length === 0) continue;
    assigned++;
    const named = serverName !== undefined && catalogue.matchHost(serverName).length > 0;
    const ranged = serverName === undefined && catalogue.matchAddress(responder.address).length > 0;
    if (!named && !ranged) unexplained.push(`flow ${id} to ${serverName ?? responder.address}: ${services.join(' ')}`);
  }
  analysis.release();
  return { flows, assigned, unexplained };
}
