/** What is announced of a live capture while it is looked at: faults that are new, and those that came back; else what the program says. */
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { wordsOf } from './finding-words.ts';
import type { LiveProgress, Progress } from './progress.ts';
import type { Notice } from './state.ts';

/** Keys of findings remembered; more than an analysis makes. */
const MAX_KNOWN = 10_000;

/** One for each program. What is there when the screen opens is no news. */
export function createAnnouncer() {
  /** By key: whether it stood when it was last seen. */
  const known = new Map<string, boolean>();
  let opened = false;
  let heard = 0;
  const remarkOf = ({ count = 0, latest = [] }: Partial<NonNullable<LiveProgress['remarks']>> = {}) => {
    if (count <= heard) return undefined;
    const more = count > heard + 1 ? ` (and ${count - heard - 1} more: see the capture)` : '';
    heard = count;
    return { text: `${latest[latest.length - 1]}${more}`, token: 'info' } as const;
  };
  return (snapshot: Snapshot, { live, finished }: Progress): Notice | undefined => {
    if (live === undefined || finished) return undefined;
    const remark = remarkOf(live.remarks);
    const news = snapshot.findings.filter((finding) => isFault(finding) && known.get(finding.key) !== true);
    const [first] = news;
    const kind = first && known.has(first.key) ? 'back' : 'new';
    const said = opened && first !== undefined;
    opened = true;
    for (const key of known.keys()) known.set(key, false);
    for (const finding of snapshot.findings)
      if (known.size < MAX_KNOWN) known.set(finding.key, finding.state !== 'cleared');
    if (!said) return remark;
    const more = news.length > 1 ? `, and ${news.length - 1} more` : '';
    const text = `${first.id} ${kind}: ${wordsOf(first, snapshot).title}${more}`;
    return { text, token: 'bad', news: kind };
  };
}

function isFault({ severity, state, exception }: Finding): boolean {
  return severity === 'error' && state !== 'cleared' && exception === undefined;
}
