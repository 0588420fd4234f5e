import { expect, it } from 'vitest';
import type { FileLook, FolderDisk } from '../../../src/source/live/folder-disk.ts';
import { MAX_READ_NAMES, MAX_WATCHED_FILES, WatchedFolder } from '../../../src/source/live/watched-folder.ts';

/** A folder with these files, all of one size. */
function folderOf(files: Map<string, Partial<FileLook>>) {
  const notes: string[] = [];
  const disk = {
    names: async () => [...files.keys()],
    look: async (path: string) => {
      const name = path.replace('folder/', '');
      return { name, path, id: name, size: 100, modified: 1, ...files.get(name) };
    },
    head: async () => new Uint8Array(10),
  } as Partial<FolderDisk> as FolderDisk;
  return { watched: new WatchedFolder('folder', disk, (note) => notes.push(note)), notes };
}

it('looks at a bounded number of files, and says so once', async () => {
  const files = new Map(
    Array.from({ length: MAX_WATCHED_FILES + 1 }, (_, at) => [`x${String(at).padStart(6, '0')}`, { modified: -at }]),
  );
  const { watched, notes } = folderOf(files);
  expect((await watched.newest())?.name).toBe('x000001');
  expect(await watched.next('x000001')).toBeUndefined();
  expect(notes).toEqual([
    'more than 10000 files are in the folder: those whose names come last are watched',
    'reading begins with x000001, with 9999 older files of the folder left out',
  ]);
});

it('knows the compressed copies of the last files that were read', async () => {
  const files = new Map<string, Partial<FileLook>>();
  const { watched } = folderOf(files);
  const file = (name: string) => ({ name, path: `folder/${name}`, id: name, size: 100, modified: 1 });
  for (let at = 0; at <= MAX_READ_NAMES; at++) watched.done(file(`x${at}`), { head: new Uint8Array(10), size: 100 });
  files.set(`x${MAX_READ_NAMES}.gz`, {}).set('x1.zst', {});
  expect(await watched.next()).toBeUndefined();
  files.set('x0.gz', {});
  expect((await watched.next())?.name).toBe('x0.gz');
});

it('tells no terminal what a name would have it do', async () => {
  const { watched, notes } = folderOf(
    new Map([
      ['a', {}],
      ['\u001b[2J', { modified: 2 }],
    ]),
  );
  await watched.newest();
  expect(notes).toEqual(['reading begins with \\x1b[2J, with 1 older file of the folder left out']);
});
