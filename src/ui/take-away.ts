/** The keys that take something away: to the clipboard at once, to a file after its name was asked for. */
import type { Snapshot } from '../engine/snapshot.ts';
import { type Copied, textToCopy } from './copies.ts';
import type { ActionName } from './keys.ts';
import { asked, type Prompt } from './prompt.ts';
import type { Screen } from './screen.ts';
import { chosenSubject, type Notice, type Surroundings, type UiState } from './state.ts';
import type { Theme } from './theme.ts';

/** What the user wants written. */
export interface WriteRequest {
  readonly what: 'evidence' | 'report';
  readonly path: string;
  readonly snapshot: Snapshot;
  /** Ids of the marked findings; undefined for all. */
  readonly findings: readonly string[] | undefined;
}

export interface Outside {
  /** What the capture is called. */
  readonly title: string;
  /** Puts text on the clipboard. */
  copy(text: string): void;
  /** Resolves with what was written, in words; rejects with why not. Absent where nothing can be written. */
  write?(request: WriteRequest): Promise<string>;
  /** Why nothing of the kind can be written of this capture, whatever the file is called; undefined where it can. */
  whyNot?(what: WriteRequest['what']): string | undefined;
}

/** What a key does to the state besides what the reducer does. */
type Outcome = Partial<Pick<UiState, 'notice' | 'prompt' | 'opened'>>;
type TakeAway = (action: ActionName | undefined, screen: Screen, around: Surroundings) => Outcome;

/** A file that was not written: what was said while that was tried, and the question with the reason. */
export interface Refused {
  readonly after: Notice;
  readonly prompt: Prompt;
}

/** `say` hears what became of a file, when it is written or refused. */
export function createTakeAway(
  outside: Outside,
  theme: Theme,
  say: (notice: Notice, refused?: Refused) => void,
): TakeAway {
  /** Names that were written, or refused. */
  const taken = new Set<string>();
  /** What was copied last, and what was said of it. */
  let copied: (Copied & { readonly notice: Notice }) | undefined;
  const ask = (purpose: keyof typeof ENDINGS, marked: UiState['marked'], snapshot: Snapshot | undefined): Outcome => {
    if (outside.write === undefined || snapshot === undefined) return warning('There is nothing to write yet.');
    const reason = purpose === 'evidence' && !hasProof(snapshot, marked) ? NO_PROOF : outside.whyNot?.(purpose);
    if (reason !== undefined) return warning(reason);
    return { prompt: asked(purpose, freeName(fileNameFor(purpose, outside.title), taken)) };
  };
  const write = ({ prompt, marked }: UiState, snapshot: Snapshot | undefined): Outcome => {
    if (prompt === undefined || prompt.purpose === 'filter' || snapshot === undefined) return {};
    const path = prompt.text.trim();
    if (path === '') return { prompt: { ...prompt, refusal: 'A file needs a name.' } };
    if (taken.size < MAX_TAKEN) taken.add(path);
    const notice: Notice = { text: `Writing ${path}${theme.glyph('ellipsis')}`, token: 'info' };
    outside.write?.({ what: prompt.purpose, path, snapshot, findings: markedIds(snapshot, marked) }).then(
      (text) => say({ text, token: 'ok' }),
      (error: unknown) => {
        const text = error instanceof Error ? error.message : String(error);
        say({ text, token: 'bad' }, { after: notice, prompt: { ...prompt, refusal: text } });
      },
    );
    return { notice };
  };
  return (action, { ui, snapshot }, around) => {
    switch (action) {
      case 'copy-filter':
      case 'copy-finding':
      case 'copy-request': {
        const text = snapshot && textToCopy(action, chosenSubject(ui, around), snapshot, theme);
        if (text === undefined) return warning('There is nothing to copy of this.');
        // The same key again: the terminal did not allow it.
        if (copied?.text === text.text && ui.notice === copied.notice)
          return { opened: [...ui.opened, { subject: { kind: 'copied', what: text.what, text: text.text }, top: 0 }] };
        outside.copy(text.text);
        const notice = {
          text: `Copied ${text.what}, if the terminal allows it. Again: shows it.`,
          token: 'ok',
        } as const;
        copied = { ...text, notice };
        return { notice };
      }
      case 'write-evidence':
        return ask('evidence', ui.marked, snapshot);
      case 'write-report':
        return ask('report', ui.marked, snapshot);
      case 'confirm':
        return write(ui, snapshot);
      default:
        return {};
    }
  };
}

/** Names remembered. */
const MAX_TAKEN = 1000;

/** `office-report.txt`, or where that is taken, `office-report-2.txt`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem, ending] = /^(.*)(\.[^.]+)$/.exec(name)!;
  for (let number = 2, free = name; ; free = `${stem}-${number++}${ending}`) if (!taken.has(free)) return free;
}

function warning(text: string): Outcome {
  return { notice: { text, token: 'warn' } };
}

const NO_PROOF = 'There is no evidence to write: no frame is proof of a finding.';

/** Of the findings that would be written. */
function hasProof({ findings }: Snapshot, marked: UiState['marked']): boolean {
  const chosen = findings.filter(({ key }) => marked.has(key));
  return (chosen.length === 0 ? findings : chosen).some(({ frames, flows }) => frames.length > 0 || flows.length > 0);
}

function markedIds({ findings }: Snapshot, marked: ReadonlySet<string>): string[] | undefined {
  const ids = findings.filter(({ key }) => marked.has(key)).map(({ id }) => id);
  return ids.length === 0 ? undefined : ids;
}

const ENDINGS = { evidence: '-evidence.pcapng', report: '-report.txt' } as const satisfies Partial<
  Record<Prompt['purpose'], string>
>;

/** `office-evidence.pcapng` of `/captures/office.pcapng.gz`: in the working directory, as the capture's own may not be ours to write to. */
export function fileNameFor(purpose: keyof typeof ENDINGS, title: string): string {
  const name = title.replace(/^.*[\\/](?=.)/, '').replace(/(\.(pcapng|pcap|cap|gz|zst))+$/i, '');
  return `${/^[\w.@-]+$/.test(name) && name !== '-' ? name : 'capture'}${ENDINGS[purpose]}`;
}
