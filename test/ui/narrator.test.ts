import { describe, expect, test } from 'vitest';
import { createController } from '../../src/ui/controller.ts';
import { KEYS } from '../../src/ui/keys.ts';
import { createNarrator } from '../../src/ui/narrator.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { LIVE } from './live-progress.ts';
import { FINISHED } from './open-screen.ts';
import { OUTSIDE } from './outside.ts';

const theme = createTheme({ ascii: false, color: false, plain: true });
const READING = { ...FINISHED, finished: false, bytesRead: 380 };

function started() {
  const { store, view, publish, onKeys, stop } = createController(theme, { columns: 100, rows: 40 }, OUTSIDE);
  const narrator = createNarrator('jamscope a.pcap', KEYS, theme);
  stop();
  const opening = () => narrator.opening(store.get(), view(store.get()));
  const news = () => narrator.news(store.get(), view(store.get()));
  const press = (...names: string[]) => {
    onKeys(names);
    return news();
  };
  return { opening, news, press, publish };
}

describe('a live capture', () => {
  test('where it comes from, a new fault once, one that is back, and its end', () => {
    const { opening, news, publish } = started();
    const [first, second] = sampleSnapshot([sampleFinding('blocked/dns'), sampleFinding('blocked/syn-reset')]).findings;
    publish(sampleSnapshot([first]), LIVE);
    expect(opening()[0]).toBe('jamscope a.pcap. Live: en0.');
    publish(sampleSnapshot([first, second]), LIVE);
    expect(news()).toEqual([expect.stringMatching(/^New finding: F2, while reading, error: TCP 5223/)]);
    publish(sampleSnapshot([first, { ...second, state: 'cleared', clearedTime: 1e9 }]), LIVE);
    expect(news()).toEqual([]);
    publish(sampleSnapshot([first, second]), LIVE);
    expect(news()).toEqual([expect.stringMatching(/^F2 back: TCP 5223/)]);
    publish(sampleSnapshot([first, second]), { ...LIVE, finished: true });
    expect(news()[0]).toMatch(/^The capture has ended: /);
  });
});

describe('opening', () => {
  test('before anything was read', () => {
    expect(started().opening()).toEqual(['jamscope a.pcap. Reading.', 'Press ? for the keys, q to quit.']);
  });

  test('afterwards: what came of it, and where the user is', () => {
    const { opening, publish } = started();
    publish(sampleSnapshot([]), FINISHED);
    expect(opening()).toEqual([
      expect.stringMatching(/^jamscope a\.pcap\. Reading is done: .* flows in /),
      expect.stringContaining('the file ends within a packet'),
      expect.stringMatching(/^Verdict: /),
      ...['No fault found', expect.any(String), expect.any(String)],
      'Press ? for the keys, q to quit.',
      'Findings: none.',
      'Nothing to select.',
    ]);
  });
});

describe('news', () => {
  test('none while nothing happens', () => {
    const { opening, news, publish } = started();
    opening();
    publish(sampleSnapshot([], { version: 1 }), READING);
    news();
    publish(sampleSnapshot([], { version: 2 }), READING);
    expect(news()).toEqual([]);
  });

  test('each finding once, of many how many', () => {
    const { opening, news, publish } = started();
    opening();
    publish(sampleSnapshot([sampleFinding('blocked/syn-unanswered')], { version: 1 }), READING);
    expect(news()).toEqual([
      expect.any(String),
      expect.stringMatching(/^New finding: .*, while reading, error: No answer/),
    ]);
    publish(sampleSnapshot(undefined, { version: 2 }), READING);
    const told = news();
    expect(told).toHaveLength(4);
    expect(told[3]).toMatch(/^and \d+ more findings\.$/);
  });

  test('what a key did', () => {
    const { opening, press, publish } = started();
    publish(sampleSnapshot(), FINISHED);
    opening();
    expect(press('j')).toEqual([expect.stringMatching(/^F\d+, 2 of /)]);
    expect(press('m')).toEqual(['1 finding marked.']);
    expect(press('p')).toEqual(['Paused: what is read from now on waits.']);
    expect(press('p')).toEqual(['Goes on.']);
    expect(press('y')).toEqual([expect.stringContaining('Copied')]);
    expect(press('2')).toEqual([expect.stringContaining('1 marked'), expect.stringMatching(/^F\d+, 2 of .*Marked\.$/)]);
    expect(press('enter')[0]).not.toContain('✖');
    expect(press('esc')).toEqual([expect.stringMatching(/^Findings/), expect.stringMatching(/^F/)]);
    expect(press('w')).toEqual(['There is nothing to write yet.']);
    expect(press('/')).toEqual(['Type a filter for the flows; enter takes it, esc leaves.']);
    expect(press('a')).toEqual([]);
    expect(press('esc')[0]).toMatch(/^Flows/);
  });

  test('that the reading is done, or has stopped', () => {
    const { opening, news, publish } = started();
    opening();
    publish(sampleSnapshot(), { ...FINISHED, error: 'the disk is gone' });
    expect(news()).toEqual(
      expect.arrayContaining(['the disk is gone', expect.stringMatching(/^Reading has stopped: /)]),
    );
  });
});
