import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { configurationPath, overlookedConfiguration } from '../../src/cli/configuration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
folder.write('jamscope.config.json', '{}');
const capture = folder.write('case/input.pcapng', '');
const beside = folder.write('case/jamscope.config.json', '{}');
const alone = folder.write('alone/input.pcapng', '');
const home = process.cwd();
afterEach(() => process.chdir(home));

test('the file that is named, else the one that is found, else none', () => {
  process.chdir(folder.path);
  expect(configurationPath('other.json')).toBe('other.json');
  expect(configurationPath(undefined)).toBe('jamscope.config.json');
  expect(configurationPath(false)).toBeUndefined();
});

describe('a configuration that is overlooked', () => {
  it('lies beside the only capture, or in the folder that is read', () => {
    expect(overlookedConfiguration([capture], undefined)).toBe(beside);
    expect(overlookedConfiguration([join(folder.path, 'case')], undefined)).toBe(beside);
    process.chdir(folder.path);
    expect(overlookedConfiguration(['case/input.pcapng'], undefined)).toBe(join('case', 'jamscope.config.json'));
  });

  it('is none where it is in use, or there is none', () => {
    expect(overlookedConfiguration([alone], undefined)).toBeUndefined();
    process.chdir(join(folder.path, 'case'));
    expect(overlookedConfiguration(['input.pcapng'], undefined)).toBeUndefined();
    expect(overlookedConfiguration([capture], undefined)).toBeUndefined();
  });

  it('is none once a choice was made, or of several inputs and standard input', () => {
    expect(overlookedConfiguration([capture], 'other.json')).toBeUndefined();
    expect(overlookedConfiguration([capture], false)).toBeUndefined();
    expect(overlookedConfiguration([capture, alone], undefined)).toBeUndefined();
    process.chdir(join(folder.path, 'alone'));
    folder.write('alone/jamscope.config.json', '{}');
    expect(overlookedConfiguration(['-'], undefined)).toBeUndefined();
  });
});
