/** How many files below a folder this process has open; other descriptors come and go with the tests beside. Linux tells. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';

export const tellsOpenFiles = existsSync(DESCRIPTORS);

export function openFilesBelow(folder: string): number {
  return readdirSync(DESCRIPTORS).filter((descriptor) => target(descriptor).startsWith(`${folder}/`)).length;
}

/** The descriptor of the listing itself is gone by now. */
function target(descriptor: string): string {
  try {
    return readlinkSync(`${DESCRIPTORS}/${descriptor}`);
  } catch {
    return '';
  }
}
