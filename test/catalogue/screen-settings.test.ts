import { expect, test } from 'vitest';
import { screenSettings } from '../../src/catalogue/screen-settings.ts';

test.each<[string, unknown, boolean]>([
  ['nothing', {}, true],
  ['keys', { keys: { quit: ['Q'], 'next-finding': ['n', 'ctrl-n'] } }, true],
  ['a key without a list', { keys: { quit: 'Q' } }, false],
  ['no key', { keys: { quit: [] } }, false],
  ['an empty key', { keys: { quit: [''] } }, false],
  ['more keys than anybody has fingers for', { keys: { quit: [...'abcdefghi'] } }, false],
  ['lines', { plain: true }, true],
  ['lines by a word', { plain: 'yes' }, false],
  ['an unknown setting', { key: {} }, false],
])('%s', (_, value, valid) => expect(screenSettings.safeParse(value).success).toBe(valid));
