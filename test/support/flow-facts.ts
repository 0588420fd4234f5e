/**
 * Settled flows written down, for detectors: name what matters, the rest is a device that talks to Jamf Cloud on TCP 443.
 * Services are assigned by the real catalogue. Times are seconds, frames count up with them.
 */
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Role } from '../../src/catalogue/role.ts';
import type { SiteHost } from '../../src/catalogue/site.ts';
import { ServiceAssigner } from '../../src/classify/assign-services.ts';
import type { FlowFacts, IcmpSeen, ResetSeen, TcpFacts } from '../../src/classify/flow-facts.ts';
import type { FrameAt } from '../../src/flow/direction.ts';
import type { Observation } from '../../src/probe/registry.ts';

export const CLIENT = '10.20.0.15';
export const TENANT = 'acme.jamfcloud.com';
export const TENANT_ADDRESS = '54.93.120.41';
export const COURIER = '1-courier.push.apple.com';
export const COURIER_ADDRESS = '17.57.144.20';

/** The capture time in ns, and the frame that stands at that time in a sketch: one a millisecond. */
export function at(seconds: number): FrameAt {
  return { input: 0, frame: Math.round(seconds * 1000) + 1, time: Math.round(seconds * 1e9) };
}

export interface FlowSketch extends Partial<Omit<FlowFacts, 'tcp' | 'first' | 'last' | 'watchedUntil'>> {
  client?: string;
  server?: string;
  port?: number;
  /** Seconds. */
  start?: number;
  until?: number;
  tcp?: Partial<TcpFacts>;
  /** What the site declares, where `services` come from it. */
  site?: readonly SiteHost[];
}

/** Above those that tests give themselves. */
let lastId = 10_000;

/** `tcp` is the start of a flow: a SYN at `start`, and nothing else unless given. */
export function flowFacts(sketch: FlowSketch = {}): FlowFacts {
  const { client = CLIENT, server = TENANT_ADDRESS, port = 443, start = 0, until = start + 10, site, ...rest } = sketch;
  const transport = sketch.transport ?? 'tcp';
  const facts: Omit<FlowFacts, 'services'> = {
    id: ++lastId,
    originator: { address: client, port: 50_000 },
    responder: { address: server, port },
    packets: [1, 0],
    bytes: [0, 0],
    retransmissions: [0, 0],
    connState: 'OTH',
    history: 'S',
    icmp: [],
    observations: [],
    omitted: undefined,
    protocol: 'unknown',
    unrecognised: false,
    serverName: server === COURIER_ADDRESS ? COURIER : TENANT,
    nameFrom: 'dns',
    candidates: [],
    originatorRole: undefined,
    responderRole: undefined,
    basis: (sketch.protocol ?? 'unknown') === 'unknown' ? 'attempt' : 'content',
    succeeded: false,
    ...rest,
    first: at(start),
    last: at(until),
    watchedUntil: at(until).time,
    transport,
    tcp: transport === 'udp' ? undefined : { ...NO_TCP, syns: [at(start)], ...sketch.tcp },
  };
  const services = servicesOf(facts, site);
  return { services, ...facts, responderRole: facts.responderRole ?? services[0]?.row.to };
}

const NO_TCP: TcpFacts = {
  syns: [],
  synAck: undefined,
  handshakeDone: undefined,
  rtt: undefined,
  firstData: [undefined, undefined],
  options: [undefined, undefined],
  firstDataBytes: [0, 0],
  firstDataResent: [[], []],
  firstDataAcked: [false, false],
  fin: [undefined, undefined],
  resets: [],
  dataAfterReset: undefined,
  silences: [],
  unanswered: undefined,
  missingBytes: [0, 0],
  stalled: [undefined, undefined],
  selectiveAck: [undefined, undefined],
  hopLimits: [64, 0],
  midStream: false,
};

const withoutSite = new ServiceAssigner(createCatalogue());

function servicesOf(facts: Omit<FlowFacts, 'services'>, site: readonly SiteHost[] | undefined) {
  const assigner = site === undefined ? withoutSite : new ServiceAssigner(createCatalogue({ hosts: site }));
  return assigner.assign({
    transport: facts.transport,
    serverAddress: facts.responder.address,
    serverPort: facts.responder.port,
    name: facts.serverName,
    protocol: facts.protocol,
    observations: facts.observations,
    clientRoles: facts.originatorRole === undefined ? [] : [facts.originatorRole as Role],
    serverRoles: [],
    announced: false,
  });
}

/** SYNs at these seconds, and silence. */
export function unanswered(seconds: readonly number[] = [0, 1, 3], sketch: FlowSketch = {}): FlowFacts {
  return flowFacts({ start: seconds[0], connState: 'S0', ...sketch, tcp: { syns: seconds.map(at), ...sketch.tcp } });
}

/** A SYN that a RST+ACK answers after 20 ms. */
export function refused(sketch: FlowSketch = {}, reset: Partial<ResetSeen> = {}): FlowFacts {
  const start = sketch.start ?? 0;
  return flowFacts({
    connState: 'REJ',
    packets: [1, 1],
    history: 'Sr',
    ...sketch,
    tcp: { resets: [rst(start + 0.02, reset)], hopLimits: [64, 52], ...sketch.tcp },
  });
}

/** A RST of the server's side at a second. */
export function rst(seconds: number, more: Partial<ResetSeen> = {}): ResetSeen {
  return {
    from: 1,
    at: at(seconds),
    sequence: 0,
    acknowledgement: 1,
    withAck: true,
    timestamps: false,
    hopLimit: 52,
    identification: 0,
    identificationBefore: -1,
    hopLimitBefore: 0,
    sincePrevious: 0,
    ...more,
  };
}

/** An ICMP error of the firewall in front of the client that quotes the client's packet: communication administratively prohibited. */
export function prohibited(seconds: number, more: Partial<IcmpSeen> = {}): IcmpSeen {
  return { at: at(seconds), router: '10.20.0.1', version: 4, type: 3, code: 13, quotes: 0, ...more };
}

/** Handshake in 20 ms, then the client's first data, which nobody acknowledges. The server's packets have hop limit 52. */
export function greeted(sketch: FlowSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  return flowFacts({
    packets: [3, 1],
    bytes: [517, 0],
    connState: 'S1',
    history: 'ShAD',
    protocol: 'tls',
    nameFrom: 'sni',
    ...sketch,
    tcp: {
      synAck: at(start + 0.02),
      handshakeDone: at(start + 0.02),
      rtt: 20e6,
      firstData: [at(start + 0.021), undefined],
      hopLimits: [64, 52],
      ...sketch.tcp,
    },
  });
}

/** A flow on which TLS was spoken to the end of the handshake. */
export function reached(sketch: FlowSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  return greeted({
    packets: [10, 12],
    bytes: [900, 4000],
    connState: 'SF',
    history: 'ShADadFf',
    succeeded: true,
    ...sketch,
    tcp: {
      firstData: [at(start + 0.021), at(start + 0.041)],
      firstDataAcked: [true, true],
      fin: [at(start + 1), at(start + 1)],
      ...sketch.tcp,
    },
  });
}

/** Any observation; `from` 0 is the client. The frame is that of the second. */
export function seen(kind: Observation['kind'], from: 0 | 1, seconds: number, more: object = {}): Observation {
  return { kind, from, at: at(seconds), ...more } as Observation;
}
