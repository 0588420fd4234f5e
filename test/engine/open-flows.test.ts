/** Flows that are judged while they go on: through the engine, as a capture shows them that does not end. */
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Detector } from '../../src/detect/detector.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { MAX_LOOKS } from '../../src/engine/open-flows.ts';
import { lookup } from '../support/dns-lookup.ts';
import { type CapturedFrame, runEngine } from '../support/engine-run.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls12 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const SERVER = '192.0.2.5:8443';
const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
/** The server that the recorded TLS is spoken with, as a site declares it. */
const catalogue = createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'mdm.example.jp' }] });
const named = lookup('mdm.example.jp', '192.0.2.5');
/** It does not answer, and is asked again after 1, 2, 4 and 8 s, as clients do. */
const unanswered = (start = 0, originator?: string) =>
  asked(['> S', '+1000 > S@0', '+2000 > S@0', '+4000 > S@0', '+8000 > S@0'], start, originator);
const asked = (lines: readonly string[], start = 0, originator = '10.0.0.1:50000') =>
  scriptFrames(lines, { originator, responder: SERVER }).map(({ bytes, time }) => ({
    bytes,
    time: start + time + SECOND / 10,
  }));
const healthy = (start: number, originator = '10.0.0.1:50100') =>
  tcpFlow({ originator, responder: SERVER, exchange, start, end: 'none' });

/** Snapshot at `time` (ns), with a look at the clock every quarter of a second. */
function liveAt(frames: readonly CapturedFrame[], time: number, detectors?: readonly Detector[]) {
  const sorted = [...named, ...frames]
    .filter((frame) => frame.time <= time)
    .sort((one, other) => one.time - other.time);
  let clock = 0;
  const pass = (engine: Engine, until: number) => {
    for (; clock <= until; clock += SECOND / 4) engine.advance(clock);
  };
  return runEngine(sorted, {
    catalogue,
    live: true,
    open: true,
    ...(detectors === undefined ? {} : { detectors }),
    before: (engine, index) => pass(engine, index < sorted.length ? sorted[index].time : time),
  });
}

const standing = (frames: readonly CapturedFrame[], time: number) =>
  liveAt(frames, time).findings.map(({ rule, state }) => `${rule} ${state}`);

