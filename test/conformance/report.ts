/** What the comparison found: unexplained differences first, then the explained ones, then a table of aspects and the total. */
import type { Comparison } from './comparison.ts';
import { DIFFERENCES, type ExplainedDifference } from './differences.ts';
import type { Aspect, Difference } from './facts.ts';

/** True when every difference is explained and every explanation holds. */
export function printReport(comparisons: readonly Comparison[], aspects: readonly Aspect[]): boolean {
  const explained = new Tally<ExplainedDifference>();
  const unexplained = new Tally<Aspect>();
  const byAspect = new Tally<Aspect>();
  for (const { capture, differences } of comparisons) {
    for (const difference of differences) {
      const { aspect, by, line } = difference;
      const entry = DIFFERENCES.find((candidate) => covers(candidate, capture, difference));
      if (entry === undefined) {
        unexplained.add(aspect);
        console.log(`${capture}: ${aspect}: only ${by}: ${line}`);
      } else {
        explained.add(entry);
        byAspect.add(aspect);
      }
    }
  }
  const untrue = printExplained(comparisons, explained);
  const agreed = printAspects(comparisons, aspects, byAspect, unexplained);
  const failed = unexplained.total + untrue;
  console.log(`${agreed} passed, ${failed} failed (${comparisons.length} captures)`);
  return failed === 0;
}

/** Counts by key. */
class Tally<Key> {
  readonly #counts = new Map<Key, number>();
  total = 0;

  add(key: Key, count = 1): void {
    this.#counts.set(key, this.of(key) + count);
    this.total += count;
  }

  of(key: Key): number {
    return this.#counts.get(key) ?? 0;
  }
}

function covers(entry: ExplainedDifference, capture: string, { aspect, by, line }: Difference): boolean {
  return entry.aspect === aspect && (entry.by ?? by) === by && isOf(entry, capture) && entry.lines.test(line);
}

function isOf(entry: ExplainedDifference, capture: string): boolean {
  return entry.files.some((file) => capture.endsWith(file));
}

/** Returns how many explanations do not hold. One of files that this corpus lacks cannot be judged. */
function printExplained(comparisons: readonly Comparison[], explained: Tally<ExplainedDifference>): number {
  let untrue = 0;
  for (const entry of DIFFERENCES) {
    const { files, aspect, by, count, right, reason } = entry;
    if (!comparisons.some(({ capture }) => isOf(entry, capture))) continue;
    const found = explained.of(entry);
    const holds = found === count;
    if (!holds) untrue++;
    const verdict = holds ? `${count} explained` : `${found} found, not ${count} as explained`;
    console.log(
      `${verdict}: ${aspect}, ${by === undefined ? 'each another' : `only ${by}`}, right: ${right}: ${reason} (${files.join(', ')})`,
    );
  }
  return untrue;
}

/** Returns how many lines both say. */
function printAspects(
  comparisons: readonly Comparison[],
  aspects: readonly Aspect[],
  explained: Tally<Aspect>,
  unexplained: Tally<Aspect>,
): number {
  let total = 0;
  console.log(row('', 'agreed', 'explained', 'unexplained'));
  for (const aspect of aspects) {
    const agreed = comparisons.reduce((sum, comparison) => sum + (comparison.agreed.get(aspect) ?? 0), 0);
    console.log(row(aspect, agreed, explained.of(aspect), unexplained.of(aspect)));
    total += agreed;
  }
  return total;
}

function row(name: string, ...figures: (string | number)[]): string {
  return name.padEnd(14) + figures.map((figure) => String(figure).padStart(12)).join('');
}
