/** `npm run conformance`: what jamscope and tshark say of the same captures: the fixtures, and the corpus where there is one. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CAPTURE_NAME, corpusFolder, filesIn } from '../support/corpus.ts';
import { assignmentsOf } from './assignments.ts';
import { type Comparison, compare } from './comparison.ts';
import { ASPECTS } from './facts.ts';
import { printReport } from './report.ts';
import { tsharkKnows, tsharkVersion } from './tshark.ts';
import { JA4_FIELD } from './tshark-facts.ts';

/** Three levels up from `.tools/test/conformance`. */
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const CORPUS_FOLDERS = ['public', 'pcapng-conformance'];
/** tshark runs in a process of its own while the file before is compared. */
const AT_ONCE = 2;

async function main(): Promise<void> {
  const version = tsharkVersion();
  if (version === undefined) {
    console.log('conformance: skipped: no tshark');
    return;
  }
  console.log(version);
  const hasJa4 = tsharkKnows(JA4_FIELD);
  if (!hasJa4) console.log('JA4: skipped: this version does not know it');
  const corpus = corpusFolder();
  if (corpus === undefined) console.log('public captures: skipped: no corpus');
  const captures = [
    ...capturesIn(REPOSITORY, ['fixtures']),
    ...(corpus === undefined ? [] : capturesIn(corpus, CORPUS_FOLDERS)),
  ];
  const aspects = ASPECTS.filter((aspect) => aspect !== 'JA4' || hasJa4);
  const comparisons = await inTurns(captures, ({ name, path }) => compare(name, path, aspects));
  const agree = printReport(comparisons, aspects);
  const right = corpus === undefined || (await printAssignments(capturesIn(corpus, ['public'])));
  process.exitCode = agree && right ? 0 : 1;
}

/** Whether every flow of strangers that was taken for a documented connection is one. */
async function printAssignments(captures: readonly { name: string; path: string }[]): Promise<boolean> {
  const total = { flows: 0, assigned: 0, unexplained: 0 };
  for (const { name, path } of captures) {
    const { flows, assigned, unexplained } = await assignmentsOf(path);
    for (const line of unexplained) console.log(`${name}: ${line}`);
    total.flows += flows;
    total.assigned += assigned;
    total.unexplained += unexplained.length;
  }
  console.log(
    `${total.assigned} of ${total.flows} flows of the public captures are assigned, ${total.unexplained} without a reason`,
  );
  return total.unexplained === 0;
}

function capturesIn(root: string, folders: readonly string[]): { name: string; path: string }[] {
  const files = folders.flatMap((folder) => filesIn(root, folder)).filter((file) => CAPTURE_NAME.test(file));
  return files.map((name) => ({ name, path: join(root, name) }));
}

/** Results in the order of the items. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<Comparison>): Promise<Comparison[]> {
  const results: Comparison[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

await main();
