import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TimeBase } from '../../src/capture/time-base.ts';
import { openMetrics } from '../../src/cli/live-metrics.ts';
import { captured } from '../support/captured.ts';
import { fedSource } from '../support/live-source.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

it('gives figures from the start to the end, how far behind the clock among them', async () => {
  const file = join(folder.path, 'x.prom');
  const { live } = await fedSource(captured([]).slice(0, 24));
  const base = new TimeBase();
  base.start(1_000_000_000, 0);
  const metrics = await openMetrics(
    { file },
    {
      analysis: { feeds: [{ live, state: 'capturing' }], time: 2e9, snapshot: () => sampleSnapshot() },
      base,
      recording: () => undefined,
      linesDropped: () => 0,
      effects: { now: () => 0, today: () => 1_000_000_003_500 },
      told: () => {},
    },
  );
  expect(metrics.place).toBe(file);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('jamscope_lag_seconds 1.5\n');
  expect(text).toMatch(/^jamscope_capturing\{.*\} 1$/m);
  metrics.look(sampleSnapshot(), [], true);
  await metrics.end();
  expect(readFileSync(file, 'utf8')).toMatch(/^jamscope_capturing\{.*\} 0$/m);
});
