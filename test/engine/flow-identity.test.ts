/** Names, roles and rows of flows, through the engine, as nobody else asks. */
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Site } from '../../src/catalogue/site.ts';
import { MAX_ANNOUNCED } from '../../src/classify/announced-ports.ts';
import { MAX_NAMED_ADDRESSES } from '../../src/classify/name-table.ts';
import { MAX_HOSTS } from '../../src/classify/roles.ts';
import { Anomalies } from '../../src/engine/anomalies.ts';
import { FlowIdentity, MAX_LOOKUPS, MAX_SERVER_NAMES } from '../../src/engine/flow-identity.ts';
import { FlowRecords } from '../../src/engine/flow-records.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { decodedView } from '../support/decoded.ts';
import { lookup } from '../support/dns-lookup.ts';
import { type CapturedFrame, runEngine } from '../support/engine-run.ts';
import { seen } from '../support/flow-facts.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls13 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const ENROLLMENT = { name: 'iprofiles.apple.com', from: 'sni', candidates: [] } as const;
const exchange = tls13.map(([from, bytes]) => ({ from, bytes }));
const http = (request: string, answer: string) => [
  { from: 'originator' as const, bytes: request },
  { from: 'responder' as const, bytes: answer },
];

function reported(frames: readonly CapturedFrame[], site?: Site) {
  const snapshot = runEngine(frames, { catalogue: createCatalogue(site), retainAll: true });
  return { flows: [...snapshot.reportedFlows(true)], hosts: snapshot.hosts, services: snapshot.services };
}

describe('a declared name', () => {
  const site: Site = {
    path: 'jamscope.config.json',
    hosts: [{ role: 'jamf-pro', host: 'jss.corp.example', key: 'jamfPro[0]' }],
  };
  const asked = lookup('jss.corp.example', '10.0.5.5');

  it('gives its address the role, with the key as the reason', () => {
    const { hosts } = reported([...asked, ...tcpFlow({ responder: '10.0.5.5:8443', start: SECOND })], site);
    expect(hosts.find(({ address }) => address === '10.0.5.5')?.roles).toEqual([
      {
        role: 'jamf-pro',
        inferred: false,
        reason:
          'jss.corp.example is declared as Jamf Pro server in jamscope.config.json (jamfPro[0]), the name of this address in flow 2',
      },
    ]);
  });

  it('gives way to what is declared of the address', () => {
    const balanced: Site = { hosts: [...site.hosts, { role: 'load-balancer', host: '10.0.5.5' }] };
    const { hosts } = reported([...asked, ...tcpFlow({ responder: '10.0.5.5:8443', start: SECOND })], balanced);
    expect(hosts.find(({ address }) => address === '10.0.5.5')?.roles.map(({ role }) => role)).toContain(
      'load-balancer',
    );
    expect(hosts.find(({ address }) => address === '10.0.5.5')?.roles[0].role).toBe('load-balancer');
  });

  it('decides what that address opens, before and after it was named', () => {
    const attempt = (client: string, start: number) =>
      scriptFrames(['> S'], { originator: client, responder: '10.0.6.70:3306' }).map((frame) => ({
        ...frame,
        time: frame.time + start,
      }));
    const mysql: Site = { ...site, hosts: [...site.hosts, { role: 'mysql', host: '10.0.6.70' }] };
    const { flows } = reported(
      [
        ...attempt('10.0.5.5:50001', 0),
        ...asked.map((frame) => ({ ...frame, time: frame.time + SECOND })),
        ...tcpFlow({ responder: '10.0.5.5:8443', start: 2 * SECOND }),
        ...attempt('10.0.5.5:50002', 5 * SECOND),
      ],
      mysql,
    );
    const attempts = flows.filter(({ responder }) => responder.port === 3306);
    expect(attempts.map(({ services, originator }) => [services, originator.role])).toEqual([
      [['jamf-pro-mysql'], 'jamf-pro'],
      [['jamf-pro-mysql'], 'jamf-pro'],
    ]);
  });
});

it('counts a look-up of a declared name', () => {
  const site: Site = { hosts: [{ role: 'distribution-point', host: 'files.corp.example' }] };
  const { services } = reported(lookup('files.corp.example', '10.0.6.25'), site);
  const resolved = services.filter(({ status }) => status === 'resolved-only').map(({ ref }) => ref);
  expect(resolved.toSorted()).toEqual(['S25', 'S26', 'S27', 'S32']);
  // Whoever goes there for one of them has contacted the host.
  const visit = tcpFlow({ responder: '10.0.6.25:445', start: SECOND });
  const { services: visited } = reported([...lookup('files.corp.example', '10.0.6.25'), ...visit], site);
  expect(visited.filter(({ status }) => status === 'resolved-only')).toEqual([]);
});

