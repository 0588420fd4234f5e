/** Snapshot -> a report for people: the verdict in the first line, then the capture, the findings, the services, the flows. */
import type { Snapshot } from '../engine/snapshot.ts';
import { captureLines } from './text/capture-lines.ts';
import { findingLines } from './text/finding-lines.ts';
import { flowLines } from './text/flow-lines.ts';
import { openPage, type Page, type PageOptions } from './text/page.ts';
import { serviceLines } from './text/service-lines.ts';
import { verdictLines } from './text/verdict-lines.ts';

/** Pieces of text, each ending in a line feed. Every figure is one of the JSON report. */
export function* textReport(
  snapshot: Snapshot,
  options: PageOptions & { readonly allFlows?: boolean },
): Iterable<string> {
  const page = openPage(options);
  const blocks = [
    verdictLines(snapshot, page),
    captureLines(snapshot.capture, page),
    ...snapshot.findings.map((finding) => findingLines(finding, snapshot, page)),
    explainLines(snapshot, page),
    serviceLines(snapshot.services, snapshot.capture.limits, page),
    flowLines(snapshot, page, options.allFlows),
  ];
  let first = true;
  for (const block of blocks) {
    const lines = [...block];
    if (lines.length === 0) continue;
    yield `${first ? '' : '\n'}${lines.join('\n')}\n`;
    first = false;
  }
}

/** Where more is to be read. Of rules that a plug-in adds the program knows nothing beyond the finding. */
function* explainLines({ findings }: Snapshot, page: Page): Iterable<string> {
  const finding = findings.find(({ wording }) => wording === undefined);
  if (finding === undefined) return;
  yield* page.wrap(`What a rule means, weighs and asks for: jamscope explain ${finding.rule}`, page.width);
}
