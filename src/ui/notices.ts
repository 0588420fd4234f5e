/** The states of the screen in words: what is wrong with the inputs, and what it means when there is nothing to show. */
import type { InputReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { anomalyText, isUnsupportedLinkType } from '../wording/anomaly-text.ts';
import { isNoCapture } from '../wording/no-capture.ts';
import { servicesText, undecidedServices } from '../wording/undecided-text.ts';
import type { Entry } from './document.ts';
import { countText } from './figures.ts';
import { withoutFolders } from './folders.ts';
import { type ActionName, type KeyTable, keyFor } from './keys.ts';
import { liveGuidance, liveProblems, nothingCaptured } from './live-guidance.ts';
import type { Progress } from './progress.ts';

/** Lines of the banner. */
export const MAX_BANNER = 3;

/**
 * What is wrong with the reading: the error, what a live capture waits for, then what cannot be read at all, then each problem of each input. The last line counts
 * what does not fit. Files that are no captures are none of the capture's problems. A problem gives up its place, then folders of its
 * input, for `width` cells.
 */
export function bannerLines(snapshot: Snapshot | undefined, progress: Progress, width = Infinity): string[] {
  const lines = progress.error === undefined ? [] : [progress.error];
  if (progress.live !== undefined) lines.push(...liveProblems(progress.live));
  const { anomalies = [], inputs = [] } = snapshot?.capture ?? {};
  lines.push(...anomalies.filter(isUnsupportedLinkType).map(anomalyText));
  for (const input of inputs) if (!isNoCapture(input)) lines.push(...problemTexts(input, width));
  if (lines.length <= MAX_BANNER) return lines;
  return [...lines.slice(0, MAX_BANNER - 1), `and ${lines.length - MAX_BANNER + 1} more problems with the inputs`];
}

/** An input that could not be opened is named by its problem. */
function problemTexts({ path, format, problems }: InputReport, width: number): string[] {
  if (format === 'unknown') return problems.map(({ message }) => message);
  return problems.map(({ message, frame, offset }) => {
    const whole = `${path}: ${message}${placeText(frame, offset)}`;
    return whole.length <= width ? whole : `${withoutFolders(path, width - message.length - 2)}: ${message}`;
  });
}

function placeText(frame: number | undefined, offset: number | undefined): string {
  const places = [
    frame === undefined ? '' : `frame ${frame}`,
    offset === undefined ? '' : `byte ${countText(offset)}`,
  ].filter(Boolean);
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}

/** What the findings pane says beneath its list, or instead of one: what the state means, and what to do next. */
export function guidance(snapshot: Snapshot | undefined, progress: Progress, keys: KeyTable): Entry[] {
  if (!progress.finished) return snapshot?.findings.length ? [] : whileReading(snapshot, progress, keys);
  if (snapshot === undefined) return [];
  if (snapshot.capture.packets === 0) return progress.live === undefined ? EMPTY : nothingCaptured(progress.live);
  if (snapshot.summary.jamfFlows === 0) return nothingOfJamf(keys);
  return snapshot.findings.length > 0 ? [] : (notAllJudged(snapshot) ?? withoutFinding(snapshot.summary.verdict, keys));
}

/** Of a pipe, nothing may come for long: whoever writes to it may hold it back. */
function whileReading(
  snapshot: Snapshot | undefined,
  { bytesRead, totalBytes, live }: Progress,
  keys: KeyTable,
): Entry[] {
  if (live !== undefined) return liveGuidance(snapshot, live, keys);
  const waiting = bytesRead === 0 && totalBytes === undefined;
  const text = waiting
    ? 'Waiting for the first packet. tcpdump needs -U to hand over each as it comes.'
    : 'Reading. What is found appears here at once.';
  return [{ kind: 'text', text, token: 'muted' }];
}

/** Some services work, and of others nobody can tell. */
function notAllJudged({ services, summary }: Snapshot): Entry[] | undefined {
  const open = undecidedServices(services);
  const works = services.some(({ status }) => status === 'healthy' || status === 'degraded');
  if (summary.verdict !== 'inconclusive' || open.length === 0 || !works) return undefined;
  return [
    { kind: 'title', text: 'Not all could be judged', token: 'info' },
    {
      kind: 'text',
      text: `No verdict on ${servicesText(open)}: no flow proves that it works, or what is wrong. No problem was found elsewhere.`,
    },
  ];
}

const EMPTY: Entry[] = [
  { kind: 'title', text: 'An empty capture', token: 'warn' },
  { kind: 'text', text: 'There is no packet in it. Check the interface and the filter that it was recorded with.' },
  { kind: 'item', text: 'tcpdump -D lists the interfaces; one without any filter records everything.' },
];

const nothingOfJamf = (keys: KeyTable): Entry[] => [
  { kind: 'title', text: "Nothing of Jamf's in here", token: 'warn' },
  { kind: 'text', text: 'No flow belongs to a documented connection of Jamf Pro or of Apple device management.' },
  { kind: 'item', text: 'Record on the device, or between it and the firewall, while the fault happens.' },
  { kind: 'item', text: 'Let the recording see DNS and the start of the flows: begin it before the device asks.' },
  {
    kind: 'item',
    text: `A Jamf Pro server under a name of your own is in no public list: look for it with ${keyFor('filter', keys)}, and name it in jamscope.config.json.`,
  },
];

/** What to do next where no finding tells it. */
function withoutFinding(verdict: Snapshot['summary']['verdict'], keys: KeyTable): Entry[] {
  const key = (action: ActionName) => keyFor(action, keys);
  switch (verdict) {
    case 'clean':
      return [
        { kind: 'title', text: 'No fault found', token: 'ok' },
        {
          kind: 'text',
          text: 'What could be judged works as documented. What is undecided or was not observed has not been judged.',
        },
        {
          kind: 'item',
          text: `Did the fault happen while this was recorded? The services (${key('services')}) say what was seen.`,
        },
      ];
    case 'inconclusive':
      return [
        { kind: 'title', text: 'Nothing can be concluded', token: 'info' },
        {
          kind: 'text',
          text: 'There are flows of interest, and what was captured of them proves neither success nor what is wrong.',
        },
        { kind: 'item', text: `What limits the conclusions stands with the capture (${key('capture')}).` },
        { kind: 'item', text: 'Record whole packets, in both directions, from before the device asks.' },
      ];
    case 'problems':
      return [];
  }
}
