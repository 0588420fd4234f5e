import { describe, expect, it } from 'vitest';
import type { FindingScope } from '../../src/engine/snapshot.ts';
import {
  allowText,
  answersForOthers,
  calledBy,
  clientText,
  exemptText,
  portText,
  seenClients,
  serverAddresses,
  serverName,
  serverText,
} from '../../src/wording/ends.ts';

const SCOPE: FindingScope = {
  transport: 'tcp',
  clients: ['10.0.0.9'],
  servers: ['17.57.144.20'],
  ports: [443, 5223],
  serverNames: ['1-courier.push.apple.com'],
};
const SERVICE = { ref: 'S22', title: 'Managed devices to APNs', destinations: [] };
const ends = (scope: Partial<FindingScope>) => ({ scope: { ...SCOPE, ...scope }, services: [SERVICE] });

describe('ends', () => {
  it('names the server by what is known of it', () => {
    expect(serverText(ends({}))).toBe('1-courier.push.apple.com (17.57.144.20)');
    expect(serverText(ends({ serverNames: [] }))).toBe('17.57.144.20');
    expect(serverText(ends({ servers: [] }))).toBe('1-courier.push.apple.com');
    expect(serverText(ends({ servers: [], serverNames: [] }))).toBe('Managed devices to APNs');
    expect(serverText({ scope: { ...SCOPE, servers: [], serverNames: [] }, services: [] })).toBe('the server');
    expect(serverName(ends({}))).toBe('1-courier.push.apple.com');
    expect(serverName(ends({ serverNames: [] }))).toBe('17.57.144.20');
  });

  it('claims no name that was not seen', () => {
    expect(calledBy(SCOPE)).toBe('name');
    expect(calledBy({ ...SCOPE, serverNames: [] })).toBe('address');
    expect(answersForOthers(SCOPE, ['a.example'])).toBe('The same address answers for a.example: the name decides.');
    expect(answersForOthers({ ...SCOPE, serverNames: [] }, ['a.example'])).toBe(
      'The same address answers for a.example.',
    );
    expect(answersForOthers(SCOPE, [])).toBe(false);
  });

  it('never takes a proxy for the server behind it', () => {
    const proxied = { proxies: ['10.0.0.8:3128'], asked: ['a.example:443'], servers: [], ports: [443] };
    const behind = ends({ servers: ['10.0.0.8'], ports: [3128], serverNames: ['a.example'], proxied });
    expect(serverText(behind)).toBe('a.example (through proxy 10.0.0.8:3128)');
    expect(portText(behind.scope)).toBe('TCP 443');
    expect(serverAddresses({ ...behind.scope, proxied: { ...proxied, servers: ['192.0.2.1'] } })).toBe(
      '192.0.2.1 and through proxy 10.0.0.8:3128',
    );
    expect(allowText({ ...behind, services: [{ ...SERVICE, destinations: ['*.example'] }] })).toBe(
      'Allow TCP 443 from the clients (seen: 10.0.0.9) to *.example (S22; seen: a.example, through proxy 10.0.0.8:3128)',
    );
  });

  it('names ports and clients', () => {
    expect(portText(SCOPE)).toBe('TCP 443 and 5223');
    expect(portText({ ...SCOPE, transport: 'udp', ports: [123] })).toBe('UDP 123');
    expect(clientText({ ...SCOPE, clients: [] })).toBe('the clients');
    expect(seenClients(SCOPE)).toBe('the clients (seen: 10.0.0.9)');
    expect(seenClients({ ...SCOPE, clients: [] })).toBe('the clients');
  });

  it.each([
    ['10.0.0.9', '17.57.144.20', 'Allow outbound TCP'],
    ['fd00::9', '2620:149:a44::20', 'Allow outbound TCP'],
    ['100.64.0.9', '17.57.144.20', 'Allow outbound TCP'],
    ['140.150.97.1', '192.168.4.4', 'Allow inbound TCP'],
    ['10.0.0.9', '10.0.1.4', 'Allow TCP'],
    ['140.150.97.1', '17.57.144.20', 'Allow TCP'],
  ])('gives the direction from %s to %s', (client, server, start) => {
    expect(allowText(ends({ clients: [client], servers: [server] }))).toMatch(new RegExp(`^${start} `));
  });

  it('leads with what the document allows', () => {
    const documented = { scope: SCOPE, services: [{ ...SERVICE, destinations: ['*.push.apple.com', '17.0.0.0/8'] }] };
    expect(allowText(documented)).toBe(
      'Allow outbound TCP 443 and 5223 from the clients (seen: 10.0.0.9) to *.push.apple.com / 17.0.0.0/8 (S22; seen: 1-courier.push.apple.com, 17.57.144.20)',
    );
    expect(exemptText(documented)).toBe(
      'exempt *.push.apple.com / 17.0.0.0/8 (S22; seen: 1-courier.push.apple.com) on TCP 443 and 5223 from TLS inspection for the clients (seen: 10.0.0.9)',
    );
    expect(exemptText(ends({}))).toBe(
      'exempt 1-courier.push.apple.com on TCP 443 and 5223 from TLS inspection for the clients (seen: 10.0.0.9)',
    );
  });
});
