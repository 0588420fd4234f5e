/** The keys of the user's configuration in place of the table's own, and what is wrong with them. */
import { nearWord } from '../catalogue/near-word.ts';
import { isKeyName, KEY_NAMES, sameKey, typesText } from './key-names.ts';
import { isSequence, KEYS, type KeyTable, type Mode } from './keys.ts';

/** Keys by action, as the configuration has them: `{ "quit": ["Q"] }`. */
export type KeyMap = Readonly<Record<string, readonly string[]>>;

export interface KeyFault {
  /** Within the map: the action, and which of its keys. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Here characters are text before they are keys. */
const isTyping = (mode: Mode): boolean => mode === 'filter' || mode === 'path';

/** The table with the keys of the map. Where text is typed, only those of an action count that type none. */
export function remapped(map: KeyMap): KeyTable {
  return KEYS.flatMap((row) => {
    if (!Object.hasOwn(map, row.action)) return [row];
    const keys = map[row.action];
    const parts = [
      { ...row, keys, when: row.when.filter((mode) => !isTyping(mode)) },
      { ...row, keys: keys.filter((key) => !typesText(key)), when: row.when.filter(isTyping) },
    ];
    return parts.filter((part) => part.keys.length > 0 && part.when.length > 0);
  });
}

/** Everything that is wrong with the map, in its order. */
export function keyFaults(map: KeyMap): KeyFault[] {
  return Object.entries(map).flatMap(([action, keys]): KeyFault[] => {
    const modes = KEYS.filter((row) => row.action === action).flatMap(({ when }) => when);
    if (modes.length === 0) return [{ path: [action], text: unknownAction(action) }];
    const faults = keys.flatMap((key, index) => {
      const text = keyFault(key, action, modes, map);
      return text === undefined ? [] : [{ path: [action, index], text }];
    });
    const unreachable = keys.every(typesText) && modes.some(isTyping) && faults.length === 0;
    return unreachable ? [{ path: [action], text: NEEDED_WHILE_TYPING }] : faults;
  });
}

const NEEDED_WHILE_TYPING =
  'expected one more key that types nothing, such as ctrl-n: it is needed while text is typed';

function unknownAction(action: string): string {
  const near = nearWord(action, [...new Set(KEYS.map((row) => row.action))]);
  return `unknown action${near === undefined ? '. KEYS.md lists them' : `. Did you mean ${near}?`}`;
}

function keyFault(key: string, action: string, modes: readonly Mode[], map: KeyMap): string | undefined {
  const same = sameKey(key);
  if (same !== undefined) return `a terminal sends the same for ${key} as for ${same}: expected another key`;
  if (!isKeyName(key)) return unknownKey(key);
  if (modes.every(isTyping) && typesText(key)) return `"${key}" types text there, expected a key such as ctrl-n`;
  return takenFault(key, action, map);
}

function unknownKey(key: string): string {
  const near = nearWord(key, KEY_NAMES);
  const expected = `expected a character, one twice such as "gg", ctrl- and a letter, or ${KEY_NAMES.join(', ')}`;
  return `found "${key}", ${near === undefined ? expected : `which is no key. Did you mean ${near}?`}`;
}

/** Another action has the key in the same place. Of two that the map names, the later one is told. */
function takenFault(key: string, action: string, map: KeyMap): string | undefined {
  const table = remapped(map);
  const mine = table.filter((row) => row.action === action && row.keys.includes(key)).flatMap(({ when }) => when);
  const named = Object.keys(map);
  const taken = table.find(
    (row) =>
      row.action !== action &&
      row.when.some((mode) => mine.includes(mode)) &&
      row.keys.some((other) => clashes(key, other)) &&
      !(named.indexOf(row.action) > named.indexOf(action)),
  );
  return (
    taken && `"${key}" is a key of ${taken.action} already (${taken.help}): give that another one, or take another`
  );
}

/** The same key, or one is the beginning of the other. */
function clashes(key: string, other: string): boolean {
  if (key === other) return true;
  const [short, long] = key.length < other.length ? [key, other] : [other, key];
  return isSequence(long) && long === short + short;
}
