import { readFileSync } from 'node:fs';
import {
  type AnyObservation,
  analyze,
  CaptureError,
  type Detector,
  definePlugin,
  explain,
  type FlowFacts,
  openCapture,
  type Plugin,
  type Probe,
  type ServiceRow,
} from 'jamscope';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { report as contract } from '../src/engine/contract.ts';
import { captured } from './support/captured.ts';
import { lookup } from './support/dns-lookup.ts';
import { tcpFlow } from './support/tcp-flow.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const FIXTURE = new URL('../fixtures/tenant-tls12/input.pcap', import.meta.url).pathname;
const folder = temporaryFolder();

describe('analyze', () => {
  it('resolves with a report that keeps to the contract', async () => {
    const report = await analyze(FIXTURE);
    expect(contract.parse(report)).toEqual(report);
    expect(report.capture.inputs.map(({ path }) => path)).toEqual([FIXTURE]);
    expect(report.summary.verdict).toBe('clean');
  });

  it('gives a report that no later analysis touches', async () => {
    const report = await analyze(FIXTURE, { allFlows: true });
    const text = JSON.stringify(report);
    await analyze(new URL('../fixtures/apns-ipv6/input.pcapng', import.meta.url).pathname);
    expect(JSON.stringify(report)).toBe(text);
    expect(await analyze(FIXTURE, { allFlows: true })).toEqual(report);
  });

  it('takes several captures as one', async () => {
    const report = await analyze([FIXTURE, new URL('../fixtures/apns-ipv6/input.pcapng', import.meta.url).pathname]);
    expect(report.capture.inputs).toHaveLength(2);
    expect(report.services.filter(({ status }) => status === 'healthy').map(({ ref }) => ref)).toContain('S22');
  });

  it('reports all flows on request', async () => {
    const [few, all] = await Promise.all([analyze(FIXTURE), analyze(FIXTURE, { allFlows: true })]);
    expect(all.flows).toHaveLength(all.summary.flows);
    expect(few.flows.length).toBeLessThanOrEqual(all.flows.length);
  });

  it('rejects when nothing could be opened, and names what could not beside what could', async () => {
    const missing = `${folder.path}/missing.pcap`;
    await expect(analyze(missing)).rejects.toThrow(CaptureError);
    const capture = await openCapture([missing, FIXTURE]);
    expect(capture.failures.map(({ code }) => code)).toEqual(['no-such-file']);
    for await (const _ of capture);
    expect(capture.report().capture.inputs.map(({ complete, problems }) => [complete, problems[0]?.code])).toEqual([
      [true, undefined],
      [false, 'no-such-file'],
    ]);
  });
});

describe('openCapture', () => {
  // Longer than one chunk.
  const frames = tcpFlow({ exchange: [{ from: 'responder', bytes: new Uint8Array(1_200_000) }] });
  const path = folder.write('long.pcap', captured(frames));

  it('says how far it has come, knows more with each step, and ends with the whole', async () => {
    const capture = await openCapture(path);
    const steps: [bytesRead: number, packets: number][] = [];
    for await (const { bytesRead, totalBytes } of capture) {
      expect(totalBytes).toBe(readFileSync(path).length);
      steps.push([bytesRead, capture.snapshot().capture.packets]);
    }
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual(steps.toSorted((one, other) => one[0] - other[0] || one[1] - other[1]));
    expect(steps.at(-1)).toEqual([readFileSync(path).length, frames.length]);
    const report = capture.report();
    for await (const _ of capture) expect.unreachable('a capture is read once');
    expect(capture.report()).toEqual(report);
  });

  it('judges what was read when the loop is left early', async () => {
    const capture = await openCapture(path);
    for await (const _ of capture) break;
    const { capture: about, summary } = capture.report();
    expect(about.packets).toBeGreaterThan(0);
    expect(about.packets).toBeLessThan(frames.length);
    expect(about.inputs[0].complete).toBe(false);
    expect(summary.jamfFlows).toBe(summary.flows);
  });

  it('stops when it is told to', async () => {
    const aborter = new AbortController();
    aborter.abort();
    const report = await analyze(FIXTURE, { signal: aborter.signal });
    expect(report.capture.packets).toBe(0);
  });
});

