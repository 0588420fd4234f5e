/** What the judge learns, whom it asks and what it keeps: through the engine, as nobody else calls it. */
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { lookup } from '../support/dns-lookup.ts';
import { type CapturedFrame, type RunOptions, runEngine } from '../support/engine-run.ts';
import { concat } from '../support/hex.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls12, tls13 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const COURIER = '1-courier.push.apple.com';
const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
/** The server that the recorded TLS is spoken with, as a site declares it. */
const catalogue = createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] });

/** Every call of a detector's `flow`, in order. */
function heard(frames: readonly CapturedFrame[], options: RunOptions = {}, keep = false) {
  const calls: FlowFacts[] = [];
  const listener: Detector = {
    rule: 'blocked/dns',
    hearsAll: true,
    open: () => ({
      flow: (flow) => {
        calls.push(flow);
        return keep;
      },
      conclude: () => [],
    }),
  };
  return { calls, snapshot: runEngine(frames, { detectors: [listener], ...options }) };
}

const unrelated = (port: number, start = 0) =>
  tcpFlow({ originator: `10.0.0.7:${port}`, responder: '203.0.113.9:8080', start, end: 'none' });

describe('names', () => {
  const flow = (start: number, originator = '10.0.0.1:50000') =>
    tcpFlow({ originator, responder: '192.0.2.5:5223', start, end: 'none' });

  it('that a client looked up name its later flows', () => {
    const { calls } = heard([...lookup(COURIER, '192.0.2.5'), ...flow(SECOND)]);
    expect(calls.at(-1)).toMatchObject({ serverName: COURIER, nameFrom: 'dns', candidates: [] });
    expect(calls.at(-1)?.services[0].row.ref).toBe('S22');
  });

  it('that came after a flow began do not', () => {
    const { calls } = heard([...flow(0), ...lookup(COURIER, '192.0.2.5', { start: SECOND })]);
    expect(calls.filter(({ protocol }) => protocol !== 'dns')).toEqual([]);
  });

  it('of the capture file itself count from the start', () => {
    const before: RunOptions['before'] = (engine, index) => {
      if (index === 0) engine.name(Uint8Array.of(192, 0, 2, 5), [COURIER]);
    };
    expect(heard(flow(0), { before }).calls[0]).toMatchObject({ serverName: COURIER, nameFrom: 'name-resolution' });
  });
});

it('reports what a detector forgot for lack of memory', () => {
  const full: Detector = {
    rule: 'blocked/dns',
    hearsAll: true,
    open: ({ overflow }) => ({
      flow: () => {
        overflow.faults(3);
        return false;
      },
      conclude: () => [],
    }),
  };
  const { capture } = runEngine(lookup(COURIER, '192.0.2.5'), { detectors: [full] });
  expect(capture.anomalies).toMatchObject([{ code: 'faults-not-counted', count: 3, first: { input: 0, frame: 1 } }]);
});

describe('roles', () => {
  it('follow from who holds a push connection, and pick among the rows of a name', () => {
    const push = tcpFlow({ responder: '17.57.144.22:5223' });
    const tenant = [
      ...lookup('acme.jamfcloud.com', '192.0.2.7', { start: 2 * SECOND }),
      ...tcpFlow({ originator: '10.0.0.1:50002', responder: '192.0.2.7:443', start: 3 * SECOND, end: 'none' }),
    ];
    const before = heard(tenant)
      .calls.at(-1)
      ?.services.map(({ row }) => row.ref);
    const after = heard([...push, ...tenant]).calls.at(-1);
    expect(before).not.toContain('S21');
    expect(after?.originatorRole).toBe('managed-device');
    expect(after?.services.map(({ row }) => row.ref)).toContain('S21');
  });
});

