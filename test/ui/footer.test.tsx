import { describe, expect, test } from 'vitest';
import { Footer } from '../../src/ui/footer.tsx';
import { KEYS } from '../../src/ui/keys.ts';
import { INITIAL_STATE, type UiState } from '../../src/ui/state.ts';
import { drawn, PLAIN, widest } from './component.tsx';

const line = (changes: Partial<UiState>, width: number, leads = true) =>
  drawn(<Footer ui={{ ...INITIAL_STATE, ...changes }} leads={leads} keys={KEYS} width={width} theme={PLAIN} />)[0];
const typing = (text: string): Partial<UiState> => ({ prompt: { purpose: 'filter', text, before: '' } });
const opened = [{ subject: { kind: 'help' } as const, top: 0 }];

describe('the footer', () => {
  test('names the keys that apply, as many as fit, help and quit always', () => {
    expect(line({}, 120)).toBe(
      ' j/k move  enter open  tab pane  1-6 views  / filter  n/N finding  s/S sort  p pause  F follow  ? help  q quit',
    );
    expect(line({}, 50)).toBe(' j/k move  enter open  tab pane  ? help  q quit');
    expect(line({ opened }, 80)).toContain('esc back');
    expect(line({ opened }, 50)).toMatch(/esc back .*\? help$/);
  });

  test('names no key that leads nowhere', () => {
    expect(line({ opened }, 80)).toContain('enter follow up');
    expect(line({ opened }, 80, false)).not.toContain('enter');
  });

  test('holds the filter while it is typed, the end of a long one', () => {
    expect(line(typing('apns'), 80)).toBe(' /apns▏  enter keep  esc undo  tab complete  ctrl-u erase');
    expect(line(typing(`${'x'.repeat(100)}end`), 60)).toMatch(/^ \/…x+end▏ {2}enter keep$/);
  });

  test('asks for the name of a file', () => {
    const prompt = { purpose: 'evidence', text: 'a.pcapng', before: '' } as const;
    expect(line({ prompt }, 80)).toBe(' Evidence to: a.pcapng▏  enter write  esc cancel  ctrl-u erase');
    expect(line({ prompt: { ...prompt, text: 'head-office-evidence.pcapng' } }, 50)).toBe(
      ' Evidence to: …ffice-evidence.pcapng▏  enter write',
    );
  });

  test('tells what became of the last key', () => {
    expect(line({ notice: { text: 'Copied \x1b[2J', token: 'ok' } }, 80)).toBe(' Copied \\x1b[2J');
  });

  test.each([50, 55, 60, 80, 120])('fits %i columns', (width) => {
    const prompt = { purpose: 'evidence', text: 'office-evidence.pcapng', before: '' } as const;
    for (const state of [{}, { opened }, { prompt }, typing('管理'.repeat(60))]) {
      expect(widest([line(state, width)])).toBeLessThanOrEqual(width);
    }
  });
});
