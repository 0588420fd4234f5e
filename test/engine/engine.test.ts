/** The whole, without I/O: the same capture in whatever order and number its segments came gives the same report. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { Frame } from '../../src/capture/frame.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { FlowReport } from '../../src/engine/contract.ts';
import { Engine, MAX_LIVE_FLOWS } from '../../src/engine/engine.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { MAX_PENDING_SEGMENTS } from '../../src/flow/tcp-reassembly.ts';
import { dnsMessage, pointer, prefixed, question, RESPONSE, record } from '../support/dns-bytes.ts';
import { type CapturedFrame, CLOCK, runEngine } from '../support/engine-run.ts';
import { concat } from '../support/hex.ts';
import { packet } from '../support/packet.ts';
import { type TimedFrame, tcpFlow } from '../support/tcp-flow.ts';
import { tls12, tls12Resumed, tls13, tls13Refused } from '../support/tls-samples.ts';

const catalogue = createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] });
const SECOND = 1e9;

type Exchange = NonNullable<NonNullable<Parameters<typeof tcpFlow>[0]>['exchange']>;

const spoken = (flights: typeof tls12): Exchange => flights.map(([from, bytes]) => ({ from, bytes }));
const questions = [question('acme.jamfcloud.com', 1)];
const EXCHANGES: Readonly<Record<string, Exchange>> = {
  'TLS 1.2': spoken(tls12),
  'TLS 1.2 resumed': spoken(tls12Resumed),
  'TLS 1.3': spoken(tls13),
  'TLS 1.3 refused': spoken(tls13Refused),
  HTTP: [
    { from: 'originator', bytes: 'GET /pub/update HTTP/1.1\r\nHost: swcdn.apple.com\r\n\r\n' },
    { from: 'responder', bytes: `HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n${'x'.repeat(3000)}` },
    { from: 'originator', bytes: 'GET /pub/second HTTP/1.1\r\nHost: swcdn.apple.com\r\n\r\n' },
    { from: 'responder', bytes: 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n' },
  ],
  'DNS over TCP': [
    { from: 'originator', bytes: prefixed(dnsMessage({ questions })) },
    {
      from: 'responder',
      bytes: prefixed(
        dnsMessage({ flags: RESPONSE, questions, answers: [record(pointer(12), 1, Uint8Array.of(192, 0, 2, 9))] }),
      ),
    },
  ],
};

/** What of a flow may not depend on how its bytes came. */
function contentOf(snapshot: Snapshot): Partial<FlowReport>[] {
  return [...snapshot.reportedFlows(true)].map(
    ({ protocol, serverName, tls, dns, http, services, basis, verdict }) => ({
      protocol,
      ...(serverName === undefined ? {} : { serverName }),
      ...(tls === undefined ? {} : { tls: { ...tls, alerts: tls.alerts.map((alert) => ({ ...alert, at: NOWHERE })) } }),
      ...(dns === undefined ? {} : { dns }),
      ...(http === undefined
        ? {}
        : { http: { requests: http.requests.map((request) => ({ ...request, at: NOWHERE })) } }),
      services,
      basis,
      verdict,
    }),
  );
}

const NOWHERE = { input: 0, frame: 0 };

const run = (frames: readonly CapturedFrame[]) => contentOf(runEngine(frames, { catalogue, retainAll: true }));

/** The same frames behind a VLAN tag, which the kernel leaves. */
const tagged = (frames: readonly TimedFrame[]): CapturedFrame[] =>
  frames.map((frame) => ({
    ...frame,
    bytes: concat(frame.bytes.subarray(0, 12), Uint8Array.of(0x81, 0, 0, 7), frame.bytes.subarray(12)),
  }));

/** Payload of segments is late or comes twice; each segment keeps within a second of its place, and the flow opens and closes in order. */
function disturbed(
  frames: readonly TimedFrame[],
  delays: readonly number[],
  copies: readonly number[],
): CapturedFrame[] {
  const inner = frames.slice(3, -3);
  const late = inner.map((frame, index) => ({ ...frame, time: frame.time + (delays[index % delays.length] ?? 0) }));
  const again = copies.map((copy) => late[copy % late.length]).map((frame) => ({ ...frame, time: frame.time + 2e6 }));
  const end = Math.max(...late.map(({ time }) => time), ...again.map(({ time }) => time), 0);
  return [
    ...frames.slice(0, 3),
    ...[...late, ...again].toSorted((one, other) => one.time - other.time),
    ...frames.slice(-3).map((frame, index) => ({ ...frame, time: end + (index + 1) * 1e6 })),
  ];
}

