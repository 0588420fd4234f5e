import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TOOL } from '../../src/cli/tool.ts';

it('is named as the package is', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(TOOL).toEqual({ name, version });
});
