import { describe, expect, test } from 'vitest';
import { helpDocument } from '../../src/ui/help-overlay.ts';
import { type KeyMap, keyFaults, remapped } from '../../src/ui/key-map.ts';
import { type ActionName, footerKeys, KEYS, type Mode, press } from '../../src/ui/keys.ts';
import { PLAIN } from './component.tsx';

const MODES: readonly Mode[] = ['list', 'detail', 'filter', 'path'];

describe('remapped', () => {
  test('without a map is the table itself', () => {
    expect(remapped({})).toEqual(KEYS);
  });

  test('its keys take the place of the old ones, for every place of the action', () => {
    const table = remapped({ 'next-finding': ['ctrl-n', '}'], quit: ['Q'] });
    expect(press('list', '', '}', table).action).toBe('next-finding');
    expect(press('detail', '', 'ctrl-n', table).action).toBe('next-finding');
    expect(press('list', '', 'n', table).action).toBe(undefined);
    expect(press('list', '', 'Q', table).action).toBe('quit');
    expect(press('detail', '', 'q', table).action).toBe('back');
  });

  test('a sequence waits for its second key', () => {
    const table = remapped({ first: ['zz'] });
    expect(press('list', '', 'z', table)).toEqual({ action: undefined, pending: 'z' });
    expect(press('list', 'z', 'z', table).action).toBe('first');
  });

  test('a character is text where text is typed', () => {
    const table = remapped({ redraw: ['R', 'ctrl-r'] });
    expect(press('list', '', 'R', table).action).toBe('redraw');
    expect(press('filter', '', 'R', table).action).toBe(undefined);
    expect(press('filter', '', 'ctrl-r', table).action).toBe('redraw');
  });

  test('help and footer name them', () => {
    const table = remapped({ 'next-finding': ['ctrl-n'], 'previous-finding': ['ctrl-p'], services: ['a'] });
    const fields = helpDocument(table, PLAIN).flatMap((entry) => (entry.kind === 'field' ? [entry] : []));
    expect(fields).toContainEqual({ kind: 'field', label: 'ctrl-n', text: 'next finding' });
    const footer = (action: ActionName) => footerKeys(table.find((row) => row.action === action)!, table);
    expect([footer('next-finding'), footer('services'), footer('down')]).toEqual(['ctrl-n/ctrl-p', 'a/6', 'j/k']);
  });
});

describe('faults', () => {
  const told = (map: KeyMap) => keyFaults(map).map(({ path, text }) => `${path.join('.')}: ${text}`);

  test.each<[string, KeyMap]>([
    ['nothing', {}],
    ['other keys', { quit: ['Q'], 'next-finding': ['n', 'ctrl-n'] }],
    ['two that change places', { pause: ['F'], follow: ['p'] }],
    [
      'its own keys',
      Object.fromEntries(KEYS.filter((row) => row.action === 'sort').map((row) => [row.action, row.keys])),
    ],
    ['a letter that means nothing there', { 'keep-filter': ['enter', 'ctrl-y'] }],
    ['not ASCII', { help: ['ü'] }],
  ])('none: %s', (_, map) => expect(told(map)).toEqual([]));

  test.each<[string, KeyMap, string]>([
    ['an unknown action', { 'next-findings': ['x'] }, 'next-findings: unknown action. Did you mean next-finding?'],
    ['an action that resembles none', { fly: ['x'] }, 'fly: unknown action. KEYS.md lists them'],
    ['an unknown key', { help: ['pagedown'] }, 'help.0: found "pagedown", which is no key. Did you mean page-down?'],
    ['no key at all', { help: ['hyper'] }, 'help.0: found "hyper", expected a character, one twice such as "gg", '],
    ['a key that is another', { help: ['ctrl-i'] }, 'help.0: a terminal sends the same for ctrl-i as for tab'],
    ['a key that is taken', { help: ['h', 'j'] }, 'help.1: "j" is a key of down already (next line)'],
    ['one key for two', { help: ['z'], pause: ['z'] }, 'pause.0: "z" is a key of help already (this help)'],
    ['the beginning of a sequence', { help: ['g'] }, 'help.0: "g" is a key of first already'],
    ['a letter in the filter', { 'keep-filter': ['x'] }, 'keep-filter.0: "x" types text there, expected'],
    ['no way out while typing', { abort: ['X'] }, 'abort: expected one more key that types nothing'],
    ['space', { erase: ['space'] }, 'erase.0: "space" types text there'],
  ])('%s', (_, map, expected) => {
    expect(told(map)).toEqual([expect.stringContaining(expected)]);
  });

  test('a map without faults gives each key one meaning', () => {
    const table = remapped({ down: ['ctrl-n'], up: ['ctrl-p'], redraw: ['R', 'ctrl-l'], first: ['<'], back: ['esc'] });
    for (const mode of MODES) {
      const keys = table.filter(({ when }) => when.includes(mode)).flatMap((row) => row.keys);
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
  });
});