describe('a live capture', () => {
  it('says that nobody answers while the client still asks, and is sure when it has given up', () => {
    expect(standing(unanswered(), 1 * SECOND)).toEqual([]);
    expect(standing(unanswered(), 14 * SECOND)).toEqual(['blocked/syn-unanswered provisional']);
    expect(standing(unanswered(), 100 * SECOND)).toEqual(['blocked/syn-unanswered final']);
  });

  it('says so while SYNs go on every second', () => {
    const asking = asked(['> S', ...Array.from({ length: 9 }, () => '+1000 > S@0')]);
    expect(standing(asking, 5 * SECOND)).toEqual(['blocked/syn-unanswered provisional']);
  });

  it('looks at many flows in turn, and says whether more are due', () => {
    const clients = Array.from({ length: 2 * MAX_LOOKS + 50 }, (_, index) => `10.0.${index >> 8}.${index & 255}:50000`);
    const more: boolean[] = [];
    runEngine(
      clients.flatMap((client) => asked(['> S'], 0, client)),
      {
        live: true,
        open: true,
        before: (engine, index) => {
          if (index < clients.length) return;
          more.push(engine.advance(4 * SECOND));
          for (let turn = 0; turn < 3; turn++) more.push(engine.look(4 * SECOND));
        },
      },
    );
    expect(more).toEqual([true, true, false, false]);
    const [{ count }] = liveAt(
      clients.flatMap((client) => unanswered(0, client)),
      14 * SECOND,
    ).findings;
    expect(count).toBe(clients.length);
  });

  it('sees that an open flow works, and counts it once', () => {
    const service = (time: number) => liveAt(healthy(0), time).services.find(({ ref }) => ref === 'S1');
    expect(service(0.5 * SECOND)).toMatchObject({ flows: 0 });
    expect(service(5 * SECOND)).toMatchObject({ status: 'healthy', flows: 1 });
    expect(service(200 * SECOND)).toMatchObject({ status: 'healthy', flows: 1 });
  });

  it('clears a finding when the client gets through and a minute passed without failure, and has it back', () => {
    const recovered = [...unanswered(), ...healthy(30 * SECOND)];
    expect(standing(recovered, 40 * SECOND)[0]).toMatch(/provisional|final/);
    expect(standing(recovered, 80 * SECOND)).toEqual(['blocked/syn-unanswered cleared']);
    const [finding] = liveAt(recovered, 80 * SECOND).findings;
    expect(finding.clearedTime).toBe(30 * SECOND);
    const again = unanswered(100 * SECOND, '10.0.0.1:50001');
    expect(standing([...recovered, ...again], 114 * SECOND)).toEqual(['blocked/syn-unanswered final']);
  });

  it('counts no cleared finding, and takes its service for healthy', () => {
    const snapshot = liveAt([...unanswered(), ...healthy(30 * SECOND)], 80 * SECOND);
    expect(snapshot.summary).toMatchObject({ findings: { error: 0 }, cleared: 1, verdict: 'clean' });
    expect(snapshot.services.find(({ ref }) => ref === 'S1')?.status).toBe('healthy');
  });

  it('clears nothing because another client gets through', () => {
    const other = healthy(30 * SECOND, '10.0.0.2:50000');
    expect(standing([...unanswered(), ...other], 80 * SECOND)).toEqual(['blocked/syn-unanswered final']);
  });

  it('takes an answered look-up for ended, and waits for the answer of one that has none', () => {
    const [question, answer] = named;
    const later = { ...question, time: 10 * SECOND };
    expect(liveAt([], 3 * SECOND)).toMatchObject({ flowCount: 1, summary: { flows: 1 } });
    expect(liveAt([], 1 * SECOND).isOpen(1)).toBe(true);
    expect(liveAt([], 4 * SECOND).isOpen(1)).toBe(false);
    expect(liveAt([later], 14 * SECOND)).toMatchObject({ flowCount: 2 });
    expect(liveAt([later], 14 * SECOND).isOpen(2)).toBe(true);
    expect(liveAt([later, { ...answer, time: 10.1 * SECOND }], 14 * SECOND).isOpen(2)).toBe(false);
  });

  it('judges a flow that did what it was for once, and again when it goes on', () => {
    const looked: string[] = [];
    const detector: Detector = {
      rule: 'blocked/syn-reset',
      open: () => ({ flow: ({ id, packets }) => looked.push(`flow ${id}: ${packets[0]}`) < 0, conclude: () => [] }),
    };
    const frames = healthy(0);
    const more = healthy(0)
      .slice(-1)
      .map((frame) => ({ ...frame, time: 20 * SECOND }));
    const sent = frames.filter(({ bytes }) => bytes[26] === 10).length;
    const judged = (all: readonly CapturedFrame[]) => {
      looked.length = 0;
      liveAt(all, 4000 * SECOND, [detector]);
      return looked.filter((line) => line.startsWith('flow 2'));
    };
    expect(judged(frames)).toEqual([`flow 2: ${sent}`]);
    expect(judged([...frames, ...more])).toHaveLength(2);
  });

  it('comes to the same in the end as the file', () => {
    const frames = [...unanswered(), ...healthy(1 * SECOND)];
    const file = runEngine(
      [...named, ...frames].toSorted((one, other) => one.time - other.time),
      { catalogue },
    );
    const live = liveAt(frames, 30 * SECOND);
    const bare = ({ findings, services }: typeof file) => ({
      findings: findings.map(({ id, key, severity, confidence, frames }) => ({
        id,
        key,
        severity,
        confidence,
        frames,
      })),
      services,
    });
    expect(bare(live)).toEqual(bare(file));
  });
});

describe('a watch that was broken off', () => {
  it('takes no absence for silence', () => {
    const half = healthy(0).slice(0, 4);
    const snapshot = runEngine(half, {
      live: true,
      open: true,
      before: (engine, index) => {
        if (index < half.length) return;
        engine.interrupt('watch-interrupted');
        engine.advance(4000 * SECOND);
      },
    });
    expect(snapshot.findings).toEqual([]);
    expect(snapshot.capture.anomalies.map(({ code }) => code)).toEqual(['watch-interrupted']);
  });

  it('leaves findings as they stood until time goes on', () => {
    const frames = [...named, ...unanswered(), ...healthy(30 * SECOND)];
    const state = (interrupted: boolean) =>
      runEngine(frames, {
        catalogue,
        live: true,
        open: true,
        before: (engine, index) => {
          if (index < frames.length) return;
          engine.advance(100 * SECOND);
          if (interrupted) engine.interrupt('watch-interrupted');
        },
      }).findings.map(({ state }) => state);
    expect(state(false)).toEqual(['cleared']);
    expect(state(true)).toEqual(['cleared']);
  });

  it('goes on with flows whose start was not seen, whatever the clock says now', () => {
    const frames = healthy(100 * SECOND);
    const snapshot = runEngine(
      frames.map((frame, index) => ({ ...frame, time: index < 5 ? frame.time : index })),
      {
        live: true,
        before: (engine, index) => {
          if (index === 5) engine.interrupt('clock-stepped');
        },
      },
    );
    expect(snapshot.flowCount).toBe(2);
    expect(snapshot.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