describe.each(Object.entries(EXCHANGES))('%s', (name, exchange) => {
  const frames = tcpFlow({
    exchange,
    mss: 400,
    responder: name.startsWith('DNS') ? '10.0.0.53:53' : '17.57.144.22:443',
  });
  const plain = run(frames);

  it('is recognised', () => {
    expect(plain).toHaveLength(1);
    expect(plain[0].basis).toBe('content');
  });

  it('says the same in segments of any size', () => {
    for (const mss of [1, 2, 3, 7, 40, 1448, 9000]) {
      const cut = tcpFlow({ exchange, mss, responder: name.startsWith('DNS') ? '10.0.0.53:53' : '17.57.144.22:443' });
      expect(run(cut), `${mss} bytes`).toEqual(plain);
    }
  });

  it('says and counts the same by the kernel and the long way', () => {
    const whole = (captured: readonly CapturedFrame[]) => [
      ...runEngine(captured, { catalogue, retainAll: true }).reportedFlows(true),
    ];
    for (const mss of [7, 400, 1448]) {
      const cut = tcpFlow({ exchange, mss, responder: name.startsWith('DNS') ? '10.0.0.53:53' : '17.57.144.22:443' });
      expect(whole(tagged(cut)), `${mss} bytes`).toEqual(whole(cut));
    }
  });

  it('says the same when segments came again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (copies) => {
        expect(run(disturbed(frames, [], copies))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  it('says the same when segments changed places within a second, an answer before its question too', () => {
    const order = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(order, (numbers) => {
        const shuffled = shuffle(frames.slice(3, -3), () => numbers.next().value);
        const timed = shuffled.map((frame, index) => ({ ...frame, time: frames[3 + index].time }));
        expect(run([...frames.slice(0, 3), ...timed, ...frames.slice(-3)])).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });
});

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const rest = [...items];
  const shuffled: Item[] = [];
  while (rest.length > 0) shuffled.push(...rest.splice(random() % rest.length, 1));
  return shuffled;
}

describe('a capture file', () => {
  const root = new URL('../../fixtures/', import.meta.url).pathname;
  const cases = ['apns-5223-tls12', 'client-hello-reset', 'dns-over-tcp', 'inspection-zscaler-enrollment'];

  it.each(cases)('in chunks of any size gives the same: %s', (name) => {
    const file = readdirSync(root + name).find((entry) => entry.startsWith('input.'))!;
    const bytes = new Uint8Array(readFileSync(`${root}${name}/${file}`));
    const whole = readIn(bytes, [bytes.length]);
    expect(whole.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 }), (sizes) => {
        expect(readIn(bytes, sizes)).toEqual(whole);
      }),
      { numRuns: 15 },
    );
    expect(readIn(bytes, [1])).toEqual(whole);
  });

  /** Frames as the reader gives them, chunk after chunk, the sizes again and again. */
  function readIn(bytes: Uint8Array, sizes: readonly number[]): CapturedFrame[] {
    const frames: CapturedFrame[] = [];
    const reader = new CaptureReader(
      {
        frame: ({ bytes: raw, start, end, time, wireLength, linkType }) =>
          frames.push({ bytes: raw.slice(start, end), time, wireLength, linkType }),
      },
      new TimeBase(),
    );
    let at = 0;
    for (let turn = 0; at < bytes.length; turn++) {
      const size = sizes[turn % sizes.length];
      const chunk = bytes.slice(at, at + size);
      reader.push(chunk, 0, chunk.length);
      at += size;
    }
    reader.end();
    return frames;
  }
});

