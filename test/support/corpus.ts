/** Where the public captures of conformance and robustness runs are: not in this repository, for their licences differ. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Three levels up from `.tools/test/support` is the repository, four what is beside it. */
const BESIDE = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));

/** The corpus: `JAMSCOPE_CORPUS`, or `shared/corpus` beside the repository; undefined when it is not there. */
export function corpusFolder(): string | undefined {
  const folder = process.env.JAMSCOPE_CORPUS ?? BESIDE;
  return existsSync(folder) ? folder : undefined;
}

/** Paths of the files below a folder, relative to `root`, with `/`, in a fixed order. */
export function filesIn(root: string, folder: string): string[] {
  const below = join(root, folder);
  if (!existsSync(below)) return [];
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** A capture by its name: beside them lie descriptions. */
export const CAPTURE_NAME = /\.(pcap|pcapng|cap|trace)(\.gz)?$/;
