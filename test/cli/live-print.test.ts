import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LivePrint } from '../../src/cli/live-print.ts';
import { fakeEffects } from '../support/fake-effects.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const OPTIONS = { promiscuous: true, tui: true, color: 'never' } as const;
const SOURCES = { feeds: () => [], recording: () => undefined, told: () => {} };
const types = (text: string) => [...text.matchAll(/^\{"type":"(\w+)"/gm)].map(([, type]) => type);

it('prints lines while it goes on, when it is asked, and at the end', async () => {
  const effects = fakeEffects();
  const printed = new LivePrint('ndjson', OPTIONS, SOURCES, effects);
  const snapshot = sampleSnapshot();
  for (const watcher of printed.watchers) watcher.look(snapshot, [], false);
  expect(types(effects.out())[0]).toBe('capture');
  await printed.standing(snapshot);
  expect(types(effects.out()).at(-1)).toBe('summary');
  expect(await printed.end(snapshot, { by: 'input' })).toBe(true);
  expect(types(effects.out()).filter((type) => type === 'summary')).toHaveLength(2);
  expect(effects.out().match(/"ended":\{"by":"input"\}/g)).toHaveLength(1);
  expect(printed.linesDropped).toBe(0);
});

it('prints a report when it is asked, and at the end', async () => {
  const effects = fakeEffects();
  const printed = new LivePrint('text', OPTIONS, SOURCES, effects);
  expect(printed.watchers).toEqual([]);
  await printed.standing(sampleSnapshot());
  const once = effects.out();
  expect(once).toContain('flows in all');
  expect(await printed.end(sampleSnapshot(), undefined)).toBe(true);
  expect(effects.out()).toBe(once + once);
});

it('opens the file of lines anew by its name', async () => {
  const output = join(folder.path, 'a.ndjson');
  const printed = new LivePrint('ndjson', { ...OPTIONS, output }, SOURCES, fakeEffects());
  await printed.standing(sampleSnapshot());
  await expect.poll(() => readFileSync(output, 'utf8')).toContain('summary');
  renameSync(output, `${output}.1`);
  printed.reopen();
  await printed.end(sampleSnapshot(), { by: 'duration' });
  expect(types(readFileSync(output, 'utf8')).at(-1)).toBe('summary');
});
