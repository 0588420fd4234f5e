import { expect, it } from 'vitest';
import { ERRORS_TAKE, FlowSet } from '../../src/evidence/flow-set.ts';
import { decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';
import { CLIENT, SERVER, wantedFlow } from '../support/wanted-flow.ts';

const there = { from: CLIENT.address, to: SERVER.address };
const back = { from: SERVER.address, to: CLIENT.address };
const ports = { sourcePort: CLIENT.port, destinationPort: SERVER.port };
const view = (ends: typeof there, members: object = ports) => decodedView(packet().ethernet().ipv4(ends).tcp(members));

it('finds a flow in both directions, in tunnels, and within its time', () => {
  const flow = wantedFlow({ firstTime: 10, lastTime: 20 });
  const flows = new FlowSet([flow]);
  expect(flows.of(view(there), 10)).toBe(flow);
  expect(flows.of(view(back, { sourcePort: SERVER.port, destinationPort: CLIENT.port }), 20)).toBe(flow);
  const tunnel = packet().ethernet().ipv4({ from: '192.0.2.1', to: '192.0.2.2' }).ipv4(there).tcp(ports);
  expect(flows.of(decodedView(tunnel), 15)).toBe(flow);
  expect([flows.of(view(there), 9), flows.of(view(there), 21)]).toEqual([undefined, undefined]);
  expect(flows.of(view(there), 20 + ERRORS_TAKE, ERRORS_TAKE)).toBe(flow);
});

it('is not misled by ports, addresses, direction or transport alone', () => {
  const flows = new FlowSet([wantedFlow()]);
  const udp = packet().ethernet().ipv4(there).udp(ports);
  const others = [
    view(back, ports),
    view({ ...there, to: '17.57.144.23' }),
    view(there, { ...ports, sourcePort: 50_001 }),
    decodedView(udp),
    decodedView(packet().ethernet().ipv6({ from: '2001:db8::1', to: '2001:db8::2' }).tcp(ports)),
  ];
  for (const other of others) expect(flows.of(other, 5)).toBeUndefined();
});

it('tells flows apart that had the same ends one after the other', () => {
  const [one, other] = [wantedFlow({ lastTime: 10 }), wantedFlow({ firstTime: 20, lastTime: 30 })];
  const flows = new FlowSet([one, other]);
  expect([flows.of(view(there), 5), flows.of(view(there), 15), flows.of(view(there), 25)]).toEqual([
    one,
    undefined,
    other,
  ]);
});

it('takes fragments between the two hosts, also in front of the packet that they make', () => {
  const flow = wantedFlow({ firstTime: 100e9, lastTime: 200e9 });
  const flows = new FlowSet([flow]);
  const fragment = decodedView(
    packet()
      .ethernet()
      .ipv4({ ...back, moreFragments: true })
      .payload(new Uint8Array(64)),
  );
  expect(fragment.stop).toBe('fragment');
  expect([flows.of(fragment, 99e9), flows.of(fragment, 60e9), flows.of(fragment, 201e9)]).toEqual([
    flow,
    undefined,
    undefined,
  ]);
});
