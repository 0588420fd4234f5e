/** What the program loads on demand brings its own copies of modules: see bin/build.js. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT, SOURCES } from '../house/source-files.ts';

/** The program, the library, the matchers, and a program that it runs beside itself: nobody imports them. */
const BEGIN = ['src/cli/main.ts', 'src/index.ts', 'src/vitest.ts', 'src/source/live/cap-program.ts'];

const build = readFileSync(`${ROOT}bin/build.js`, 'utf8');
const entries = [...build.matchAll(/'(src\/[\w/-]+\.tsx?)'/g)]
  .map(([, path]) => path)
  .filter((path) => ![...BEGIN, 'src/flow/assembly/kernel.ts'].includes(path));

/** A command of its own, which says itself what fails: nothing that it makes reaches the program but exit codes. */
const WHOLE = 'src/cli/live-command.ts';

/** The files that the other bundles are made of, as far as they are ours. */
function bundled(): typeof SOURCES {
  const paths = new Set(entries.filter((path) => path !== WHOLE));
  for (const path of paths) {
    const { imports } = SOURCES.find((file) => file.path === path)!;
    for (const { target, kind } of imports) if (target !== undefined && kind !== 'type') paths.add(target);
  }
  return SOURCES.filter(({ path }) => paths.has(path));
}

it('is what the build names, and is imported so', () => {
  expect(entries.length).toBeGreaterThan(1);
  const dynamic = SOURCES.flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic'));
  for (const entry of entries) expect(dynamic.map(({ target }) => target)).toContain(entry);
});

it('asks of no value whether it is of a class that the program has too', () => {
  const files = bundled();
  expect(files.length).toBeGreaterThan(40);
  const asked = files.flatMap(({ path, code, text }) =>
    [...code.matchAll(/\binstanceof (\w+)/g)]
      .filter(([, name]) => new RegExp(`^import [^;]*\\b${name}\\b[^;]* from '\\.`, 'm').test(text))
      .map(([question]) => `${path}: ${question}`),
  );
  expect(asked).toEqual([]);
});
