/** What a file of evidence says: comments on its packets and on its section. One line each, printable, of bounded length. */
import { printable } from '../bytes/text.ts';
import type { FindingReport } from '../engine/contract.ts';
import { inputName } from '../wording/input-name.ts';
import { counted } from '../wording/phrases.ts';

/** Characters of one comment on a packet. */
export const MAX_COMMENT = 600;
/** Findings that one packet's comments name in full; further ones are counted. */
export const MAX_FINDINGS_OF_FRAME = 16;
/** Findings that the section's comment lists; further ones are counted. */
export const MAX_LISTED = 100;

/** How the inputs are called: by their file name, where no two share it. */
export function inputLabels(paths: readonly string[]): string[] {
  const names = paths.map((path) => inputName(path).replace(/^.*[/\\](?=[^/\\])/, ''));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return names.map((name, index) => cut(printable(times.get(name) === 1 ? name : inputName(paths[index])), 200));
}

/** `frame 812 of office.pcapng`. */
export function placeText(frame: number, label: string): string {
  return `frame ${frame} of ${label}`;
}

/** Comments of a frame that proves these findings: one each. */
export function evidenceComments(findings: readonly FindingReport[], place: string): string[] {
  const comments = findings.slice(0, MAX_FINDINGS_OF_FRAME).map(({ id, rule, confidence, title, source }) => {
    return cut(`${id} ${rule} ${confidence} | ${place} | ${title} | ${source}`, MAX_COMMENT);
  });
  const more = findings.length - comments.length;
  return more > 0 ? [...comments, `evidence of ${counted(more, 'further finding')} | ${place}`] : comments;
}

/** The comment of a frame that is there to be read with those that prove these findings. */
export function contextComment(ids: readonly string[], place: string): string {
  if (ids.length === 0) return place;
  const named = ids.slice(0, MAX_FINDINGS_OF_FRAME);
  const more = ids.length - named.length;
  return `${place} | context of ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What a file has of its inputs. */
const EXTENT = {
  all: 'All packets',
  evidence: 'Evidence frames with their context, not all packets,',
  around: 'The packets around what was found, not all,',
} as const;

/** What the file is, then a line a finding. */
export function sectionComment(
  findings: readonly FindingReport[],
  labels: readonly string[],
  extent: keyof typeof EXTENT,
): string {
  const inputs = labels.length === 1 ? labels[0] : counted(labels.length, 'input');
  const listed = findings.slice(0, MAX_LISTED).map(({ id, rule, severity, confidence, title }) => {
    return cut(`${id} ${severity} ${rule} ${confidence}: ${title}`, MAX_COMMENT);
  });
  const more = findings.length - listed.length;
  const head = `${EXTENT[extent]} of ${inputs}, with ${counted(findings.length, 'finding')} of jamscope in packet comments`;
  return [head, ...listed, ...(more > 0 ? [`and ${counted(more, 'further finding')}`] : [])].join('\n');
}

function cut(text: string, most: number): string {
  // By code points: half a surrogate pair is no text.
  const characters = text.length > most ? [...text] : undefined;
  return characters === undefined || characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
