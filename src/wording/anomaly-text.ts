/** Anomalies of a capture in words: codes are for programs. */
import { printable } from '../bytes/text.ts';
import type { CaptureReport } from '../engine/contract.ts';
import { linkTypeName } from '../wire/link-type.ts';
import { counted, grouped } from './phrases.ts';

type Anomaly = Pick<CaptureReport['anomalies'][number], 'code' | 'count'>;

const WORDS: Readonly<Record<string, (count: number) => string>> = {
  'cut-packet': (count) => `${counted(count, 'packet')} cut before the end of the TCP or UDP header`,
  'malformed-packet': (count) => `${counted(count, 'packet')} with headers that contradict themselves`,
  'fragments-incomplete': (count) => `${counted(count, 'IP datagram')} ${count === 1 ? 'lacks' : 'lack'} fragments`,
  'fragments-overlapping': (count) => `${counted(count, 'IP fragment')} overlapping an earlier one`,
  'fragments-refused': (count) => `${counted(count, 'IP fragment')} that cannot be part of a datagram`,
  'process-unknown': (count) => `${counted(count, 'packet')} of a process that the capture does not describe`,
  'reassembly-gave-up': (count) => `${counted(count, 'gap')} in TCP streams passed over for lack of memory`,
  'clock-stepped': (count) => `the clock was set ${counted(count, 'time')}: open flows were judged as they stood`,
  'watch-interrupted': (count) =>
    `nobody watched for a while, ${counted(count, 'time')}: open flows were judged as they stood`,
  'faults-not-counted': (count) => `${counted(count, 'flow')} with a fault no longer counted for lack of memory`,
  'survey-incomplete': (count) => `${counted(count, 'thing')} that older flows showed forgotten for lack of memory`,
  'names-forgotten': (count) => `${counted(count, 'name')} of addresses forgotten for lack of memory`,
  'lookups-forgotten': (count) => `${counted(count, 'look-up')} of documented names forgotten for lack of memory`,
  'ports-forgotten': (count) =>
    `${counted(count, 'port')} that servers had named to clients forgotten for lack of memory`,
  'roles-forgotten': (count) => `${counted(count, 'host')} whose roles were forgotten for lack of memory`,
  'flow-names-forgotten': (count) => `${counted(count, 'flow')} listed without a name for lack of memory`,
  'services-forgotten': (count) => `${counted(count, 'flow')} listed without the services for lack of memory`,
  'successes-forgotten': (count) => `${counted(count, 'client')} that reached a service forgotten for lack of memory`,
  'flows-judged-early': (count) => `${counted(count, 'quiet flow')} judged early for lack of memory`,
  'flows-evicted': (count) => `${counted(count, 'flow')} forgotten early for lack of memory`,
};

/** Codes that end in what they are about. */
const WORDS_ABOUT: readonly (readonly [prefix: string, words: (about: string, count: number) => string])[] = [
  ['unsupported-link-type-', unsupportedText],
  ['probe-failed-', (probe, count) => `the probe ${probe} failed in ${counted(count, 'flow')}, a defect`],
  ['detector-failed-', (rule) => `the rule ${rule} failed and was left out, a defect`],
];

/** `2 IP datagrams lack fragments`; a code that has no words here stands for itself. */
export function anomalyText({ code, count }: Anomaly): string {
  const known = WORDS[code];
  if (known !== undefined) return known(count);
  for (const [prefix, words] of WORDS_ABOUT) {
    if (code.startsWith(prefix)) return words(printable(code.slice(prefix.length)), count);
  }
  return `${printable(code)} (${count})`;
}

/** Packets of a link type that cannot be read: nothing of them is known. */
export function isUnsupportedLinkType({ code }: Anomaly): boolean {
  return code.startsWith('unsupported-link-type-');
}

function unsupportedText(number: string, count: number): string {
  const name = linkTypeName(Number(number));
  const type = name.startsWith('link type') ? `link type ${number}` : `link type ${number} (${name})`;
  const unread =
    count === 1 ? 'its only packet could not be read' : `none of its ${grouped(count)} packets could be read`;
  return `${type} is not supported: ${unread}`;
}
