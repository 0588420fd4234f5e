/** `npm run conformance`: what jamscope and tshark say of the same captures. Skips where there is no tshark or no corpus. */
import { join } from 'node:path';
import { CAPTURE_NAME, corpusFolder, filesIn } from '../support/corpus.ts';
import { compare } from './comparison.ts';
import { printReport } from './report.ts';
import { tsharkVersion } from './tshark.ts';

const FOLDERS = ['public', 'pcapng-conformance'];
/** tshark runs in a process of its own while the files before it are compared. */
const AT_ONCE = 2;

async function main(): Promise<void> {
  const version = tsharkVersion();
  const corpus = corpusFolder();
  if (version === undefined || corpus === undefined) {
    console.log(`conformance: skipped: no ${version === undefined ? 'tshark' : 'corpus'}`);
    return;
  }
  console.log(version);
  const captures = FOLDERS.flatMap((folder) => filesIn(corpus, folder)).filter((file) => CAPTURE_NAME.test(file));
  const comparisons = await inTurns(captures, (capture) => compare(capture, join(corpus, capture)));
  process.exitCode = printReport(comparisons) ? 0 : 1;
}

/** Results in the order of the items. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

await main();