describe('roles that are learnt late', () => {
  const bind = Uint8Array.from([0x30, 0x0c, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0]);
  const bound = Uint8Array.from([0x30, 0x0c, 2, 1, 1, 0x61, 7, 0x0a, 1, 0, 4, 0, 4, 0]);
  const ldap = (originator: string, start: number) =>
    tcpFlow({
      originator,
      responder: '10.0.0.53:389',
      exchange: [
        { from: 'originator', bytes: bind },
        { from: 'responder', bytes: bound },
      ],
      start,
    });
  const provider = [
    ...lookup('api.push.apple.com', '17.188.143.34', { start: 20 * SECOND }),
    ...tcpFlow({ originator: '10.0.0.1:50009', responder: '17.188.143.34:443', start: 21 * SECOND }),
  ];
  const statusOf = (frames: readonly CapturedFrame[], ref: string) =>
    heard(frames, { catalogue }).snapshot.services.find((service) => service.ref === ref);

  it('decide what was judged before them', () => {
    expect(statusOf(ldap('10.0.0.1:50001', 0), 'S14')).toMatchObject({ status: 'not-observed', flows: 0 });
    expect(statusOf([...ldap('10.0.0.1:50001', 0), ...provider], 'S14')).toMatchObject({ status: 'healthy', flows: 1 });
  });

  it('take a success from the service that a flow was taken for', () => {
    const store = [
      ...lookup('ppq.apple.com', '23.46.63.140', { start: SECOND }),
      ...tcpFlow({
        originator: '10.0.0.1:50001',
        responder: '23.46.63.140:80',
        exchange: [
          { from: 'originator', bytes: concat('GET / HTTP/1.1\r\nHost: ppq.apple.com\r\n\r\n') },
          { from: 'responder', bytes: concat('HTTP/1.1 204 No Content\r\n\r\n') },
        ],
        start: 2 * SECOND,
      }),
    ];
    expect(statusOf(store, 'S28')).toMatchObject({ status: 'healthy', flows: 1 });
    expect(statusOf([...store, ...provider], 'A:apps')).toMatchObject({ status: 'healthy', flows: 1 });
    expect(statusOf([...store, ...provider], 'S28')).toMatchObject({
      status: 'not-observed',
      flows: 0,
    });
  });

  it('tell what a look-up was for', () => {
    const signIn = lookup('login.microsoftonline.com', '20.190.160.14');
    expect(statusOf(signIn, 'S12')).toMatchObject({ status: 'not-observed' });
    expect(statusOf([...signIn, ...provider], 'S12')).toMatchObject({ status: 'resolved-only' });
  });

  it('say nothing of other hosts', () => {
    expect(statusOf([...ldap('10.0.0.9:50001', 0), ...provider], 'S14')).toMatchObject({ flows: 0 });
  });

  it('lead to further ones: the directory that the server asks is the directory for the proxy too', () => {
    const site = createCatalogue({
      hosts: [
        { role: 'jamf-pro', host: 'mdm.example.jp' },
        { role: 'infrastructure-manager', host: '10.0.0.9' },
      ],
    });
    // An attempt of the proxy says nothing by itself; its target is known by what it answers to the server.
    const attempt = scriptFrames(['> S'], { originator: '10.0.0.9:50002', responder: '10.0.0.53:389' });
    const { snapshot } = heard([...attempt, ...ldap('10.0.0.1:50001', SECOND), ...provider], { catalogue: site });
    expect(snapshot.services.find(({ ref }) => ref === 'S36')).toMatchObject({ flows: 2 });
    expect(snapshot.hosts.find(({ address }) => address === '10.0.0.53')?.roles).toMatchObject([
      { role: 'ldap', inferred: true },
    ]);
  });

  it('are told to the detectors, with all details', () => {
    const { calls } = heard([...ldap('10.0.0.1:50001', 0), ...provider], { catalogue });
    const again = calls.find(({ protocol }) => protocol === 'ldap');
    expect(again).toMatchObject({ id: 1, originatorRole: 'jamf-pro', responderRole: 'ldap', succeeded: true });
    expect(again?.observations.length).toBeGreaterThan(0);
  });
});

describe('detectors hear', () => {
  it('of flows of documented services, of lookups of theirs, and of other TLS', () => {
    const frames = [
      ...lookup(COURIER, '192.0.2.5'),
      ...lookup('www.example.com', '192.0.2.6', { clientPort: 53_001 }),
      ...tcpFlow({ responder: '17.57.144.22:5223', start: SECOND }),
      ...unrelated(50_001, 2 * SECOND),
      ...tcpFlow({ responder: '192.0.2.6:443', exchange, start: 3 * SECOND }),
    ];
    const { calls, snapshot } = heard(frames);
    expect(new Set(calls.map(({ id }) => id))).toEqual(new Set([1, 3, 5]));
    expect(snapshot.flowCount).toBe(5);
    expect(snapshot.summary.jamfFlows).toBe(1);
  });

  it('of flows of documented services alone, unless they ask for more', () => {
    const frames = [
      ...tcpFlow({ responder: '17.57.144.22:5223' }),
      ...tcpFlow({ responder: '192.0.2.6:443', exchange, start: SECOND }),
    ];
    const ids: number[] = [];
    const detector: Detector = {
      rule: 'blocked/dns',
      open: () => ({ flow: ({ id }) => ids.push(id) < 0, conclude: () => [] }),
    };
    runEngine(frames, { detectors: [detector] });
    expect(new Set(ids)).toEqual(new Set([1]));
  });

  it('of a flow again when packets came after it was settled', () => {
    const frames = scriptFrames(['> S', '< RA', '+9000 > S@0']);
    const sweeping: RunOptions['before'] = (engine, index) => {
      if (index === 2) engine.advance(8 * SECOND);
    };
    const { calls, snapshot } = heard(frames, { before: sweeping }, true);
    expect(calls.map(({ id, packets }) => [id, packets])).toEqual([
      [1, [1, 1]],
      [1, [2, 1]],
    ]);
    expect(snapshot.services.find(({ ref }) => ref === 'S22')?.flows).toBe(1);
  });

  it('until when a flow was watched', () => {
    const [first, second] = [scriptFrames(['> S']), unrelated(50_001, 5 * SECOND)];
    const { calls } = heard([...first, ...second]);
    expect(calls[0].watchedUntil).toBe(second.at(-1)?.time);
  });
});

