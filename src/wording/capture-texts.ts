/** What is said of a capture and of its inputs, wherever it is said. */
import type { CaptureReport, InputReport } from '../engine/contract.ts';
import { inputName } from './input-name.ts';
import { counted, listed, seconds } from './phrases.ts';

type CaptureLimit = CaptureReport['limits'][number];

const LIMITS: Readonly<Record<CaptureLimit, string>> = {
  'one-sided': 'of some flows only one direction was captured',
  'mid-stream': 'some flows began before the capture',
  truncated: 'an input ends early or is corrupt',
  lossy: 'packets are missing from the capture',
  'snaplen-cut': 'packets were cut short while recording',
  'dropped-by-kernel': 'the recording machine dropped packets',
};

/** `one-sided: of some flows only one direction was captured`. */
export function limitText(limit: CaptureLimit): string {
  return `${limit}: ${LIMITS[limit]}`;
}

/** `pcapng, gzip, ethernet`. */
export function inputKind({ format, compression, linkTypes }: InputReport): string {
  return [format, ...(compression === 'none' ? [] : [compression]), ...linkTypes].join(', ');
}

/** What is wrong with it, and what it lacks. */
export function problemTexts({ path, problems, dropped = 0 }: InputReport): string[] {
  const texts = problems.map(({ message, frame, offset }) => {
    const at = [
      ...(frame === undefined ? [] : [`frame ${frame}`]),
      ...(offset === undefined ? [] : [`byte offset ${offset}`]),
    ];
    return `${inputName(path)}: ${message}${at.length === 0 ? '' : ` (${at.join(', ')})`}`;
  });
  if (dropped > 0) texts.push(`${inputName(path)}: ${counted(dropped, 'packet')} dropped while recording`);
  return texts;
}

/** Packets that are in the input, and that the recording machine's own kernel threw away; `undefined` without any. */
export function kernelDropsText({ path, kernelDrops }: InputReport): string | undefined {
  if (kernelDrops === undefined) return undefined;
  const { packets, places } = kernelDrops;
  return `${inputName(path)}: ${counted(packets, 'packet')} thrown away by the kernel of the recording machine, in ${listed(places, 8)}`;
}

/** No recording takes this long: timestamps that lie further apart are those of a clock that was set meanwhile. */
const LONGEST = 366 * 86_400;

/** `undefined` where the times may be right. Of several inputs each may be of another year. */
export function clockJumpText({ inputs, durationSeconds }: CaptureReport): string | undefined {
  const opened = inputs.filter(({ format }) => format !== 'unknown');
  if (opened.length !== 1 || durationSeconds <= LONGEST) return undefined;
  return `the timestamps lie ${seconds(durationSeconds)} apart: a clock was set while recording, so waiting times may be wrong`;
}
