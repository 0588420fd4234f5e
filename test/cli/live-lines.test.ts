import { describe, expect, it } from 'vitest';
import { LineOutput } from '../../src/cli/line-output.ts';
import { LiveLines } from '../../src/cli/live-lines.ts';
import { line } from '../../src/engine/contract-lines.ts';
import { captured } from '../support/captured.ts';
import { fakeEffects } from '../support/fake-effects.ts';
import { fedSource } from '../support/live-source.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

async function started() {
  const effects = { ...fakeEffects({ today: Date.UTC(2026, 10, 22, 12) }), time: 0, now: () => effects.time };
  const { live, counts } = await fedSource(captured([]).slice(0, 24));
  const output = new LineOutput({ stdout: effects.stdout, now: effects.now, told() {} });
  const lines = new LiveLines(output, { allFlows: false, feeds: () => [{ live, state: 'capturing' }], effects });
  const told = () => {
    const objects = effects
      .out()
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    for (const object of objects) expect(line.parse(object)).toEqual(object);
    return objects;
  };
  return { effects, counts, lines, output, told, types: () => told().map(({ type }) => type) };
}

const quiet = sampleSnapshot([], { services: [], flowCount: 0 });

describe('LiveLines', () => {
  it('begins with the capture, and tells of it once a minute with what was lost', async () => {
    const { effects, counts, lines, told } = await started();
    lines.look(quiet, []);
    expect(told()).toMatchObject([
      { type: 'capture', time: '2026-11-22T12:00:00.000Z', engines: [{ engine: 'tcpdump', interface: 'en0' }] },
    ]);
    effects.time = 59_000;
    lines.look(quiet, []);
    expect(told()).toHaveLength(1);
    Object.assign(counts, { received: 10, dropped: 2 });
    effects.time = 60_000;
    lines.look(quiet, []);
    expect(told()[1].engines).toEqual([
      { engine: 'tcpdump', interface: 'en0', state: 'capturing', received: 10, dropped: 2 },
    ]);
  });

  it('tells of what is new', async () => {
    const { lines, types } = await started();
    const snapshot = sampleSnapshot();
    lines.look(snapshot, [{ kind: 'new', finding: snapshot.findings[0] }]);
    expect(new Set(types())).toEqual(new Set(['capture', 'finding', 'service', 'flow']));
  });

  it('says how everything stands when asked, and how it stood at the end', async () => {
    const { lines, output, told, types } = await started();
    output.dropped = 4;
    lines.standing(sampleSnapshot(undefined, { flowCount: 0 }));
    expect([types()[0], types().at(-1)]).toEqual(['capture', 'summary']);
    expect(told()[0].linesDropped).toBe(4);
    const before = told().length;
    expect(await lines.end(quiet)).toBe(true);
    expect(types().slice(before)).toEqual(['capture', 'summary']);
  });
});
