import { afterEach, expect, test } from 'vitest';
import { configurationPath } from '../../src/cli/configuration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
folder.write('jamscope.config.json', '{}');
const home = process.cwd();
afterEach(() => process.chdir(home));

test('the file that is named, else the one that is found, else none', () => {
  process.chdir(folder.path);
  expect(configurationPath('other.json')).toBe('other.json');
  expect(configurationPath(undefined)).toBe('jamscope.config.json');
  expect(configurationPath(false)).toBeUndefined();
});
