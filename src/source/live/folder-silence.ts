/** Says when nothing has been written to a watched folder for long, as the program that captures may have ended, and when something is again. */
import { printable } from '../../bytes/text.ts';
import type { FolderDisk } from './folder-disk.ts';

/** ms. */
export const SILENCE = 600_000;

/** The same disk, listened to: at a wait nothing is new, and what can be read is. `now`: ms of a clock that only goes forward. */
export function tellingOfSilence(
  disk: FolderDisk,
  folder: string,
  told: (note: string) => void,
  now: () => number,
): FolderDisk {
  let since = now();
  let isSaid = false;
  const silent = () => {
    if (isSaid || now() - since < SILENCE) return;
    isSaid = true;
    const minutes = SILENCE / 60_000;
    told(`nothing was written to ${printable(folder)} for ${minutes} min: does the program that captures still run?`);
  };
  const grown = () => {
    if (isSaid) told(`${printable(folder)} is written to again`);
    isSaid = false;
    since = now();
  };
  return {
    ...disk,
    wait(milliseconds, signal) {
      silent();
      return disk.wait(milliseconds, signal);
    },
    async open(path) {
      const file = await disk.open(path);
      return {
        ...file,
        async read(bytes, offset) {
          const end = await file.read(bytes, offset);
          if (end > 0) grown();
          return end;
        },
      };
    },
  };
}