describe('what there was no room for is counted:', () => {
  const table = new FlowTable();
  const row = table.lookup(decodedView(packet().ethernet().ipv4().udp().payload('')));
  function fresh() {
    const anomalies = new Anomalies();
    const records = new FlowRecords(table, [], anomalies, () => {}, true);
    return { anomalies, identity: new FlowIdentity(table, records, createCatalogue(), anomalies) };
  }
  const answer = (name: string, ...addresses: string[]) =>
    seen('dns-response', 1, 2, { multicast: false, name, addresses });

  it('names of addresses', () => {
    const { anomalies, identity } = fresh();
    const addresses = Array.from({ length: 2 * MAX_NAMED_ADDRESSES + 3 }, (_, index) => `address ${index}`);
    identity.observed(row, seen('dns-response', 1, 2, { multicast: false, name: 'www.example.com', addresses }));
    // Each is kept under its client and under itself.
    expect(anomalies.list()).toMatchObject([{ code: 'names-forgotten', count: 2 * MAX_NAMED_ADDRESSES }]);
  });

  it('look-ups of documented names', () => {
    const { anomalies, identity } = fresh();
    for (let tenant = 0; tenant < 2 * MAX_LOOKUPS; tenant++) {
      identity.observed(row, answer(`t${tenant}.jamfcloud.com`, '192.0.2.9'));
    }
    expect(anomalies.list()).toEqual([]);
    identity.observed(row, answer(`t${MAX_LOOKUPS}.jamfcloud.com`, '192.0.2.9'));
    expect(anomalies.list()).toEqual([]);
    identity.observed(row, answer('more.jamfcloud.com', '192.0.2.9'));
    expect(anomalies.list()).toMatchObject([{ code: 'lookups-forgotten', count: MAX_LOOKUPS }]);
  });

  it('ports that servers name', () => {
    const { anomalies, identity } = fresh();
    for (let port = 0; port <= 2 * MAX_ANNOUNCED; port++)
      identity.observed(row, seen('dcerpc-endpoint', 1, 2, { port }));
    expect(anomalies.list()).toMatchObject([{ code: 'ports-forgotten', count: MAX_ANNOUNCED }]);
  });

  it('names of the servers of flows', () => {
    const { anomalies, identity } = fresh();
    const flow = identity.of(row);
    const keep = (name: string) => identity.keep(row, { ...flow, name: { name, from: 'sni', candidates: [] } });
    for (let index = 0; index <= MAX_SERVER_NAMES; index++) keep(`n${index}`);
    // No row holds those before it.
    expect(anomalies.list()).toEqual([]);
    for (let index = 0; index < MAX_SERVER_NAMES - 2; index++) keep(`m${index}`);
    expect(anomalies.list()).toEqual([]);
    keep('more');
    expect(anomalies.list()).toMatchObject([{ code: 'flow-names-forgotten', count: 1 }]);
  });

  it('roles of hosts', () => {
    const { anomalies, identity } = fresh();
    for (let host = 0; host <= 2 * MAX_HOSTS; host++) {
      identity.learn(row, { ...identity.of(row), client: `host ${host}`, name: ENROLLMENT });
    }
    expect(anomalies.list()).toMatchObject([{ code: 'roles-forgotten', count: MAX_HOSTS }]);
  });
});

describe('a proxy', () => {
  it('is a proxy, whatever is behind it', () => {
    const tunnel = [...http('CONNECT mdm.example.jp:443 HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'), ...exchange];
    const site: Site = { hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] };
    const { flows, hosts } = reported(tcpFlow({ responder: '10.0.0.8:3128', exchange: tunnel }), site);
    expect(flows[0]).toMatchObject({ responder: { role: 'proxy' }, services: ['jamf-pro-https'] });
    expect(hosts.find(({ address }) => address === '10.0.0.8')?.roles.map(({ role }) => role)).toEqual(['proxy']);
  });
});

describe('a flow whose details were let go', () => {
  it('stays a proxied one: the roles of the host behind the proxy are not the proxy’s', () => {
    const site: Site = { hosts: [{ role: 'jamf-pro', host: 'acme.jamfcloud.com' }] };
    const tunnel = (index: number) =>
      tcpFlow({
        originator: `10.0.0.1:${40_000 + index}`,
        responder: '10.0.0.8:3128',
        exchange: http('CONNECT acme.jamfcloud.com:443 HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'),
        start: index * SECOND,
      });
    const frames = Array.from({ length: 130 }, (_, index) => tunnel(index)).flat();
    const push = [
      ...lookup('1-courier.push.apple.com', '17.57.144.22', { start: 200 * SECOND }),
      ...tcpFlow({ originator: '10.0.0.1:50009', responder: '17.57.144.22:5223', start: 201 * SECOND }),
    ];
    const snapshot = runEngine([...frames, ...push], { catalogue: createCatalogue(site) });
    const { roles } = snapshot.hosts.find(({ address }) => address === '10.0.0.8')!;
    expect(roles.map(({ role }) => role)).not.toContain('jamf-pro');
  });

  it('keeps its name and protocol for a role that is learnt later', () => {
    const tenant = (index: number) =>
      tcpFlow({
        originator: `10.0.0.1:${40_000 + index}`,
        responder: '203.0.113.9:443',
        exchange: http(
          `GET / HTTP/1.1\r\nHost: acme.jamfcloud.com\r\n\r\n`,
          'HTTP/1.1 302 Found\r\nLocation: https://acme.jamfcloud.com/\r\n\r\n',
        ),
        start: index * SECOND,
      });
    const frames = Array.from({ length: 130 }, (_, index) => tenant(index)).flat();
    const push = [
      ...lookup('1-courier.push.apple.com', '17.57.144.22', { start: 200 * SECOND }),
      ...tcpFlow({ originator: '10.0.0.1:50009', responder: '17.57.144.22:5223', start: 201 * SECOND }),
    ];
    const snapshot = runEngine([...frames, ...push], { catalogue: createCatalogue() });
    const flowsOf = (ref: string) => snapshot.services.find((service) => service.ref === ref)?.flows;
    expect([flowsOf('S21'), flowsOf('S22')]).toEqual([130, 1]);
    expect(snapshot.row(129)).toMatchObject({ serverName: 'acme.jamfcloud.com', protocol: 'http' });
  });
});
