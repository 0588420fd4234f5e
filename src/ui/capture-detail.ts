/** The capture opened: what was read, what is odd about it, and what limits the conclusions. */
import type { InputReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { anomalyText } from '../wording/anomaly-text.ts';
import type { Entry } from './document.ts';
import { bytesText, countedText, countText, durationText, momentText } from './figures.ts';

export function captureDocument({ capture, summary }: Snapshot): Entry[] {
  const { packets, bytes, firstTime, lastTime, durationSeconds, undecodedPackets, duplicatePackets } = capture;
  return [
    { kind: 'title', text: 'The capture', token: 'plain' },
    { kind: 'field', label: 'Packets', text: `${countText(packets)}, ${bytesText(bytes)}` },
    { kind: 'field', label: 'Flows', text: `${countText(summary.flows)}, ${countText(summary.jamfFlows)} of interest` },
    ...(firstTime === null ? [] : [{ kind: 'field', label: 'First packet', text: momentText(firstTime) } as const]),
    ...(lastTime === null ? [] : [{ kind: 'field', label: 'Last packet', text: momentText(lastTime) } as const]),
    { kind: 'field', label: 'Duration', text: durationText(durationSeconds) },
    { kind: 'field', label: 'Not decoded', text: countedText(undecodedPackets, 'packet') },
    { kind: 'field', label: 'Duplicates', text: countedText(duplicatePackets, 'packet') },
    { kind: 'heading', text: 'Inputs' },
    ...capture.inputs.flatMap(inputEntries),
    { kind: 'heading', text: 'What limits the conclusions' },
    ...(capture.limits.length === 0 ? [{ kind: 'text', text: 'Nothing.', token: 'muted' } as const] : []),
    ...capture.limits.map((limit): Entry => ({ kind: 'item', text: limit, token: 'warn' })),
    { kind: 'heading', text: 'Anomalies' },
    ...(capture.anomalies.length === 0 ? [{ kind: 'text', text: 'None.', token: 'muted' } as const] : []),
    ...capture.anomalies.map(
      (anomaly): Entry => ({ kind: 'item', text: `${anomalyText(anomaly)}, first in frame ${anomaly.first.frame}` }),
    ),
  ];
}

function inputEntries({ path, format, compression, linkTypes, packets, bytes, problems }: InputReport): Entry[] {
  const kind = [format, ...(compression === 'none' ? [] : [compression]), ...linkTypes].join(', ');
  return [
    { kind: 'item', text: `${path}: ${kind}, ${countedText(packets, 'packet')}, ${bytesText(bytes)}` },
    ...problems.map(({ message }): Entry => ({ kind: 'item', text: message, token: 'warn' })),
  ];
}
