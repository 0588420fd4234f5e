import { describe, expect, it } from 'vitest';
import type { End } from '../../src/cli/live-end.ts';
import { LiveWatch, LOOK_EVERY, type Wishes } from '../../src/cli/live-watch.ts';
import type { Finding } from '../../src/engine/snapshot.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

/** An analysis whose every step takes `step` ms. */
function watched(steps: number, step: number, wishes: Partial<Wishes> = {}, cost = 0) {
  let time = 0;
  let findings: readonly Finding[] = [];
  const ends: string[] = [];
  const looks: [number, string[]][] = [];
  const analysis = {
    async *run() {
      for (let count = 0; count < steps; count++) {
        time += step;
        yield;
      }
    },
    snapshot() {
      time += cost;
      return { ...sampleSnapshot(), findings };
    },
  };
  const watcher = {
    look: (_: unknown, changes: readonly { kind: string }[]) =>
      void looks.push([time, changes.map(({ kind }) => kind)]),
  };
  const end = ({ ended }: End) => void ends.push(ended!.by);
  const watch = new LiveWatch(analysis, [watcher], { end, ...wishes }, { now: () => time });
  const run = async () => {
    for await (const _ of watch.run());
    return { looks, ends };
  };
  const find = (...found: Finding[]) => {
    findings = found;
  };
  return { run, find };
}

const [finding] = sampleSnapshot().findings;

describe('LiveWatch', () => {
  it('looks once a second, and when all is done', async () => {
    const { looks } = await watched(10, 250).run();
    expect(looks.map(([time]) => time)).toEqual([LOOK_EVERY, 2 * LOOK_EVERY, 2500]);
  });

  it('looks less often where looking takes long', async () => {
    const { looks } = await watched(48, 250, {}, 100).run();
    const times = looks.map(([time]) => time);
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(2000);
  });

  it('says what became of findings', async () => {
    const one = watched(10, 250);
    one.find(finding);
    const { looks } = await one.run();
    expect(looks.map(([, changes]) => changes)).toEqual([['new'], [], []]);
  });

  it('ends after its duration', async () => {
    const { ends } = await watched(20, 250, { duration: 3000 }).run();
    expect(ends).toEqual(['duration']);
    expect((await watched(10, 250, { duration: 3000 }).run()).ends).toEqual([]);
  });

  it('ends at a finding', async () => {
    const one = watched(10, 250, { untilFinding: ({ key }) => key === finding.key });
    one.find(finding);
    expect((await one.run()).ends).toEqual(['finding']);
  });
});
