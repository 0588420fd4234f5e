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

/** What a key types, or nothing. */
export function typedCharacter(name: string): string | undefined {
  if (name === 'space') return ' ';
  return Array.from(name).length === 1 ? name : undefined;
}
