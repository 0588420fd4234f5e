/** Names of keys from Ink's input events. One event may hold several characters: a fast repeat arrives as `jj`. */
import type { Key } from 'ink';

const CHARACTERS: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x1b': 'esc',
  '\x7f': 'backspace',
  '\b': 'backspace',
};

/** `j`, `G`, `space`, `enter`, `esc`, `page-down`, `ctrl-l`, … in the order typed; nothing for keys that have no name here. */
export function keyNames(input: string, key: Partial<Key>): string[] {
  const special = specialName(key);
  if (special !== undefined) return [special];
  if (key.ctrl) return input.length === 1 ? [`ctrl-${input}`] : [];
  const names = Array.from(input, characterName);
  // A terminal sends Alt as Esc before the key, and so does somebody who types Esc and the key at once. Nothing here has an Alt key.
  return key.meta ? ['esc', ...names] : names;
}

function specialName(key: Partial<Key>): string | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'page-up';
  if (key.pageDown) return 'page-down';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.return) return 'enter';
  if (key.escape) return 'esc';
  if (key.tab) return key.shift ? 'shift-tab' : 'tab';
  // Ink calls the backspace key of most terminals (DEL) `delete`.
  if (key.backspace || key.delete) return 'backspace';
  return undefined;
}

function characterName(character: string): string {
  const name = CHARACTERS[character];
  if (name !== undefined) return name;
  const code = character.codePointAt(0)!;
  return code < 0x20 ? `ctrl-${String.fromCharCode(code + 0x60)}` : character;
}

/** All that have a name but for characters, and these with ctrl. */
export const KEY_NAMES: readonly string[] = [
  ...['enter', 'esc', 'tab', 'shift-tab', 'space', 'backspace'],
  ...['up', 'down', 'left', 'right', 'page-up', 'page-down', 'home', 'end'],
];

/** Whether a configuration may name it: a character, one twice, with ctrl, or one of those above. */
export function isKeyName(name: string): boolean {
  return KEY_NAMES.includes(name) || /^ctrl-[a-z]$/.test(name) || /^([^\p{C}\p{Z}\p{M}])\1?$/u.test(name);
}

const SAME: Readonly<Record<string, string>> = {
  'ctrl-h': 'backspace',
  'ctrl-i': 'tab',
  'ctrl-j': 'enter',
  'ctrl-m': 'enter',
};

/** The key that no terminal tells apart from this one. */
export function sameKey(name: string): string | undefined {
  return SAME[name];
}

/** Whether a text field would take it for text. */
export function typesText(name: string): boolean {
  return name === 'space' || !(KEY_NAMES.includes(name) || name.startsWith('ctrl-'));
}

/** What a key types, or nothing. */
export function typedCharacter(name: string): string | undefined {
  if (name === 'space') return ' ';
  return Array.from(name).length === 1 ? name : undefined;
}
