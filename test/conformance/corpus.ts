/** Where the captures of the comparison are: not in this repository, for their licences forbid it. */
import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Three levels up from `.tools/test/conformance`: the folder that holds the repository. */
const BESIDE = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));

/** The corpus: `JAMSCOPE_CORPUS`, or `shared/corpus` beside the repository; undefined when it is not there. */
export function corpusFolder(): string | undefined {
  const folder = process.env.JAMSCOPE_CORPUS ?? BESIDE;
  return existsSync(folder) ? folder : undefined;
}

const CAPTURE = /\.(pcap|pcapng|cap|trace)(\.gz)?$/;

/** Paths of the captures below a folder of the corpus, relative to the corpus, with `/`, in a fixed order. */
export function capturesIn(corpus: string, folder: string): string[] {
  const root = join(corpus, folder);
  if (!existsSync(root)) return [];
  const entries = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((entry) => CAPTURE.test(entry))
    .map((entry) => `${folder}/${entry.split(sep).join('/')}`)
    .sort();
}
