/** What the capture's detail says of where a live capture comes from: each engine and why, what was lost, and the recording. */
import type { Entry } from './document.ts';
import { bytesText, countedText, countText } from './figures.ts';
import { goneFeeds, type LiveFeed, type LiveProgress, type Progress } from './progress.ts';

/** Nothing of what is read from files. */
export function liveEntries({ live, finished, packetsPerSecond = 0, bytesPerSecond }: Progress): Entry[] {
  if (live === undefined) return [];
  const rate = `${countText(packetsPerSecond)} packets and ${bytesText(bytesPerSecond)} a second`;
  return [
    ...live.feeds.flatMap(feedEntries),
    ...(live.filter === undefined ? [] : [{ kind: 'field', label: 'Filter', text: live.filter } as const]),
    ...(finished ? [] : [{ kind: 'field', label: 'Rate', text: rate } as const]),
    ...recordingEntries(live.recording),
    ...evidenceEntries(live.evidence),
    ...remarkEntries(live.remarks),
    { kind: 'heading', text: 'So far' },
  ];
}

function stateText({ state, engine }: LiveFeed): string {
  if (state === 'capturing') return `Captured by ${engine}.`;
  if (state === 'ended') return `Captured by ${engine} until it ended.`;
  return engine === 'folder' ? 'Waiting for the next file.' : 'It is gone: waiting for it to come back.';
}

function feedEntries(feed: LiveFeed): Entry[] {
  const warned = (isBad: boolean) => (isBad ? 'warn' : 'plain');
  const lost = (feed.dropped ?? 0) + (feed.interfaceDropped ?? 0);
  const counts = countTexts(feed).join(', ') || 'the engine does not count what it loses';
  return [
    { kind: 'heading', text: feed.interface },
    { kind: 'text', text: stateText(feed), token: warned(goneFeeds({ feeds: [feed] }).length > 0) },
    { kind: 'field', label: 'Why', text: feed.why },
    { kind: 'field', label: 'Counts', text: counts, token: warned(lost > 0) },
  ];
}

function countTexts({ received, dropped, interfaceDropped }: LiveFeed): string[] {
  const texts = [
    received !== undefined && `${countedText(received, 'packet')} received`,
    dropped !== undefined && `${countText(dropped)} dropped by the kernel`,
    interfaceDropped !== undefined && `${countText(interfaceDropped)} dropped by the interface`,
  ];
  return texts.filter((text) => text !== false);
}

function evidenceEntries(evidence: LiveProgress['evidence']): Entry[] {
  if (evidence === undefined) return [];
  const { folder, files, problem } = evidence;
  return [
    { kind: 'heading', text: 'Evidence' },
    {
      kind: 'text',
      text: `${files === 0 ? 'No file yet' : countedText(files, 'file')} in ${folder}, each with the minutes around findings`,
    },
    ...(problem === undefined
      ? []
      : [{ kind: 'item', text: `The latest was not saved: ${problem}`, token: 'warn' } as const]),
  ];
}

function remarkEntries(remarks: LiveProgress['remarks']): Entry[] {
  if (remarks === undefined || remarks.count === 0) return [];
  return [
    { kind: 'heading', text: 'Said meanwhile' },
    ...remarks.latest.map((text): Entry => ({ kind: 'item', text })),
  ];
}

function recordingEntries(recording: LiveProgress['recording']): Entry[] {
  if (recording === undefined) return [];
  const { files, bytes, packetsLost, stopped, problem } = recording;
  const newest = files[files.length - 1] ?? 'no file yet';
  const more = files.length > 1 ? ` and ${countedText(files.length - 1, 'older file')}` : '';
  const warnings = [
    stopped && 'Nothing is recorded any more.',
    problem,
    packetsLost > 0 && `${countedText(packetsLost, 'packet')} not recorded: the disk was too slow`,
  ];
  return [
    { kind: 'heading', text: 'Recording' },
    { kind: 'text', text: `${newest}${more}, ${bytesText(bytes)}` },
    ...warnings
      .filter((text) => typeof text === 'string')
      .map((text): Entry => ({ kind: 'item', text, token: 'warn' })),
  ];
}
