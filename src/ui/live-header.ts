/** What the first line says of a live capture: where it comes from, how much, and what was lost; what matters most fits longest. */
import type { Snapshot } from '../engine/snapshot.ts';
import { textWidth } from './display-text.ts';
import { bytesText, countedText, countText, durationText } from './figures.ts';
import { feedsText, goneFeeds, type LiveProgress, type Progress } from './progress.ts';
import type { Theme, Token } from './theme.ts';

interface Part {
  readonly text: string;
  readonly token?: Token;
  /** The lowest goes last where there is no room. */
  readonly rank: number;
}

/** One painted line of `room` cells at most. */
export function liveText(snapshot: Snapshot | undefined, progress: Progress, room: number, theme: Theme, stopKey = '') {
  const parts = partsOf(snapshot, progress, stopKey);
  const separator = theme.clean(' · ');
  const cells = () => textWidth(parts.map(({ text }) => theme.clean(text)).join(separator));
  while (parts.length > 1 && cells() > room) parts.splice(parts.indexOf(parts.reduce(leastOf)), 1);
  const left = Math.max(0, room - cells());
  const [first, ...others] = parts.map(({ text, token }) => [theme.clean(text), token ?? 'plain'] as const);
  const head = theme.paint(first[1], theme.fit(first[0], Math.min(room, textWidth(first[0]))));
  return `${[head, ...others.map(([text, token]) => theme.paint(token, text))].join(separator)}${' '.repeat(left)}`;
}

const leastOf = (one: Part, other: Part): Part => (other.rank > one.rank ? other : one);

function partsOf(snapshot: Snapshot | undefined, progress: Progress, stopKey: string): Part[] {
  const live = progress.live!;
  const { finished, packetsPerSecond = 0, bytesPerSecond } = progress;
  const engines = [...new Set(live.feeds.map(({ engine }) => engine))].join(', ');
  const lost = droppedPackets(snapshot);
  const parts: (Part | false)[] = [
    { ...stateOf(live, finished), rank: 0 },
    { text: engines, rank: 4 },
    !finished && { text: `${countText(packetsPerSecond)} pkt/s`, rank: 2 },
    lost > 0 && { text: `${countText(lost)} dropped`, token: 'warn', rank: 1 },
    live.recording !== undefined && { ...recordingOf(live.recording), rank: 3 },
    !finished && { text: `${bytesText(bytesPerSecond)}/s`, rank: 6 },
    snapshot !== undefined && { text: countedText(snapshot.summary.flows, 'flow'), rank: 5 },
    live.seconds !== undefined && {
      text: `${finished ? 'ran' : 'up'} ${durationText(Math.floor(live.seconds))}`,
      rank: 7,
    },
    !finished && stopKey !== '' && { text: `${stopKey} stops`, rank: 8 },
  ];
  return parts.filter((part) => part !== false);
}

/** Lost on the way to us, of all inputs, as far as engines say. */
export function droppedPackets(snapshot: Snapshot | undefined): number {
  return snapshot?.capture.inputs.reduce((sum, { dropped = 0 }) => sum + dropped, 0) ?? 0;
}

function stateOf(live: LiveProgress, finished: boolean): Omit<Part, 'rank'> {
  const gone = goneFeeds(live);
  if (finished) return { text: `ENDED ${feedsText(live)}`, token: 'info' };
  if (gone.length === 0) return { text: `LIVE ${feedsText(live)}`, token: 'ok' };
  return { text: `WAITING for ${feedsText({ feeds: gone })}`, token: 'warn' };
}

function recordingOf({ bytes, stopped, problem }: NonNullable<LiveProgress['recording']>): Omit<Part, 'rank'> {
  if (stopped) return { text: 'not recording', token: 'warn' };
  return { text: `REC ${bytesText(bytes)}`, token: problem === undefined ? 'plain' : 'warn' };
}