/** The protocol of the plug-in: a line `ACME <word>`, answered by `OK`. */
interface AcmeGreeting extends AnyObservation {
  readonly kind: 'acme-greeting';
  readonly word: string;
}

declare module 'jamscope' {
  interface PluginObservations {
    acme: AcmeGreeting;
  }
}

const acmeProbe: Probe<AcmeGreeting> = {
  name: 'acme',
  transports: ['tcp'],
  usualPorts: [7777],
  recognise(head) {
    const text = new TextDecoder().decode(head.subarray(0, 5));
    return text === 'ACME ' ? 'match' : 'ACME '.startsWith(text) ? 'more' : 'reject';
  },
  open: (_, emit) => ({
    data(from, bytes, at) {
      emit({ kind: 'acme-greeting', from, at, word: new TextDecoder().decode(bytes).slice(5).trim() });
      return 'done';
    },
    gap: () => 'done',
    close() {},
  }),
};

const acmeRow: ServiceRow = {
  id: 'acme-inventory',
  ref: 'X:acme',
  title: 'Acme inventory',
  from: ['managed-device'],
  to: 'other-service',
  hosts: [{ name: 'inventory.acme.example' }],
  ports: { tcp: [7777] },
  protocols: ['unknown'],
  tlsInspection: 'not-applicable',
  lifecycle: { state: 'active' },
  source: { title: 'Acme Inventory Guide' },
  checked: '2026-11-21',
  notes: [],
};

const acmeDetector: Detector = {
  rule: 'acme/rude',
  severity: 'error',
  wording: {
    source: 'Acme Inventory Guide 3.1',
    words: ({ parameters, scope, services }) => ({
      title: `Somebody says ${parameters.word} to port ${scope.ports[0]}`,
      explanation: `A rude word was said to ${services[0].title}.`,
      rivals: [],
      remedy: 'Be polite.',
      evidence: [`the word ${parameters.word}`],
    }),
  },
  open() {
    const flows = new Map<number, FlowFacts>();
    return {
      flow(flow) {
        const rude = flow.observations.some((seen) => seen.kind === 'acme-greeting');
        if (rude) flows.set(flow.id, flow);
        return rude;
      },
      conclude: () =>
        [...flows.values()].map((flow) => ({
          rule: 'acme/rude',
          cause: flow.responder.address,
          confidence: 'conclusive',
          parameters: { word: 'dam\x1bn' },
          services: flow.services.map(({ row }) => row.id),
          exhibits: [{ flow, frames: [flow.first] }],
          flows: [flow.id],
          verdict: 'rejected',
        })),
    };
  },
};

const acme = definePlugin({
  meta: { name: 'acme', version: '1.0.0' },
  endpoints: [acmeRow],
  probes: [acmeProbe as Probe],
  detectors: [acmeDetector],
});

