/** The text of a filter taken apart: terms separated by spaces, each a word or `field:value`. No text is wrong here. */

export interface Term {
  /** `-` before it. */
  readonly negated: boolean;
  /** In small letters; undefined for a plain word. It may be no field at all. */
  readonly field: string | undefined;
  /** Alternatives, without their quotes; empty while the first is still to be typed. */
  readonly values: readonly string[];
}

/** What is being typed at the end of a text: the pieces that stay, and the word or value that a completion takes the place of. */
export interface Unfinished {
  /** All before the word or value. */
  readonly before: string;
  readonly field: string | undefined;
  readonly word: string;
}

/** Without a space outside quotes. A quote that is not closed goes on to the end. */
const TERM = /(?:"[^"]*(?:"|$)|[^\s"])+/g;
/** Without a comma outside quotes. */
const VALUE = /(?:"[^"]*(?:"|$)|[^,"])+/g;
const FIELD = /^([a-z]+):/i;
/** `dead::1` names no field: two colons, and nothing but what IPv6 is written with. */
const ADDRESS = /^[\da-f]*:[\da-f]*:[\da-f:.]*$/i;

export function termsOf(text: string): Term[] {
  return Array.from(text.matchAll(TERM), ([term]) => {
    const { sign, field, rest } = partsOf(term);
    return { negated: sign !== '', field, values: Array.from(rest.matchAll(VALUE), ([value]) => unquoted(value)) };
  }).map((term) => ({ ...term, values: term.values.filter(Boolean) }));
}

export function unfinishedOf(text: string): Unfinished {
  const last = Array.from(text.matchAll(TERM)).pop();
  if (last === undefined || last.index + last[0].length < text.length)
    return { before: text, field: undefined, word: '' };
  const { field, rest } = partsOf(last[0]);
  const value = Array.from(rest.matchAll(VALUE)).pop();
  const word = value !== undefined && value.index + value[0].length === rest.length ? value[0] : '';
  return { before: text.slice(0, text.length - word.length), field, word: unquoted(word) };
}

/** As a value must be written: in quotes where it has a space or a comma. Undefined for what cannot be: a quote. */
export function quoted(value: string): string | undefined {
  if (value.includes('"')) return undefined;
  return /[\s,]/.test(value) || value.startsWith('-') ? `"${value}"` : value;
}

function partsOf(term: string): { sign: string; field: string | undefined; rest: string } {
  const sign = term.startsWith('-') ? '-' : '';
  const positive = term.slice(sign.length);
  const name = ADDRESS.test(positive) ? undefined : FIELD.exec(positive)?.[1];
  if (name === undefined) return { sign, field: undefined, rest: positive };
  return { sign, field: name.toLowerCase(), rest: positive.slice(name.length + 1) };
}

const unquoted = (value: string): string => value.replaceAll('"', '');
