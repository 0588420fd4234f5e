import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { NANOSECONDS } from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import type { Finding } from '../../src/engine/snapshot.ts';
import {
  AFTER,
  FindingKeeper,
  type FindingNews,
  type KeeperOptions,
  type KeptEvidence,
  MAX_PENDING,
  QUIET_TIME,
  TOGETHER,
} from '../../src/recording/finding-keeper.ts';
import { FrameRing } from '../../src/recording/frame-ring.ts';
import { fakeDisk } from '../support/fake-disk.ts';
import { readCapture } from '../support/recording-sink.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECOND = 1e9;
const folder = temporaryFolder();
let folders = 0;

async function keeping(options: Partial<KeeperOptions> = {}) {
  const base = new TimeBase();
  base.start(1_795_361_400, 0);
  const ring = new FrameRing({ base, time: 100_000 * SECOND });
  ring.sink(0, 'en0').interface!({ linkType: 1, snapLength: 0, unit: NANOSECONDS }, 0, 0);
  /** One frame a second. */
  const capture = (from: number, to: number) => {
    for (let number = from; number <= to; number++) {
      const bytes = new Uint8Array(60);
      ring.frame(
        0,
        Object.assign(new Frame(), { number, time: number * SECOND, bytes, end: 60, wireLength: 60, linkType: 1 }),
      );
    }
  };
  const directory = join(folder.path, `${++folders}`);
  const kept: KeptEvidence[] = [];
  const keeper = await FindingKeeper.open({
    folder: directory,
    application: 'jamscope 0',
    spans: ring,
    epoch: () => base.epoch,
    inputs: () => ['en0'],
    told: (one) => kept.push(one),
    ...options,
  });
  const changes = (time: number, ...news: FindingNews[]) => {
    keeper.changes(news, sampleSnapshot(news.map(({ finding }) => finding)), time * SECOND);
  };
  return { keeper, ring, capture, directory, kept, changes };
}

function finding(members: Partial<Finding> = {}): Finding {
  const frames = [102, 110].map((frame) => ({ input: 0, frame, time: frame * SECOND }));
  return {
    ...sampleFinding('blocked/dns'),
    flows: [],
    firstTime: 102 * SECOND,
    lastTime: 110 * SECOND,
    frames,
    ...members,
  };
}

const { firstTime: _, lastTime: __, frames: ___, ...RESET } = sampleFinding('blocked/syn-reset');
const fresh = (members: Partial<Finding> = {}): FindingNews => ({ kind: 'new', finding: finding(members) });

describe('a finding that begins', () => {
  it('has the minute before it and the half minute after saved, with what it says on its frames', async () => {
    const { keeper, capture, directory, kept, changes } = await keeping();
    capture(1, 120);
    changes(120, fresh());
    capture(121, 160);
    keeper.tick(149.9 * SECOND);
    changes(149.9, {
      ...fresh({ frames: [{ input: 0, frame: 130, time: 130 * SECOND }, ...finding().frames] }),
      kind: 'changed',
    });
    keeper.tick(150 * SECOND);
    await keeper.end();
    expect(readdirSync(directory)).toEqual(['20261122T153142Z-blocked-dns.pcapng']);
    const path = join(directory, '20261122T153142Z-blocked-dns.pcapng');
    const { frames, reader, base, sink } = readCapture(readFileSync(path));
    expect([reader.complete, base.seconds - 1_795_361_400, frames.length]).toEqual([true, 42, 109]);
    expect(sink.interfaces[0].name).toBe('en0');
    const marked = frames.filter(({ comment }) => comment !== undefined);
    expect(marked.map(({ time, comment }) => [time / SECOND + 42, comment!.split(' | ').slice(0, 2)])).toEqual(
      [102, 110, 130].map((at) => [at, [`F1 blocked/dns ${finding().confidence}`, `frame ${at} of en0`]]),
    );
    const text = readFileSync(path, 'latin1');
    expect(text).toContain('The packets around what was found, not all, of en0, with 1 finding of jamscope');
    expect(kept).toEqual([
      {
        ...{ path, problem: undefined, rules: ['blocked/dns'], keys: [finding().key], missing: 0, missingFrames: 0 },
        ...{ frames: 109, evidenceFrames: 3, bytes: text.length },
      },
    ]);
  });

  it('is saved with those that begin with it; the worst gives the name', async () => {
    const { keeper, capture, directory, kept, changes } = await keeping();
    capture(1, 200);
    changes(120, fresh({ key: 'a', severity: 'warning' }));
    changes(124, fresh({ ...RESET, key: 'b' }));
    changes(120 + TOGETHER / SECOND + 1, fresh({ ...RESET, key: 'c' }));
    keeper.tick(154 * SECOND);
    await keeper.end();
    expect(kept.map(({ keys }) => keys)).toEqual([['b', 'a'], ['c']]);
    expect(readdirSync(directory)).toEqual([
      '20261122T153142Z-blocked-syn-reset-2.pcapng',
      '20261122T153142Z-blocked-syn-reset.pcapng',
    ]);
  });

  it('has no further file within ten minutes, and one when it is back after them', async () => {
    const { keeper, capture, kept, changes } = await keeping();
    const later = 10 + QUIET_TIME / SECOND;
    for (const time of [10, 100, 500]) {
      changes(time, { kind: time === 10 ? 'new' : 'back', finding: finding() });
      keeper.tick((time + 31) * SECOND);
    }
    capture(later - 200, later + 40);
    changes(later, { kind: 'back', finding: finding() });
    changes(later, { kind: 'changed', finding: finding() });
    keeper.tick((later + 30) * SECOND);
    await keeper.end();
    expect([kept.length, keeper.passedOver]).toEqual([2, 2]);
    // What was before it came back, not before it was there for the first time.
    expect(kept[1].frames).toBe(151);
  });

  it('is not saved when it is only a remark, or about the capture, or accepted, or gone; but when a remark becomes a warning', async () => {
    const { keeper, kept, changes } = await keeping();
    changes(1, fresh({ key: 'a', severity: 'info' as never }));
    changes(2, fresh({ key: 'b', exception: { reason: 'known', until: '2027-01-01' } }));
    changes(3, { ...fresh({ key: 'c' }), kind: 'cleared' });
    changes(3, { kind: 'new', finding: { ...sampleFinding('capture/truncated'), severity: 'warning', frames: [] } });
    changes(4, { ...fresh({ key: 'a' }), kind: 'changed' });
    await keeper.end();
    expect(kept.map(({ keys }) => keys)).toEqual([['a']]);
  });

  it('waits for nothing at the end, nor where the clock was put back', async () => {
    const { keeper, capture, kept, changes } = await keeping();
    capture(1, 125);
    changes(120, fresh());
    keeper.tick(121 * SECOND);
    keeper.tick(119 * SECOND);
    await Promise.resolve();
    expect(kept).toEqual([]);
    keeper.tick(119 * SECOND - AFTER);
    await keeper.end();
    expect(kept.map(({ frames }) => frames)).toEqual([84]);
  });

  it('says what of its minutes is gone', async () => {
    const { keeper, capture, ring, kept, changes } = await keeping({});
    capture(1, 3000);
    changes(3000, fresh());
    expect(ring.evicted).toBe(0);
    await keeper.end();
    expect(kept[0]).toMatchObject({ missing: 0, missingFrames: 0 });
    const small = await keeping();
    small.capture(109, 200);
    small.changes(130, fresh());
    await small.keeper.end();
    expect(small.kept[0]).toMatchObject({ evidenceFrames: 1, missingFrames: 1 });
  });
});

