import { expect, test } from 'vitest';
import { withoutFolders } from '../../src/ui/folders.ts';

test.each([
  ['/Volumes/captures/office.pcapng', 'office.pcapng'],
  ['C:\\captures\\office.pcapng', 'office.pcapng'],
  ['/Volumes/captures/', 'captures/'],
  ['-', '-'],
])('%s', (path, expected) => expect(withoutFolders(path)).toBe(expected));

test('as many folders as there is room for stay', () => {
  expect(withoutFolders('/Volumes/captures/office.pcapng', 31)).toBe('/Volumes/captures/office.pcapng');
  expect(withoutFolders('/Volumes/captures/office.pcapng', 30)).toBe('captures/office.pcapng');
  expect(withoutFolders('/Volumes/captures/office.pcapng', 21)).toBe('office.pcapng');
});
