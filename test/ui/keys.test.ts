import { describe, expect, test } from 'vitest';
import { footerKeys, KEYS, keyFor, keysText, type Mode, press } from '../../src/ui/keys.ts';

const MODES: Mode[] = ['list', 'detail', 'filter', 'path'];

describe('the table', () => {
  test.each(MODES)('gives each key one meaning: %s', (mode) => {
    const keys = KEYS.filter(({ when }) => when.includes(mode)).flatMap((row) => row.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('has help for every row, and a footer entry that names one of its keys', () => {
    for (const row of KEYS) {
      expect(row.help).not.toBe('');
      if (row.footer !== undefined) expect(footerKeys(row).startsWith(row.keys[0])).toBe(true);
    }
    const shown = KEYS.flatMap((row) => (row.footer?.to === undefined ? [] : [footerKeys(row)]));
    expect(shown).toEqual(expect.arrayContaining(['j/k', '1-6', 'n/N']));
  });

  test('leaves letters to the filter while it is typed', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/?.:-*,"<>=', 'space'];
    expect(letters.filter((key) => press('filter', '', key).action !== undefined)).toEqual([]);
  });

  test('shows keys as they are written on a keyboard', () => {
    expect(KEYS.filter(({ action }) => action === 'down').map(keysText)).toEqual(['j ↓']);
    expect([keyFor('page-down'), keyFor('filter')]).toEqual(['pgdn', '/']);
  });
});

describe('press', () => {
  test.each([
    ['list', '', 'j', 'down', ''],
    ['list', '', 'g', undefined, 'g'],
    ['list', 'g', 'g', 'first', ''],
    ['list', 'g', 'j', 'down', ''], // no sequence: the key counts by itself
    ['list', 'g', 'u', undefined, ''],
    ['list', '', 'q', 'quit', ''],
    ['detail', '', 'q', 'back', ''],
    ['detail', '', 'esc', 'back', ''],
    ['list', '', 'esc', 'clear-filter', ''],
    ['filter', '', 'esc', 'undo-filter', ''],
    ['filter', '', 'up', 'older-filter', ''],
    ['filter', '', 'tab', 'complete', ''],
    ['filter', '', 'q', undefined, ''],
    ['filter', '', 'g', undefined, ''],
    ['list', '', 'u', undefined, ''], // the beginning of `up` is no sequence
  ] as const)('%s: %j then %j', (mode, pending, key, action, left) => {
    expect(press(mode, pending, key)).toEqual({ action, pending: left });
  });
});
