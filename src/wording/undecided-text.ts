/** Words for what could not be judged: the services, and what their flows show all the same. */
import type { FlowReport, ServiceReport } from '../engine/contract.ts';
import { counted, listed } from './phrases.ts';

/** Services of which flows were seen, none of them to work, and none to fail in a way that a rule names. */
export function undecidedServices(services: readonly ServiceReport[]): ServiceReport[] {
  return services.filter(({ status }) => status === 'undecided');
}

/** `S1 Any client to Jamf Pro (2 flows)`. */
export function servicesText(services: readonly ServiceReport[]): string {
  return listed(services.map(({ ref, title, flows }) => `${ref} ${title} (${counted(flows, 'flow')})`));
}

/**
 * A fatal alert in the place of the ServerHello. It says that somebody does not want this ClientHello, and neither who nor why: a server that
 * does not serve the name (RFC 6066 3) says the same as a filter.
 */
export function refusalText({ tls, steps }: Pick<FlowReport, 'tls' | 'steps'>): string | undefined {
  const said = (hello: string) => steps.some(({ name }) => name === hello);
  if (tls === undefined || !said('client-hello') || said('server-hello')) return undefined;
  const alert = tls.alerts.find(({ from, level }) => from === 'responder' && level === 'fatal');
  return alert && `the server, or somebody in its name, answers the ClientHello with a fatal alert (${alert.name})`;
}
