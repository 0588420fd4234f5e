import { expect, test } from 'vitest';
import { withoutFolders } from '../../src/ui/folders.ts';

test.each([
  ['/Volumes/captures/office.pcapng', 'office.pcapng'],
  ['C:\\captures\\office.pcapng', 'office.pcapng'],
  ['/Volumes/captures/', 'captures/'],
  ['-', '-'],
])('%s', (path, expected) => expect(withoutFolders(path)).toBe(expected));
