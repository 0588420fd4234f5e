/** What README.md shows is what the program prints. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { FIELDS } from '../src/ui/query/fields.ts';
import { fakeEffects } from './support/fake-effects.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// The report names its input as the page does: `fixtures/…` from the root.
beforeAll(() => process.chdir(ROOT));

it('shows the report as it is printed', async () => {
  const page = readFileSync(`${ROOT}README.md`, 'utf8');
  const [, input, shown] = /^\$ jamscope (fixtures\S+)\n(.*?)^```/ms.exec(page)!;
  const effects = fakeEffects({ env: { LANG: 'C.UTF-8' } });
  expect(await main([input], effects)).toBe(1);
  expect(shown).toBe(effects.out());
});

it('has the fields of the filter as they are', () => {
  const page = readFileSync(`${ROOT}README.md`, 'utf8');
  const [, rows] = /^\| field .*\n\|[ -|]+\n((?:\|.*\n)+)/m.exec(page)!;
  const cells = rows
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(cells).toEqual(
    FIELDS.map(({ name, help, examples }) => [`\`${name}\``, help, examples.map((text) => `\`${text}\``).join(', ')]),
  );
});
