import { expect, it, vi } from 'vitest';
import { LiveAnalysis } from '../../src/analyze/live-analysis.ts';
import { noEvidence, screenOptions, showLive } from '../../src/cli/live-screen.ts';
import { LiveWatch } from '../../src/cli/live-watch.ts';
import { captured } from '../support/captured.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeEffects, fakeEffects } from '../support/fake-effects.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { fedSource } from '../support/live-source.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const OPTIONS = { promiscuous: true, tui: true, config: false } as const;

it('takes its options from the words, the configuration and the environment', async () => {
  const config = folder.write('jamscope.config.json', '{ "ui": { "plain": true } }');
  expect(await screenOptions({ ...OPTIONS, config }, { env: { LANG: 'C' } })).toMatchObject({
    plain: true,
    ascii: true,
    color: 'auto',
  });
  const words = { ...OPTIONS, ascii: false, color: 'never', failOn: 'error' } as const;
  const env = { LANG: 'C', INK_SCREEN_READER: 'true' };
  expect(await screenOptions(words, { env })).toEqual({ plain: true, ascii: false, color: 'never', failOn: 'error' });
});

it('refuses keys that are none before anything is shown', async () => {
  const config = folder.write('wrong.json', '{ "ui": { "keys": { "quit": ["not-a-key"] } } }');
  await expect(screenOptions({ ...OPTIONS, config }, { env: {} })).rejects.toMatchObject({
    name: 'ConfigurationError',
  });
});

it('says where evidence is, as a live capture cannot be read twice', () => {
  const status = { feeds: [], seconds: 0, remarks: { count: 0, latest: [] } };
  const recording = { files: ['a.pcapng'], filesDeleted: 0, bytes: 0, packets: 0, packetsLost: 0, stopped: false };
  expect(noEvidence(status)).toContain('start with -w FILE or --on-finding DIR');
  expect(noEvidence({ ...status, recording })).toContain('jamscope evidence a.pcapng -o evidence.pcapng');
  expect(noEvidence({ ...status, recording, evidence: { folder: 'found', files: 2 } })).toBe(
    'Evidence is saved by itself: 2 files so far in found.',
  );
});

it('shows the capture, stops it when it is told to, and gives what was found', async () => {
  const terminal = new FakeTerminal(100, 30);
  const effects: FakeEffects = { ...fakeEffects(), stdin: terminal.stdin, stdout: terminal.stdout };
  const { live } = await fedSource(captured([]).slice(0, 24), 'en0');
  async function* feed() {
    yield { live, endsInGap: false };
  }
  const analysis = await LiveAnalysis.open([feed()], { clock: effects, retainAll: true });
  const watch = new LiveWatch(analysis, [], { end: () => {} }, effects);
  const stop = vi.fn(() => void analysis.stop());
  const status = () => ({ feeds: analysis.feeds, seconds: 0, remarks: { count: 0, latest: [] } });
  const shown = { analysis, watch, status, isOnInput: false };
  const done = showLive(shown, { color: 'never', ascii: false }, stop, effects);
  await eventually(() => expect(terminal.frame()).toContain('en0'));
  terminal.type('q');
  expect((await done)?.capture.packets).toBe(0);
  expect(stop).toHaveBeenCalledTimes(1);
});
