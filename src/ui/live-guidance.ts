/** What the screen says of a live capture that has no finding yet, or that lost its interface or its recording. */
import type { Snapshot } from '../engine/snapshot.ts';
import type { Entry } from './document.ts';
import { type KeyTable, keyFor } from './keys.ts';
import { feedsText, goneFeeds, type LiveProgress } from './progress.ts';

/** What is awaited, and what the keys do that end it. */
export function liveGuidance(snapshot: Snapshot | undefined, live: LiveProgress, keys: KeyTable): Entry[] {
  const ends = `${keyFor('stop', keys)} stops capturing and keeps what was found on the screen; ${keyFor('quit', keys)} ends it and leaves.`;
  return [...awaited(snapshot, live), { kind: 'text', text: ends, token: 'muted' }];
}

function awaited(snapshot: Snapshot | undefined, live: LiveProgress): Entry[] {
  const place = feedsText(live);
  if (snapshot === undefined || snapshot.capture.packets === 0)
    return [{ kind: 'title', text: `Nothing captured yet on ${place}`, token: 'info' }, ...whyNothing(live)];
  if (snapshot.summary.jamfFlows > 0)
    return [{ kind: 'text', text: 'No finding so far. What is found appears here at once.', token: 'muted' }];
  return [
    { kind: 'title', text: "Nothing of Jamf's yet", token: 'info' },
    {
      kind: 'text',
      text: 'No flow so far belongs to a documented connection of Jamf Pro or of Apple device management.',
    },
    { kind: 'item', text: 'Have a device ask: sudo jamf policy, or sudo profiles renew -type enrollment.' },
    { kind: 'item', text: 'Capture on the device itself, or where its traffic passes.' },
  ];
}

function whyNothing({ feeds, filter }: LiveProgress): Entry[] {
  const stream = feeds.every(({ engine }) => engine === 'stream');
  const traffic = stream
    ? 'Whoever writes the stream may hold it back: tcpdump needs -U to hand over each packet as it comes.'
    : 'Is there traffic? jamscope interfaces lists where to capture.';
  const passed = filter === undefined ? [] : [{ kind: 'item', text: `Only this is captured: ${filter}` } as const];
  return [{ kind: 'text', text: traffic }, ...passed];
}

/** It has ended, and nothing came. */
export function nothingCaptured(live: LiveProgress): Entry[] {
  return [{ kind: 'title', text: `Nothing was captured on ${feedsText(live)}`, token: 'warn' }, ...whyNothing(live)];
}

/** What goes wrong with it now. */
export function liveProblems(live: LiveProgress): string[] {
  const problem = live.recording?.problem;
  const unsaved = live.evidence?.problem;
  return [
    ...goneFeeds(live).map((feed) => `${feed.interface} is gone, waiting for it to come back`),
    ...(problem === undefined ? [] : [`the recording: ${problem}`]),
    ...(unsaved === undefined ? [] : [`evidence of the latest finding was not saved: ${unsaved}`]),
  ];
}
