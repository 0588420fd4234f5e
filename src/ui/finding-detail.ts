/** A finding opened: what was seen, what else it could be, what to do, and how to prove it. */
import type { AtReport, FindingReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { processRole } from '../wording/process-text.ts';
import { whereText } from '../wording/where-text.ts';
import type { Entry } from './document.ts';
import { countedText, momentText } from './figures.ts';
import { wordsOf } from './finding-words.ts';
import { serviceText } from './service-detail.ts';
import { SEVERITY_LOOKS, type Theme } from './theme.ts';

export function findingDocument(finding: Finding, snapshot: Snapshot, theme: Theme): Entry[] {
  const words = wordsOf(finding, snapshot);
  const look = SEVERITY_LOOKS[words.severity];
  return [
    { kind: 'title', text: `${theme.glyph(look.glyph)} ${words.title}`, token: look.token },
    { kind: 'text', text: [words.id, look.word, words.confidence, words.rule, ...stateWords(words)].join(' · ') },
    { kind: 'heading', text: 'What was seen' },
    { kind: 'text', text: words.explanation },
    ...whereEntries(finding),
    ...items(words.evidence),
    ...section('What else it could be', words.rivals),
    { kind: 'heading', text: 'What to do' },
    { kind: 'text', text: words.remedy },
    { kind: 'heading', text: 'Proof' },
    { kind: 'field', label: 'Frames', text: framesText(words.frames, snapshot) || 'none' },
    { kind: 'field', label: 'Wireshark', text: words.displayFilter || 'no filter is narrower than the capture' },
    { kind: 'field', label: 'Flows', text: flowsText(words) },
    ...words.services.map((id): Entry => ({ kind: 'field', label: 'Service', text: serviceText(id, snapshot) })),
    ...(words.processes ?? []).map((name): Entry => ({ kind: 'field', label: 'Process', text: processRole(name) })),
    { kind: 'field', label: 'First seen', text: momentText(words.firstTime) },
    { kind: 'field', label: 'Last seen', text: momentText(words.lastTime) },
    ...(words.clearedTime === undefined
      ? []
      : [{ kind: 'field', label: 'Cleared', text: momentText(words.clearedTime) } as const]),
    { kind: 'field', label: 'Source', text: words.source },
  ];
}

function whereEntries({ scope }: Finding): Entry[] {
  const text = whereText(scope);
  return text === '' ? [] : [{ kind: 'field', label: 'Where', text }];
}

function stateWords({ exception, ...finding }: FindingReport): string[] {
  const excepted = exception === undefined ? [] : [`excepted until ${exception.until}: ${exception.reason}`];
  return [...timeWords(finding), ...excepted];
}

function timeWords({ state }: Pick<FindingReport, 'state'>): string[] {
  if (state === 'provisional') return ['provisional: the flow is still open'];
  if (state === 'cleared') return ['cleared: all who failed got through again'];
  return [];
}

function items(texts: readonly string[]): Entry[] {
  return texts.map((text) => ({ kind: 'item', text }));
}

function section(heading: string, texts: readonly string[]): Entry[] {
  return texts.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...items(texts)];
}

/** `812 913 1044`; with several inputs, each with its file's name first. */
function framesText(frames: readonly AtReport[], { capture }: Snapshot): string {
  if (capture.inputs.length < 2) return frames.map(({ frame }) => frame).join(' ');
  return capture.inputs
    .map(({ path }, input) => [path, frames.filter((at) => at.input === input).map(({ frame }) => frame)] as const)
    .filter(([, numbers]) => numbers.length > 0)
    .map(([path, numbers]) => `${path}: ${numbers.join(' ')}`)
    .join('; ');
}

/** How many, and the first of their numbers. */
function flowsText({ count, flows }: FindingReport): string {
  if (flows.length === 0) return 'none: it is about the capture as a whole';
  const shown = flows.slice(0, 20).join(' ');
  return `${countedText(count, 'flow')}: ${shown}${count > 20 ? ' …' : ''}`;
}
