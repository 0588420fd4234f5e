/** How files are named and how long they get, and what the core may not touch. */
import { describe, expect, it } from 'vitest';
import { functionsOf } from './functions.ts';
import { SOURCES } from './source-files.ts';

/** Rooms that do I/O and know time. Below them a run depends on its input alone. */
const OUTER = ['recording', 'source', 'analyze', 'cli', 'ui', 'index', 'vitest'];
const IMPURE =
  /(?<![.\w])(?:process\.|console\.|performance\.|globalThis\b|require\(|set(?:Timeout|Interval|Immediate)\b|queueMicrotask\b|fetch\()|Date\.now|new Date\(\)|Math\.random|toLocale\w+\(|Intl\.(?!Segmenter\('')/g;

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 60;
/** Tables, whose length is not what makes them hard to read, and what the comments say. */
const LONG_FILES = ['src/catalogue/inspection-vendors.ts'];
/** Closures over state that is built once, and one switch: parted, each would be longer. Whoever shortens one takes it from here. */
const LONG_FUNCTIONS = [
  'src/catalogue/match.ts createCatalogue',
  'src/ui/order-job.ts createOrderJob',
  'src/wire/packet.ts readLayer',
];

describe('the core', () => {
  it('names no clock, no chance, no process and no locale of its user', () => {
    const inner = SOURCES.filter(({ room }) => !OUTER.includes(room));
    expect(inner.length).toBeGreaterThan(100);
    const found = inner.flatMap(({ path, code }) => [...code.matchAll(IMPURE)].map(([text]) => `${path}: ${text}`));
    expect(found).toEqual([]);
  });

  it('is checked by an expression that finds what it looks for', () => {
    for (const text of ['process.env', 'x = Date.now()', 'Math.random()', 'console.log(1)', '(performance.now())'])
      expect(text.match(IMPURE), text).not.toBeNull();
    for (const text of ['flow.process.name', 'new Date(0)', 'Date.UTC(2026)'])
      expect(text.match(IMPURE), text).toBeNull();
  });
});

describe('files', () => {
  it('are named in kebab case, and say what they hold', () => {
    const odd = SOURCES.filter(({ path }) => !/^src(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)+\.tsx?$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
    const vague = SOURCES.filter(({ path }) => /\/(?:utils?|helpers?|types?|common|manager|misc)\b/.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it('begin with what they are', () => {
    const silent = SOURCES.filter(({ text }) => !text.startsWith('/**'));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('have named exports, and only src/index.ts gathers those of others', () => {
    const unnamed = SOURCES.filter(({ code }) => /\bexport default\b/.test(code));
    expect(unnamed.map(({ path }) => path)).toEqual([]);
    const barrels = SOURCES.filter(({ code, path }) => {
      const gathers = /^export \*|^export \{[^}]*\} from/m.test(code) || path.endsWith('/index.ts');
      return gathers && path !== 'src/index.ts';
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it(`have at most ${MAX_FILE_LINES} lines, but for tables`, () => {
    const long = SOURCES.filter(({ text }) => text.split('\n').length - 1 > MAX_FILE_LINES).map(({ path }) => path);
    expect(long).toEqual(LONG_FILES);
  });

  it(`hold functions of at most ${MAX_FUNCTION_LINES} lines`, () => {
    const all = SOURCES.flatMap(({ path, code }) => functionsOf(code).map((found) => ({ ...found, path })));
    expect(all.length).toBeGreaterThan(1000);
    const long = all.filter(({ lines }) => lines > MAX_FUNCTION_LINES).map(({ path, name }) => `${path} ${name}`);
    expect(long).toEqual(LONG_FUNCTIONS);
  });
});