describe('the engine', () => {
  it('judges what fell silent when time passes without packets', () => {
    const frames = tcpFlow({ responder: '17.57.144.22:5223', end: 'none' }).slice(0, 1);
    const silent = (until: number) =>
      runEngine(frames, {
        open: true,
        before: (engine, index) => {
          if (index === frames.length) engine.advance(until);
        },
      }).row(1).open;
    expect([silent(59 * SECOND), silent(61 * SECOND)]).toEqual([true, false]);
  });

  it('counts frames per input', () => {
    const [syn, answer, ...rest] = tcpFlow({ responder: '17.57.144.22:5223' });
    const snapshot = runEngine([
      { ...syn, input: 1 },
      { ...answer, input: 0 },
      ...rest.map((frame) => ({ ...frame, input: 1 })),
    ]);
    expect(snapshot.flow(1)).toMatchObject({ first: { input: 1, frame: 1 }, last: { input: 1, frame: 5 } });
    expect(snapshot.flow(1)?.steps[1]).toMatchObject({ name: 'syn-ack', at: { input: 0, frame: 1 } });
  });

  it('knows who responds on a port that the site declares, without the start of a flow', () => {
    const [, , ...midStream] = tcpFlow({ originator: '10.0.0.1:7000', responder: '10.0.0.5:33060' });
    const declared = createCatalogue({ hosts: [{ role: 'mysql', host: '10.0.0.5', ports: [33_060] }] });
    const responder = (options: object) =>
      runEngine(midStream, { retainAll: true, ...options }).row(1).responderAddress;
    expect(responder({})).toBe('10.0.0.1');
    expect(responder({ catalogue: declared })).toBe('10.0.0.5');
  });

  it('gives the same whatever the seed of its hash', () => {
    const frames = Array.from({ length: 60 }, (_, index) =>
      tcpFlow({ originator: `10.0.${index}.1:50000`, exchange: EXCHANGES['TLS 1.2'], start: index * 1e8 }),
    ).flat();
    const [one, other] = [1, 0x7fff_ffff].map((hashSeed) => {
      const snapshot = runEngine(frames, { hashSeed, catalogue });
      return [[...snapshot.reportedFlows(true)], snapshot.services, snapshot.capture];
    });
    expect(one).toEqual(other);
  });
});

it('keeps a live capture within its table: the older half of the strangers that are over makes room', () => {
  const frame = packet()
    .ethernet()
    .ipv4({ from: '10.0.0.1', to: '198.51.100.9' })
    .udp({ sourcePort: 40_000, destinationPort: 40_001 })
    .payload(new Uint8Array(20))
    .bytes();
  const count = MAX_LIVE_FLOWS + 1000;
  const engine = new Engine({ catalogue: createCatalogue(), probes: [], detectors: [], live: true, rethrow: true });
  const sent = new Frame();
  for (let index = 0; index < count; index++) {
    frame.set([(index >> 16) & 255, (index >> 8) & 255, index & 255], 27);
    Object.assign(sent, { bytes: frame, start: 0, end: frame.length, wireLength: frame.length, linkType: 1 });
    engine.frame(Object.assign(sent, { time: index * 10e6, number: index + 1 }));
  }
  const { flowCount, flowIds, capture, isOpen } = engine.snapshot([], CLOCK);
  // The flow for which there was no room is none that is over.
  expect([isOpen(1000), isOpen(MAX_LIVE_FLOWS)]).toEqual([false, true]);
  engine.release();
  expect(flowCount).toBe(count);
  expect(flowIds.length).toBeLessThan(MAX_LIVE_FLOWS);
  expect(flowIds.length).toBeGreaterThan(MAX_LIVE_FLOWS / 2);
  expect(flowIds.at(flowIds.length - 1)).toBe(count);
  expect(capture.anomalies).toMatchObject([{ code: 'flows-evicted', count: count - flowIds.length }]);
});

describe('a stream that waits too long for a segment', () => {
  const segments = Array.from(
    { length: MAX_PENDING_SEGMENTS + 20 },
    () => ({ from: 'responder', bytes: 'x' }) as const,
  );
  const whole = tcpFlow({ exchange: segments });
  /** Behind the handshake. */
  const FIRST_SEGMENT = 3;
  const frames = whole.toSpliced(FIRST_SEGMENT, 1);

  it('goes on without it, which is named with the frame that could no longer be held', () => {
    expect(runEngine(frames).capture.anomalies).toEqual([
      { code: 'reassembly-gave-up', count: 1, first: { input: 0, frame: FIRST_SEGMENT + MAX_PENDING_SEGMENTS + 1 } },
    ]);
  });

  it('counts each gap that was passed over', () => {
    const others = tcpFlow({ originator: '10.0.0.2:50000', exchange: segments }).toSpliced(FIRST_SEGMENT, 1);
    expect(runEngine([...frames, ...others]).capture.anomalies).toMatchObject([
      { code: 'reassembly-gave-up', count: 2 },
    ]);
  });

  it('has none while as many wait as may', () => {
    const held = frames.slice(0, FIRST_SEGMENT + MAX_PENDING_SEGMENTS);
    expect(runEngine(held).capture.anomalies).toEqual([]);
    expect(runEngine(whole).capture.anomalies).toEqual([]);
  });
});
