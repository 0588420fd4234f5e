import { describe, expect, it } from 'vitest';
import { ProbeOrder } from '../../src/engine/probe-order.ts';
import type { Probe } from '../../src/probe/probe.ts';

const probe = (name: string, transports: Probe['transports'], usualPorts: readonly number[]) =>
  ({ name, transports, usualPorts }) as unknown as Probe;

const order = new ProbeOrder([
  probe('tls', ['tcp'], [443, 5223]),
  probe('http', ['tcp'], [80, 8080]),
  probe('dns', ['tcp', 'udp'], [53]),
  probe('quic', ['udp'], [443]),
  probe('proxy', ['tcp'], [8080]),
]);

describe('the order of asking', () => {
  it.each<['tcp' | 'udp', number, string]>([
    ['tcp', 443, 'tls http dns proxy'],
    ['tcp', 53, 'dns tls http proxy'],
    ['tcp', 8080, 'http proxy tls dns'],
    ['tcp', 9999, 'tls http dns proxy'],
    ['udp', 53, 'dns quic'],
    ['udp', 443, 'quic dns'],
    ['udp', 9999, 'dns quic'],
  ])('%s/%i: %s', (transport, port, names) => {
    const probes = order.of(transport, port);
    expect(probes.map(({ name }) => name).join(' ')).toBe(names);
    expect(order.of(transport, port)).toBe(probes);
  });
});
