/** What explicit proxies let through, for whom: tells a rule for one port or host from a proxy that refuses everything. */
import { RecentSets } from '../../bytes/recent-map.ts';
import { askedPort, isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { documentedServices } from '../documented.ts';
import { idsOf } from '../draft.ts';
import { bounded, type Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';
import { Moments } from './moments.ts';
import { hostOf } from './successes.ts';

/** Ports and hosts of proxies remembered. */
export const MAX_GRANTS = 20_000;

const FIRST_HTTP_ERROR = 400;

export class Proxies {
  /** Who got what, and when. */
  readonly #moments: Moments;
  /** Proxy and host -> ports; proxy and port -> hosts. */
  readonly #ports: RecentSets<string, number>;
  readonly #hosts: RecentSets<string, string>;
  /** Proxy and port -> hosts that it opened to who had logged in. */
  readonly #hostsBehindLogin: RecentSets<string, string>;
  /** The same, where what was asked for was also had. */
  readonly #hostsReached: RecentSets<string, string>;
  /** Proxy -> ids of the documented services, and the hosts, that it opened to anybody. */
  readonly #services: RecentSets<string, string>;
  readonly #opened: RecentSets<string, string>;

  constructor(overflow: Overflow, live = false) {
    const sets = <Value>() => new RecentSets<string, Value>(bounded(MAX_GRANTS, live), MAX_PARAMETER_LIST, overflow);
    this.#ports = sets();
    this.#hosts = sets();
    this.#hostsBehindLogin = sets();
    this.#hostsReached = sets();
    this.#services = sets();
    this.#opened = sets();
    this.#moments = new Moments(overflow, live);
  }

  note(flow: FlowFacts): void {
    if (!isProxied(flow) || !isGranted(flow)) return;
    const port = portOf(flow);
    if (port === undefined || flow.serverName === undefined) return;
    this.#moments.note(targetOf(flow), flow.originator.address, flow.first);
    const proxy = proxyOf(flow);
    this.#moments.note(proxy, flow.originator.address, flow.first);
    this.#opened.add(proxy, flow.serverName);
    for (const id of idsOf(documentedServices(flow))) this.#services.add(proxy, id);
    if (flow.services.length > 0) this.#ports.add(`${proxy} ${hostOf(flow)}`, port);
    if (flow.succeeded) this.#hostsReached.add(`${proxy} ${port}`, flow.serverName);
    const hosts = isLoggedIn(flow) ? this.#hostsBehindLogin : this.#hosts;
    hosts.add(`${proxy} ${port}`, flow.serverName);
  }

  /** The client was let through to the same host and port by the same proxy at `time` (ns) or later; to any, where `target` is a proxy. */
  letThroughSince(target: string, client: string, time: number): boolean {
    const latest = this.#moments.latest(target, client);
    return latest !== undefined && latest >= time;
  }

  /** The same between these times (ns), give or take half a second. */
  letThroughBetween(target: string, client: string, from: number, to: number): boolean {
    return this.#moments.between(target, client, from, to);
  }

  /** Ids of the documented services that a proxy (`proxyOf`) opened to anybody. */
  servicesBehind(proxy: string): string[] {
    return this.#services.of(proxy);
  }

  /** Hosts that a proxy (`proxyOf`) opened to anybody. */
  hostsBehind(proxy: string): string[] {
    return this.#opened.of(proxy);
  }

  /** Ports of the same host that the proxy opened to anybody. `flow` has a service. */
  portsOf(flow: FlowFacts): number[] {
    return this.#ports.of(`${proxyOf(flow)} ${hostOf(flow)}`);
  }

  /** Hosts to which the proxy opened this port for anybody. */
  hostsAt(flow: FlowFacts, port: number): string[] {
    return [...new Set([...this.openHostsAt(flow, port), ...this.loginHostsAt(flow, port)])];
  }

  /** Those of them for which somebody had not logged in. */
  openHostsAt(flow: FlowFacts, port: number): string[] {
    return this.#hosts.of(`${proxyOf(flow)} ${port}`);
  }

  /** Those of them for which somebody had. */
  loginHostsAt(flow: FlowFacts, port: number): string[] {
    return this.#hostsBehindLogin.of(`${proxyOf(flow)} ${port}`);
  }

  /** Hosts whose servers answered somebody through the proxy, on this port. */
  reachedAt(flow: FlowFacts, port: number): string[] {
    return this.#hostsReached.of(`${proxyOf(flow)} ${port}`);
  }
}

/** Names the proxy with the host and port that it is asked for. */
export function targetOf(flow: FlowFacts): string {
  return `${proxyOf(flow)} ${flow.serverName}:${portOf(flow)}`;
}

function portOf({ protocol, observations, responder }: FlowFacts): number | undefined {
  return askedPort({ protocol, observations, port: responder.port });
}

/** `10.20.0.8:3128`. */
export function proxyOf({ responder }: FlowFacts): string {
  return `${responder.address}:${responder.port}`;
}

/** The client had logged in, or sent what it would log in with. */
function isLoggedIn({ observations }: FlowFacts): boolean {
  return observations.some((seen) => {
    if (seen.kind === 'socks-authentication') return seen.accepted;
    return seen.kind === 'http-request' && seen.via === undefined && seen.proxyAuthorization !== undefined;
  });
}

/** A tunnel was opened, or an answer was passed on. */
function isGranted({ observations }: FlowFacts): boolean {
  return observations.some((seen) => {
    if (seen.kind === 'socks-reply') return seen.granted;
    if (seen.kind !== 'http-response' || seen.via !== undefined) return false;
    const tunnel = observations.some((asked) => asked.kind === 'http-request' && asked.form === 'authority');
    return tunnel
      ? seen.status >= 200 && seen.status < 300
      : seen.status < FIRST_HTTP_ERROR && seen.proxyError === undefined;
  });
}
