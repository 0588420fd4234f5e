/** Web flows written down: requests and answers as the HTTP and SOCKS probes tell them. */
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { at, type FlowSketch, flowFacts, seen } from './flow-facts.ts';

export const PROXY = '10.20.0.8';
export const PROXY_PORT = 3128;

/** A request in origin form. */
export function asked(host: string, seconds = 0.03, more: object = {}): Observation {
  const target = { form: 'origin', host, port: undefined, path: '/', target: '/' };
  return seen('http-request', 0, seconds, { index: 0, method: 'GET', ...target, ...more });
}

export function connect(host: string, port = 443, more: object = {}): Observation {
  return asked(host, 0.03, { method: 'CONNECT', form: 'authority', port, ...more });
}

/** A whole URL, sent to a proxy. */
export function viaProxy(host: string, more: object = {}): Observation {
  return asked(host, 0.03, { form: 'absolute', ...more });
}

export function answered(status: number, more: object = {}): Observation {
  return seen('http-response', 1, 0.05, { requestIndex: 0, status, reason: '', ...more });
}

export function page(title: string | undefined, more: object = {}): Observation {
  return seen('http-page', 1, 0.05, { requestIndex: 0, title, leadsTo: undefined, whole: true, ...more });
}

/** A flow to TCP 80 of `host`, on which this was said. */
export function webFlow(host: string, observations: readonly Observation[], sketch: FlowSketch = {}): FlowFacts {
  return spoken({ port: 80, server: '17.253.17.201', serverName: host, nameFrom: 'host', observations, ...sketch });
}

/** A flow to a proxy. */
export function proxied(host: string, observations: readonly Observation[], sketch: FlowSketch = {}): FlowFacts {
  return spoken({ server: PROXY, port: PROXY_PORT, serverName: host, nameFrom: 'connect', observations, ...sketch });
}

function spoken(sketch: FlowSketch): FlowFacts {
  const start = sketch.start ?? 0;
  return flowFacts({
    protocol: 'http',
    packets: [4, 4],
    bytes: [120, 900],
    connState: 'SF',
    history: 'ShADadFf',
    ...sketch,
    tcp: {
      synAck: at(start + 0.02),
      handshakeDone: at(start + 0.02),
      firstData: [at(start + 0.03), at(start + 0.05)],
      firstDataAcked: [true, true],
      ...sketch.tcp,
    },
  });
}
