/** How often each rule speaks where it should, where it should not, and keeps silent where it should not. */

export interface Judged {
  readonly name: string;
  /** Rules of the findings that the case's author wrote down: all errors and warnings, and information that matters. */
  readonly expected: readonly string[];
  /** Rules of all findings that were reported, and of the errors and warnings among them. */
  readonly found: readonly string[];
  readonly serious: readonly string[];
}

interface Counts {
  /** Found as expected; found and not expected; expected and not found; silent as expected. */
  right: number;
  wrong: number;
  missed: number;
  silent: number;
}

/** A line a rule, then the sum. */
export function confusionTable(
  rules: readonly string[],
  cases: readonly Judged[],
): { lines: string[]; wrong: string[] } {
  const width = Math.max(...rules.map((rule) => rule.length));
  const sum: Counts = { right: 0, wrong: 0, missed: 0, silent: 0 };
  const lines = [`${'rule'.padEnd(width)}  found  false  missed  silent  precision  recall`];
  for (const rule of rules) {
    const counts = countsOf(rule, cases);
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    lines.push(lineOf(rule.padEnd(width), counts));
  }
  lines.push(lineOf('all'.padEnd(width), sum));
  return { lines, wrong: cases.flatMap(differences) };
}

function countsOf(rule: string, cases: readonly Judged[]): Counts {
  const counts: Counts = { right: 0, wrong: 0, missed: 0, silent: 0 };
  for (const { expected, found, serious } of cases) {
    const should = expected.includes(rule);
    const does = (should ? found : serious).includes(rule);
    counts[should ? (does ? 'right' : 'missed') : does ? 'wrong' : 'silent']++;
  }
  return counts;
}

function differences({ name, expected, found, serious }: Judged): string[] {
  return [
    ...expected.filter((rule) => !found.includes(rule)).map((rule) => `${name}: ${rule} is missed`),
    ...serious.filter((rule) => !expected.includes(rule)).map((rule) => `${name}: ${rule} is not expected`),
  ];
}

function lineOf(title: string, { right, wrong, missed, silent }: Counts): string {
  const figures = [right, wrong, missed, silent].map((count, index) => String(count).padStart([5, 5, 6, 6][index]));
  return `${title}  ${figures.join('  ')}  ${share(right, right + wrong).padStart(9)}  ${share(right, right + missed).padStart(6)}`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(0)} %`;
}
