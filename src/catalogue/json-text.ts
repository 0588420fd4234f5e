/**
 * JSON (RFC 8259) that people write by hand: the value, and where in the text each part of it stands. `JSON.parse` tells neither
 * lines nor keys that are given twice, and on Node 20 not even always where it stopped.
 */

/** Keys and indexes from the root. */
export type JsonPath = readonly (string | number)[];

/** Both from 1; columns count UTF-16 units, as editors do. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface JsonText {
  readonly value: unknown;
  /** Where a member's key or an item stands, or the nearest thing around it. */
  placeOf(path: JsonPath): TextPlace;
  /** Members whose object has them already. */
  readonly repeated: readonly JsonPath[];
}

export interface JsonFault extends TextPlace {
  /** What was found, and what was expected. */
  readonly fault: string;
}

/** Deeper than any configuration: keeps hostile text from exhausting the stack. */
const MAX_DEPTH = 64;

export function readJson(text: string): JsonText | JsonFault {
  const reader = new JsonReader(text);
  try {
    const value = reader.document();
    return {
      value,
      repeated: reader.repeated,
      placeOf: (path) => placeAt(text, nearestOffset(reader.offsets, path)),
    };
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { fault: error.fault, ...placeAt(text, error.offset) };
  }
}

/** Thrown within this file only. */
class Stop {
  readonly offset: number;
  readonly fault: string;

  constructor(offset: number, fault: string) {
    this.offset = offset;
    this.fault = fault;
  }
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const WORD = /[\w$-]+/y;
const CONSTANTS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

class JsonReader {
  /** Offset by path; of members that of their key. */
  readonly offsets = new Map<string, number>();
  readonly repeated: JsonPath[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    // A byte order mark, as some editors write it.
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  document(): unknown {
    const value = this.#value([]);
    this.#skip();
    if (this.#at < this.#text.length) this.#stop('the end of the file');
    return value;
  }

  #value(path: JsonPath): unknown {
    this.#skip();
    if (path.length > MAX_DEPTH) throw new Stop(this.#at, `nested deeper than ${MAX_DEPTH} levels`);
    if (!this.offsets.has(keyOf(path))) this.offsets.set(keyOf(path), this.#at);
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(path);
    if (first === '[') return this.#array(path);
    if (first === '"') return this.#string();
    const number = this.#take(NUMBER);
    if (number !== undefined) return Number(number);
    const word = this.#peek(WORD);
    if (word === undefined || !Object.hasOwn(CONSTANTS, word)) this.#stop('a value');
    this.#at += word.length;
    return CONSTANTS[word];
  }

  #object(path: JsonPath): unknown {
    const members = new Map<string, unknown>();
    this.#at++;
    for (let more = !this.#ends('}'); more; more = this.#continues('}')) {
      this.#skip();
      const offset = this.#at;
      if (this.#text[offset] !== '"') this.#stop('a key in double quotes');
      const key = this.#string();
      const below = [...path, key];
      if (members.has(key)) this.repeated.push(below);
      this.offsets.set(keyOf(below), offset);
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#stop(`a colon behind the key ${JSON.stringify(key)}`);
      this.#at++;
      members.set(key, this.#value(below));
    }
    // Not by assignment, which takes `__proto__` for something else.
    return Object.fromEntries(members);
  }

  #array(path: JsonPath): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    for (let more = !this.#ends(']'); more; more = this.#continues(']'))
      items.push(this.#value([...path, items.length]));
    return items;
  }

  #ends(bracket: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at++;
    return true;
  }

  /** Behind a member or item: a comma and another one, or the end. */
  #continues(bracket: string): boolean {
    if (this.#ends(bracket)) return false;
    if (this.#text[this.#at] !== ',') this.#stop(`a comma or ${bracket}`);
    const comma = this.#at++;
    this.#skip();
    if (this.#text[this.#at] === bracket) throw new Stop(comma, `a comma before ${bracket}, where JSON has none`);
    return true;
  }

  #string(): string {
    const text = this.#take(STRING);
    if (text === undefined) throw new Stop(this.#at, 'a text that does not end on its line, or has a wrong \\ escape');
    return JSON.parse(text) as string;
  }

  #skip(): void {
    this.#take(SPACE);
  }

  #take(pattern: RegExp): string | undefined {
    const text = this.#peek(pattern);
    this.#at += text?.length ?? 0;
    return text;
  }

  #peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #stop(expected: string): never {
    throw new Stop(this.#at, `found ${this.#found()}, expected ${expected}`);
  }

  #found(): string {
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (rest === '') return 'the end of the file';
    if (rest === '//' || rest === '/*') return 'a comment, which JSON has not';
    if (rest[0] === "'") return "a ' (text stands in double quotes)";
    return this.#peek(WORD) ?? rest[0];
  }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path);

function nearestOffset(offsets: ReadonlyMap<string, number>, path: JsonPath): number {
  for (let length = path.length; length > 0; length--) {
    const offset = offsets.get(keyOf(path.slice(0, length)));
    if (offset !== undefined) return offset;
  }
  return offsets.get(keyOf([])) ?? 0;
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).replace(/^\ufeff/, '');
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}
