import { describe, expect, it } from 'vitest';
import { layerOfEtherType, layerOfProtocol, narrowTo, stopShort } from '../../src/wire/layer.ts';
import { PacketView } from '../../src/wire/packet-view.ts';

describe('layerOfEtherType', () => {
  it.each([
    [0x0800, 'ipv4'],
    [0x86dd, 'ipv6'],
    [0x8100, 'vlan'],
    [0x88a8, 'vlan'],
    [0x9100, 'vlan'],
    [0x8847, 'mpls'],
    [0x8864, 'pppoe'],
    [0x6558, 'ethernet'],
    [0x0806, 'other'], // ARP
    [0x88cc, 'other'], // LLDP
  ])('%i: %s', (etherType, layer) => {
    expect(layerOfEtherType(etherType)).toBe(layer);
  });
});

describe('layerOfProtocol', () => {
  it.each([
    [6, 'tcp'],
    [17, 'udp'],
    [1, 'icmp'],
    [58, 'icmp'],
    [4, 'ipv4'],
    [41, 'ipv6'],
    [47, 'gre'],
    [51, 'authentication'],
    [50, 'other'], // ESP
    [132, 'other'], // SCTP
  ])('%i: %s', (protocol, layer) => {
    expect(layerOfProtocol(protocol)).toBe(layer);
  });
});

describe('stopShort', () => {
  it('tells what the snaplen took from what was never there', () => {
    const view = new PacketView();
    view.end = 40;
    view.wireEnd = 60;
    expect(stopShort(view)).toBe('end');
    expect(view.stop).toBe('cut');
    narrowTo(view, 40);
    stopShort(view);
    expect(view.stop).toBe('malformed');
  });
});

describe('narrowTo', () => {
  it('never widens', () => {
    const view = new PacketView();
    view.end = 40;
    view.wireEnd = 60;
    narrowTo(view, 70);
    expect([view.end, view.wireEnd]).toEqual([40, 60]);
    narrowTo(view, 50);
    expect([view.end, view.wireEnd]).toEqual([40, 50]);
    narrowTo(view, 30);
    expect([view.end, view.wireEnd]).toEqual([30, 30]);
  });
});