describe('a plug-in', () => {
  const path = folder.write(
    'acme.pcap',
    captured([
      ...lookup('inventory.acme.example', '203.0.113.7', { client: '10.0.0.9' }),
      ...tcpFlow({
        originator: '10.0.0.9:50001',
        responder: '203.0.113.7:7777',
        exchange: [
          { from: 'originator', bytes: 'ACME damn\n' },
          { from: 'responder', bytes: 'OK\n' },
        ],
        start: 1e9,
      }),
    ]),
  );
  const named: Plugin = {
    meta: { name: 'names', version: '1' },
    endpoints: [
      { ...acmeRow, id: 'apple-block', ref: 'X:block', hosts: [], ranges: ['apple-17'], ports: { tcp: [9] } },
    ],
  };

  it('adds a protocol, a service, and a rule with its own severity and words', async () => {
    const report = await analyze(path, { plugins: [acme], rethrow: true });
    expect(contract.parse(report)).toEqual(report);
    expect(report.flows).toMatchObject([
      { protocol: 'dns' },
      { protocol: 'acme', services: ['acme-inventory'], verdict: 'rejected', findings: ['F1'] },
    ]);
    expect(report.services.find(({ ref }) => ref === 'X:acme')?.status).toBe('misconfigured');
    expect(report.findings).toMatchObject([
      {
        rule: 'acme/rude',
        severity: 'error',
        title: expect.stringMatching(/^Somebody says dam.*n to port 7777$/),
        remedy: 'Be polite.',
        displayFilter: 'tcp.port == 7777 && ip.addr == 10.0.0.9 && ip.addr == 203.0.113.7',
        source: expect.stringContaining('Acme Inventory Guide 3.1'),
      },
    ]);
    expect(report.findings[0].title).not.toContain('\x1b');
    expect(report.summary.verdict).toBe('problems');
  });

  it('has its rules explained, with a manual or without', () => {
    const [head, manual] = explain('acme/rude', { plugins: [acme] }).split('\n');
    expect([head, manual]).toEqual([
      'acme/rude  ✖ error',
      '   Manual   The plug-in that adds this rule brings no manual.',
    ]);
    const page = explain('dns', { width: 60 });
    expect(page).toMatch(/^blocked\/dns {2}✖ error\n/);
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(explain()).toContain('inspection/known-vendor');
    expect(() => explain('acme/rude')).toThrow(RangeError);
  });

  it('does nothing to those who do not name it', async () => {
    const report = await analyze(path);
    expect(report.services.some(({ id }) => id === 'acme-inventory')).toBe(false);
    expect(report.flows).toEqual([]);
  });

  it('may extend the union of observations', () => {
    expectTypeOf<Extract<FlowFacts['observations'][number], { kind: 'acme-greeting' }>>().toEqualTypeOf<AcmeGreeting>();
  });

  it('must not claim what another has', async () => {
    const twice = [acme, { ...named, endpoints: [{ ...acmeRow, id: 'managed-device-apns' }] }];
    await expect(analyze(path, { plugins: [acme, acme] })).rejects.toThrow(
      'acme already has the endpoint acme-inventory',
    );
    await expect(analyze(path, { plugins: twice })).rejects.toThrow(
      'jamscope already has the endpoint managed-device-apns',
    );
  });

  it.each<[string, string, Plugin]>([
    ['probe that fails to recognise', 'probe-failed-acme', withProbe({ recognise: fail })],
    ['probe that fails to open', 'probe-failed-acme', withProbe({ open: fail })],
    [
      'probe that fails on data',
      'probe-failed-acme',
      withProbe({ open: () => ({ data: fail, gap: fail, close: fail }) }),
    ],
    ['detector that fails to open', 'detector-failed-acme/rude', withDetector({ open: fail })],
    [
      'detector that fails on a flow',
      'detector-failed-acme/rude',
      withDetector({ open: () => ({ flow: fail, conclude: () => [] }) }),
    ],
    [
      'detector that fails to conclude',
      'detector-failed-acme/rude',
      withDetector({ open: () => ({ flow: () => false, conclude: fail }) }),
    ],
    [
      'detector that concludes rubbish',
      'detector-failed-acme/rude',
      withDetector({ open: () => ({ flow: () => false, conclude: () => [{} as never] }) }),
    ],
  ])('with a %s is disabled and reported', async (_, code, plugin) => {
    const report = await analyze([path, FIXTURE], { plugins: [plugin] });
    const anomalies = report.capture.anomalies.filter((anomaly) => anomaly.code === code);
    expect(anomalies).toHaveLength(1);
    expect(report.services.some(({ status }) => status === 'healthy')).toBe(true);
    expect(contract.parse(report)).toEqual(report);
    await expect(analyze([path, FIXTURE], { plugins: [plugin], rethrow: true })).rejects.toThrow(
      /broken|made a finding of/,
    );
  });

  it('whose words fail leaves a finding that says so', async () => {
    const plugin = withDetector({ wording: { source: '', words: fail } });
    const report = await analyze(path, { plugins: [plugin] });
    expect(report.findings).toMatchObject([
      { rule: 'acme/rude', explanation: "The plug-in's words for this rule failed: Error: broken." },
    ]);
  });

  function withProbe(changes: Partial<Probe>): Plugin {
    return { ...acme, probes: [{ ...acmeProbe, ...changes } as Probe] };
  }

  function withDetector(changes: Partial<Detector>): Plugin {
    return { ...acme, detectors: [{ ...acmeDetector, ...changes }] };
  }

  function fail(): never {
    throw new Error('broken');
  }
});
