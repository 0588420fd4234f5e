/** The first lines of a text report: the verdict, and what to do when there is none. */
import type { SummaryReport } from '../../engine/contract.ts';
import { type Mark, VERDICT_MARKS } from './marks.ts';
import { grouped, quantity } from './measures.ts';
import type { Page } from './page.ts';

interface Verdict {
  readonly mark: Mark;
  readonly headline: string;
  readonly next?: string;
}

export function* verdictLines(summary: SummaryReport, page: Page): Iterable<string> {
  const { mark, headline, next } = verdictOf(summary);
  for (const line of page.wrap(`${mark.glyph} ${headline}`, page.width)) yield page.paint(mark.tone, line);
  if (next !== undefined) yield* page.wrap(next, page.width);
}

function verdictOf(summary: SummaryReport): Verdict {
  const { verdict, flows, jamfFlows, findings } = summary;
  const { error, warning, info } = findings;
  const noted = info > 0 ? `, ${grouped(info)} info` : '';
  const where = `${quantity(jamfFlows, 'Jamf and Apple flow')} (${grouped(flows)} in all)`;
  if (verdict === 'problems') {
    return {
      mark: error > 0 ? VERDICT_MARKS.problems : VERDICT_MARKS.warnings,
      headline: `${quantity(error, 'error')}, ${quantity(warning, 'warning')}${noted} in ${where}`,
    };
  }
  if (verdict === 'clean') {
    return {
      mark: VERDICT_MARKS.clean,
      headline: `No problem found in ${where}${noted}`,
      next: 'This speaks only of the services listed below; what was not observed is not judged.',
    };
  }
  if (jamfFlows > 0) {
    return {
      mark: VERDICT_MARKS.inconclusive,
      headline: `No verdict: ${where} seen, but too little of them to judge`,
      next: 'Next: record whole packets (no snaplen) in both directions, from before the trouble until after it, and read that.',
    };
  }
  return {
    mark: VERDICT_MARKS.inconclusive,
    headline: `Nothing of Jamf Pro or Apple device management among ${quantity(flows, 'flow')}`,
    next: 'Next: record on the device or the Jamf Pro server itself, or where their traffic passes, while the trouble is reproduced (enrol, send a push, open Self Service), and read that. An own Jamf Pro server that no public name leads to can be named in the site configuration.',
  };
}
