/** The capture opened: what was read, what is odd about it, what limits the conclusions, and the configuration in force. */
import type { CaptureReport, InputReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { anomalyText } from '../wording/anomaly-text.ts';
import { clockJumpText, inputKind, kernelDropsText, limitText, problemTexts } from '../wording/capture-texts.ts';
import { configurationTexts } from '../wording/configuration-texts.ts';
import { inputName } from '../wording/input-name.ts';
import type { Entry } from './document.ts';
import { bytesText, countedText, countText, durationText, momentText } from './figures.ts';
import { liveEntries } from './live-entries.ts';
import type { Progress } from './progress.ts';

/** `progress`: of a live capture. */
export function captureDocument({ capture, summary }: Snapshot, progress?: Progress): Entry[] {
  const { packets, bytes, firstTime, lastTime, durationSeconds, undecodedPackets, duplicatePackets } = capture;
  return [
    { kind: 'title', text: 'The capture', token: 'plain' },
    ...(progress === undefined ? [] : liveEntries(progress)),
    { kind: 'field', label: 'Packets', text: `${countText(packets)}, ${bytesText(bytes)}` },
    { kind: 'field', label: 'Flows', text: `${countText(summary.flows)}, ${countText(summary.jamfFlows)} of interest` },
    ...(firstTime === null ? [] : [{ kind: 'field', label: 'First packet', text: momentText(firstTime) } as const]),
    ...(lastTime === null ? [] : [{ kind: 'field', label: 'Last packet', text: momentText(lastTime) } as const]),
    { kind: 'field', label: 'Duration', text: durationText(durationSeconds) },
    { kind: 'field', label: 'Not decoded', text: countedText(undecodedPackets, 'packet') },
    { kind: 'field', label: 'Duplicates', text: countedText(duplicatePackets, 'packet') },
    { kind: 'heading', text: capture.inputs.length === 1 ? 'Input' : 'Inputs' },
    ...capture.inputs.flatMap(inputEntries),
    { kind: 'heading', text: 'What limits the conclusions' },
    ...listed([...capture.limits.map(limitText), clockJumpText(capture) ?? []].flat(), 'Nothing.', 'warn'),
    { kind: 'heading', text: 'Anomalies' },
    ...listed(
      capture.anomalies.map((anomaly) => `${anomalyText(anomaly)}, first in ${placeText(anomaly.first, capture)}`),
      'None.',
    ),
    { kind: 'heading', text: 'Site configuration' },
    ...configurationEntries(capture),
  ];
}

function listed(texts: readonly string[], nothing: string, token: 'warn' | 'plain' = 'plain'): Entry[] {
  if (texts.length === 0) return [{ kind: 'text', text: nothing, token: 'muted' }];
  return texts.map((text) => ({ kind: 'item', text, token }));
}

/** With several inputs, in which of them. */
function placeText({ input, frame }: CaptureReport['anomalies'][number]['first'], { inputs }: CaptureReport): string {
  return inputs.length < 2 ? `frame ${frame}` : `frame ${frame} of ${inputName(inputs[input]?.path ?? '')}`;
}

/** A file that could not be opened is all problem. */
function inputEntries(input: InputReport): Entry[] {
  const { path, format, packets, bytes } = input;
  const faults = [...problemTexts(input), kernelDropsText(input) ?? []].flat();
  const about = `${inputName(path)}: ${inputKind(input)}, ${countedText(packets, 'packet')}, ${bytesText(bytes)}`;
  return [
    ...(format === 'unknown' ? [] : [{ kind: 'item', text: about } as const]),
    ...faults.map((text): Entry => ({ kind: 'item', text, token: 'warn' })),
  ];
}

function configurationEntries({ configuration }: CaptureReport): Entry[] {
  if (configuration === undefined) return [{ kind: 'text', text: 'None was in force.', token: 'muted' }];
  const { text, warnings } = configurationTexts(configuration);
  return [
    { kind: 'text', text },
    ...warnings.map((warning): Entry => ({ kind: 'item', text: warning, token: 'warn' })),
    ...configuration.exceptions
      .filter(({ state }) => state !== 'expired')
      .map(({ rule, until, reason, state }): Entry => {
        return { kind: 'item', text: `exception for ${rule} until ${until}, ${state}: ${reason}` };
      }),
  ];
}