describe('sides', () => {
  const oneSided = (port: number) =>
    tcpFlow({ originator: `10.0.0.1:${port}`, exchange, start: port }).filter(({ from }) => from === 'originator');

  it('that acknowledge what was never captured make a capture one-sided', () => {
    expect(runEngine(oneSided(40_000)).capture.limits).toEqual(['one-sided']);
    expect(runEngine([...oneSided(40_000), ...tcpFlow({ exchange })]).capture.limits).toEqual(['one-sided']);
    const mostly = [...oneSided(40_000), ...tcpFlow({ exchange }), ...tcpFlow({ originator: '10.0.0.1:7', exchange })];
    expect(runEngine(mostly).capture.limits).toEqual([]);
  });

  it('that nobody answered are not one-sided', () => {
    expect(runEngine(scriptFrames(['> S', '+1000 > S@0'])).capture.limits).toEqual([]);
  });

  it('seen only from the server count too, and began within the capture where the SYN-ACK is there', () => {
    const server = tcpFlow({ exchange }).filter(({ from }) => from === 'responder');
    expect(runEngine(server).capture.limits).toEqual(['one-sided']);
    expect(runEngine(server.slice(1)).capture.limits).toEqual(['one-sided', 'mid-stream']);
  });
});

describe('success', () => {
  it('is content in the protocol that was spoken', () => {
    const hello = tls13.slice(0, 1).map(([from, bytes]) => ({ from, bytes }));
    const statuses = (said: typeof exchange) =>
      runEngine(tcpFlow({ exchange: said }), { catalogue })
        .services.filter(({ flows }) => flows > 0)
        .map(({ status }) => status);
    expect([exchange, hello, []].map((said) => statuses(said)[0])).toEqual(['healthy', 'undecided', 'undecided']);
  });

  const log = Uint8Array.from('<14>Nov 20 09:00:00 jamf JSS: hello', (letter) => letter.charCodeAt(0));
  const message = (time: number): CapturedFrame => {
    const outer = packet().ethernet().ipv4({ from: '10.0.0.1', to: '10.0.0.9' });
    return { bytes: outer.udp({ sourcePort: 40_000, destinationPort: 514 }).payload(log).bytes(), time };
  };
  const refusal = (time: number): CapturedFrame => {
    const outer = packet().ethernet().ipv4({ from: '10.0.0.9', to: '10.0.0.1' });
    const quoted = message(0).bytes.slice(14, 14 + 28);
    return { bytes: outer.icmp({ type: 3, code: 3 }).payload(quoted).bytes(), time };
  };
  const syslog = createCatalogue({
    hosts: [
      { role: 'syslog', host: '10.0.0.9' },
      { role: 'jamf-pro', host: '10.0.0.1' },
    ],
  });

  it.each([
    ['healthy', 'taken without a word', [message(0), message(SECOND)]],
    ['healthy', 'taken again', [message(0), refusal(1e6), message(9 * SECOND)]],
    ['blocked', 'refused by ICMP', [message(0), refusal(1e6), message(9 * SECOND), refusal(9.001 * SECOND)]],
  ])('leaves syslog %s that is %s', (status, _, frames) => {
    const { services } = runEngine(frames, { catalogue: syslog });
    expect(services.find(({ ref }) => ref === 'S16')).toMatchObject({ status, flows: 1 });
  });

  it('of a lookup alone leaves a service that was never contacted', () => {
    const status = (address: string | undefined) =>
      runEngine(lookup(COURIER, address)).services.find(({ ref }) => ref === 'S22')?.status;
    expect([status('17.57.144.20'), status(undefined)]).toEqual(['resolved-only', 'not-observed']);
  });
});