describe('the folder', () => {
  it('is made, freed of what was not finished, and counted', async () => {
    const directory = join(folder.path, 'counted');
    mkdirSync(directory);
    folder.write('counted/20261122T153142Z-blocked-dns.pcapng', new Uint8Array(1000));
    folder.write('counted/.20261122T153142Z-blocked-dns.pcapng.part', 'half');
    folder.write('counted/mine.pcapng', new Uint8Array(5000));
    const { keeper } = await keeping({ folder: directory });
    expect(readdirSync(directory)).toEqual(['20261122T153142Z-blocked-dns.pcapng', 'mine.pcapng']);
    expect(keeper.bytes).toBe(1000);
  });

  it('gets no more than is allowed', async () => {
    const { keeper, capture, directory, kept, changes } = await keeping({ bytes: 20_000 });
    capture(1, 150);
    changes(120, fresh());
    changes(140, fresh({ key: 'b' }));
    await keeper.end();
    expect(kept.map(({ path }) => path !== undefined)).toEqual([true, false]);
    expect(kept[1].problem).toBe(
      `evidence could not be written to ${directory} (it may hold 0 MB of evidence: delete what is not needed)`,
    );
    expect(readdirSync(directory)).toHaveLength(1);
  });

  it('that is full keeps nothing half, and the next finding is tried again', async () => {
    const disk = fakeDisk({ room: 5000 });
    const { keeper, capture, directory, kept, changes } = await keeping({ disk });
    capture(1, 200);
    changes(120, fresh());
    keeper.tick(150 * SECOND);
    await expect.poll(() => kept.length).toBe(1);
    expect(kept[0]).toMatchObject({
      path: undefined,
      problem: `evidence could not be written to ${directory} (the disk is full)`,
    });
    expect(readdirSync(directory)).toEqual([]);
    disk.room = 1e9;
    changes(160, fresh({ key: 'b' }));
    await keeper.end();
    expect(kept[1].problem).toBeUndefined();
  });

  it('that cannot be is refused', async () => {
    const path = folder.write('file', 'x');
    await expect(keeping({ folder: path })).rejects.toMatchObject({ name: 'OutputError' });
  });
});

it('has a bound on what waits', async () => {
  const { keeper, kept, changes } = await keeping({ after: 1e6 * SECOND });
  for (let number = 0; number < MAX_PENDING + 3; number++) changes(number * 6, fresh({ key: `${number}` }));
  expect(keeper.passedOver).toBe(3);
  await keeper.end();
  expect(kept.length).toBe(MAX_PENDING);
});
