import { describe, expect, it } from 'vitest';
import { ProgressLine, progressText } from '../../src/cli/progress-line.ts';
import { fakeEffects } from '../support/fake-effects.ts';

describe('progressText', () => {
  it('says share, rate and time to go', () => {
    expect(progressText(250e6, 1000e6, 125e6)).toBe('reading [######------------------] 25%  125 MB/s  6 s to go');
    expect(progressText(1000e6, 1000e6, 125e6)).toBe('reading [########################] 100%  125 MB/s  0 s to go');
  });

  it('says how much and how fast where nobody knows the end', () => {
    expect(progressText(250e6, undefined, 125e6)).toBe('reading 250 MB  125 MB/s');
    expect(progressText(0, 0, 0)).toBe('reading 0 MB  0 MB/s');
  });

  it('stays within its bounds when a file grows, and before anything was read', () => {
    expect(progressText(3e6, 1e6, 1e6)).toContain('100%');
    expect(progressText(0, 1e6, 0)).toBe('reading [------------------------] 0%  0 MB/s  0 s to go');
  });
});

describe('ProgressLine', () => {
  it('says nothing of what is done soon', () => {
    const effects = fakeEffects({ stderrIsTTY: true, tick: 100 });
    const line = new ProgressLine(effects);
    line.update(1, 10);
    line.update(2, 10);
    line.clear();
    expect(effects.err()).toBe('');
  });

  it('counts the inputs that are looked at, and the rate from the first that is read', () => {
    const effects = fakeEffects({ stderrIsTTY: true, tick: 500 });
    const line = new ProgressLine(effects);
    line.looked(1, 2000);
    line.looked(1200, 2000);
    line.update(0, 10e6);
    line.update(5e6, 10e6);
    expect(effects.err().split('\r\x1b[K').slice(1)).toEqual([
      'looking at input 1 of 2,000',
      'looking at input 1,200 of 2,000',
      'reading [------------------------] 0%  0 MB/s  0 s to go',
      'reading [############------------] 50%  10 MB/s  1 s to go',
    ]);
  });

  it('draws over itself, ten times a second at most, and leaves nothing behind', () => {
    const effects = fakeEffects({ stderrIsTTY: true, tick: 50 });
    const line = new ProgressLine(effects);
    for (let update = 0; update < 20; update++) line.update(update * 1e6, 20e6);
    const drawn = effects.err().split('\r\x1b[K').slice(1);
    expect(drawn.length).toBeGreaterThan(3);
    expect(drawn.length).toBeLessThanOrEqual(10);
    expect(drawn.every((text) => text.startsWith('reading ['))).toBe(true);
    line.clear();
    line.clear();
    expect(effects.err().endsWith('to go\r\x1b[K')).toBe(true);
  });
});
