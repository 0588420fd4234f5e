import { describe, expect, it } from 'vitest';
import { MAX_CLIENTS, MAX_SERVERS, Servers, serverLeg } from '../../../src/detect/survey/servers.ts';
import {
  at,
  CLIENT,
  flowFacts,
  greeted,
  reached,
  refused,
  TENANT,
  TENANT_ADDRESS,
  unanswered,
} from '../../support/flow-facts.ts';

function servers(...flows: ReturnType<typeof flowFacts>[]) {
  const noted = new Servers(() => {});
  for (const flow of flows) noted.note(flow);
  return noted;
}

describe('Servers', () => {
  it('remember what a server answered', () => {
    const noted = servers(
      reached(),
      reached({ port: 8443, serverName: 'other.example.org', tcp: { synAck: at(0.015) } }),
      greeted({ port: 5223, serverName: 'silent.example.org' }),
    );
    expect(noted.of(TENANT_ADDRESS)).toEqual({
      ports: [443, 8443, 5223],
      completed: [443, 8443, 5223],
      names: [TENANT, 'other.example.org'],
      hopLimit: 52,
      roundTrip: 15e6,
    });
  });

  it('know none from silence or refusal', () => {
    const noted = servers(unanswered(), refused({ server: '203.0.113.80' }));
    expect(noted.of(TENANT_ADDRESS)).toBeUndefined();
    expect(noted.of('203.0.113.80')).toBeUndefined();
    expect(noted.reachesOthers(CLIENT, '198.51.100.1')).toBe(false);
  });

  it('tell whether a client hears anything, and whether others accept it', () => {
    const dns = flowFacts({ transport: 'udp', packets: [1, 1], server: '10.20.0.1', port: 53 });
    expect(servers(unanswered()).heard(CLIENT)).toBe(false);
    expect(servers(dns).heard(CLIENT)).toBe(true);
    expect(servers(refused()).heard(CLIENT)).toBe(true);
    expect(servers(dns).reachesOthers(CLIENT, TENANT_ADDRESS)).toBe(false);
    expect(servers(dns, reached()).reachesOthers(CLIENT, TENANT_ADDRESS)).toBe(false);
    expect(servers(dns, reached()).reachesOthers(CLIENT, '203.0.113.80')).toBe(true);
    expect(servers(reached(), reached({ server: '203.0.113.80' }), dns).reachesOthers(CLIENT, TENANT_ADDRESS)).toBe(
      true,
    );
  });
});

it('forgets the servers and clients that were seen longest ago, and says so', () => {
  const lost: number[] = [];
  const noted = new Servers((entries) => lost.push(entries));
  for (let n = 0; n < 2 * MAX_SERVERS; n++)
    noted.note(reached({ client: `c${n}`, server: `s${n}`, serverName: undefined }));
  expect([MAX_CLIENTS, lost]).toEqual([MAX_SERVERS, []]);
  noted.note(reached({ client: 'another', server: 'another', serverName: undefined, start: 5 }));
  expect([noted.of('s0'), noted.heard('c0'), noted.heard('another')]).toEqual([undefined, false, true]);
  expect(lost).toEqual([MAX_CLIENTS, MAX_SERVERS]);
});

describe('serverLeg', () => {
  it('is the time from SYN to SYN-ACK', () => {
    expect(serverLeg(reached({ start: 5 }))).toBe(20e6);
  });

  it('is unknown when the SYN was resent or there is no answer', () => {
    expect(serverLeg(reached({ tcp: { syns: [at(0), at(1)], synAck: at(1.02) } }))).toBeUndefined();
    expect(serverLeg(unanswered())).toBeUndefined();
    expect(serverLeg(flowFacts({ transport: 'udp' }))).toBeUndefined();
  });
});
