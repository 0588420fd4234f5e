/** The first lines of a text report: the verdict, what could not be read at all, and what to do when there is no verdict. */
import type { CaptureLimit } from '../../classify/vocabulary.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { anomalyText, isUnsupportedLinkType } from '../../wording/anomaly-text.ts';
import { counted, grouped } from '../../wording/phrases.ts';
import { servicesText, undecidedServices } from '../../wording/undecided-text.ts';
import { type Mark, VERDICT_MARKS } from './marks.ts';
import type { Page } from './page.ts';
import { type Rows, sharedRefusal } from './undecided-flows.ts';

type Judged = Pick<Snapshot, 'capture' | 'summary' | 'findings' | 'flow'> & Rows;

interface Verdict {
  readonly mark: Mark;
  readonly headline: string;
  readonly next?: string;
}

export function* verdictLines(snapshot: Judged, page: Page): Iterable<string> {
  const unread = snapshot.capture.anomalies.filter(isUnsupportedLinkType).map(anomalyText).map(upperFirst);
  const { mark, headline, next } = verdictOf(snapshot, unread);
  for (const line of page.wrap(`${mark.glyph} ${headline}`, page.width)) yield page.paint(mark.tone, line);
  for (const text of unread) if (text !== headline) yield* page.wrap(`${text}.`, page.width);
  if (next !== undefined) yield* page.wrap(next, page.width);
}

function verdictOf(snapshot: Judged, unread: readonly string[]): Verdict {
  const { verdict, findings } = snapshot.summary;
  if (verdict === 'problems') {
    return {
      mark: findings.error > 0 ? VERDICT_MARKS.problems : VERDICT_MARKS.warnings,
      headline: `${counted(findings.error, 'error')}, ${counted(findings.warning, 'warning')}${infoText(snapshot)}${placeText(snapshot)}${besides(snapshot)}`,
    };
  }
  if (verdict === 'clean') {
    return {
      mark: VERDICT_MARKS.clean,
      headline: `No problem found in ${flowsText(snapshot)}${captureText(snapshot)}${infoText(snapshot)}${butFor(snapshot)}`,
      next: 'This speaks only of the services listed below; what was not observed is not judged.',
    };
  }
  return { mark: VERDICT_MARKS.inconclusive, ...inconclusive(snapshot, unread) };
}

function flowsText({ summary }: Pick<Judged, 'summary'>): string {
  return `${counted(summary.jamfFlows, 'Jamf and Apple flow')} (${grouped(summary.flows)} in all)`;
}

/** What concerns the recording alone leaves the verdict clean, and is said all the same. */
function captureText({ summary: { findings } }: Judged): string {
  return (['error', 'warning'] as const)
    .filter((severity) => findings[severity] > 0)
    .map((severity) => `, ${counted(findings[severity], severity)} about the capture`)
    .join('');
}

function infoText({ summary }: Judged): string {
  return summary.findings.info > 0 ? `, ${grouped(summary.findings.info)} info` : '';
}

function besides({ summary: { excepted = 0 } }: Judged): string {
  return excepted > 0 ? `; ${grouped(excepted)} more excepted by the configuration` : '';
}

function butFor({ summary: { excepted = 0 } }: Judged): string {
  return excepted > 0 ? `, but for ${grouped(excepted)} that the configuration excepts` : '';
}

/** A look-up that fails is no flow of Jamf or Apple yet. */
function placeText(snapshot: Judged): string {
  const inFlows = snapshot.findings.some(({ rule }) => rule !== 'blocked/dns' && !rule.startsWith('capture/'));
  if (inFlows) return ` in ${flowsText(snapshot)}`;
  const { flows, jamfFlows } = snapshot.summary;
  if (jamfFlows > 0) return ` in DNS look-ups, besides ${flowsText(snapshot)}`;
  return ` in DNS look-ups; no flow to Jamf or Apple followed (${grouped(flows)} in all)`;
}

const SPOT =
  'record on the device or the Jamf Pro server itself, or where their traffic passes, while the trouble is reproduced (enrol, send a push, open Self Service), and read that';

function inconclusive(snapshot: Judged, unread: readonly string[]): Omit<Verdict, 'mark'> {
  const { capture, summary } = snapshot;
  if (capture.packets === 0) {
    return {
      headline: 'No packet in this capture',
      next: capture.limits.includes('truncated')
        ? 'What it holds could not be read: see below.'
        : 'Next: check the interface and the filter that it was recorded with.',
    };
  }
  if (summary.jamfFlows > 0) return undecided(snapshot);
  if (summary.flows > 0) {
    return {
      headline: `Nothing of Jamf Pro or Apple device management among ${counted(summary.flows, 'flow')}`,
      next: `Next: ${SPOT}. A Jamf Pro server under a name of your own is not recognised by that name: jamscope.config.json can declare it (CONFIGURATION.md), and --all-flows lists every flow.`,
    };
  }
  if (unread.length > 0) {
    return {
      headline: unread[0],
      next: 'Next: record on an Ethernet, Wi-Fi, loopback or tunnel interface, or on "any", and read that.',
    };
  }
  const are = capture.packets === 1 ? 'it is of another protocol' : 'they are of other protocols';
  const why = capture.anomalies.length > 0 ? 'the anomalies below say why' : `${are}, such as ARP or ICMP`;
  return { headline: `No TCP or UDP flow in ${counted(capture.packets, 'packet')}: ${why}`, next: `Next: ${SPOT}.` };
}

/** A limit of the capture may be why; without one, the flows were seen as they were, and it is they that prove nothing. */
function undecided(snapshot: Judged): Omit<Verdict, 'mark'> {
  const { capture, services } = snapshot;
  const works = services.some(({ status }) => status === 'healthy' || status === 'degraded');
  const open = undecidedServices(services);
  const what = works && open.length > 0 ? servicesText(open) : flowsText(snapshot);
  const elsewhere = works ? `; no problem found in the rest of ${flowsText(snapshot)}` : '';
  const refusal = sharedRefusal(snapshot);
  if (refusal !== undefined) {
    return {
      headline: `No verdict on ${what}: ${refusal}${elsewhere}`,
      next: 'Next: a server that does not serve the name says the same as a filter that holds it back. An attempt from another network, or the log of the server and of each device in the path, decides.',
    };
  }
  if (capture.limits.length > 0) {
    return {
      headline: `No verdict: too little was captured of ${what}${elsewhere}`,
      next: `Next: record ${betterThan(capture.limits)}, from before the trouble until after it, and read that.`,
    };
  }
  return {
    headline: works
      ? `No verdict on ${what}: nothing proves that it works, or what is wrong${elsewhere}`
      : `No verdict: nothing in ${what} proves that it works, or what is wrong`,
    next: 'Next: the undecided flows below say how each ended, and --format json what was said before: an alert of TLS, a login that was refused. Look into the log of the end that gave up, or record a longer while.',
  };
}

/** What the next recording must do that this one did not. */
function betterThan(limits: readonly CaptureLimit[]): string {
  const what = limits.includes('snaplen-cut') ? 'whole packets (no snaplen)' : 'again';
  const where = limits.includes('one-sided') ? ' where both directions pass' : '';
  const lost = limits.includes('lossy') || limits.includes('dropped-by-kernel');
  return `${what}${where}${lost ? ', without losing packets' : ''}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
