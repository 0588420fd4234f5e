/** One input through the whole analysis and both reports: what must hold of every input, however broken. */
import { gunzipSync } from 'node:zlib';
import { Analysis } from '../../src/analyze/analysis.ts';
import { type InputReport, report } from '../../src/engine/contract.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { jsonReport } from '../../src/report/json.ts';
import { textReport } from '../../src/report/text.ts';
import { type CaptureLayout, layoutOf } from './capture-layout.ts';
import type { Sample } from './mutate.ts';

const TOOL = { name: 'jamscope', version: '0.0.0' };
const PAGE = { color: false, width: 80, ascii: false };
/** Problems that a report lists of one input; more are only counted. */
const MAX_LISTED = 100;

/** Problems that concern a packet, always. */
const PACKET_FAULTS = ['record-length', 'packet-length'];

/** Throws when something does not hold. `bytes` are the content of the file at `path`; `beside` is read as one capture with it. */
export async function check(path: string, bytes: Uint8Array, beside?: Sample): Promise<void> {
  const paths = beside === undefined ? [path] : [path, beside.path];
  const analysis = await Analysis.open(paths, { retainAll: true, rethrow: true });
  const opened = analysis.failures.length === 0;
  demand(analysis.opened === paths.length - (opened ? 0 : 1), 'not opened, and no failure named');
  demand(opened || layoutOf(bytes) === undefined, 'a capture that could be read was not opened');
  for await (const _ of analysis.run());
  const snapshot = analysis.snapshot();
  const { inputs } = snapshot.capture;
  if (opened) checkInput(inputs[0], content(bytes));
  if (beside !== undefined) checkInput(inputs[opened ? 1 : 0], beside.layout);
  checkReports(snapshot);
  analysis.release();
}

/** Whatever is not read is named. */
function checkInput(input: InputReport, layout: CaptureLayout | undefined): void {
  const { complete, problems, packets } = input;
  demand(complete === (problems.length === 0), 'complete says otherwise than the problems');
  for (const { code, offset } of problems) demand(offset !== undefined, `problem ${code} without an offset`);
  for (const { code, frame } of problems) {
    demand(frame !== undefined || !PACKET_FAULTS.includes(code), `problem ${code} without a frame`);
  }
  if (layout === undefined) return;
  const held = layout.pieces.filter(({ packet }) => packet).length;
  demand(packets <= held, `${packets} packets of ${held}`);
  demand(!complete || packets === held, `complete with ${packets} packets of ${held}`);
  demand(!complete || layout.complete, 'complete, yet the file is cut');
  const named = problems.filter(({ frame }) => frame !== undefined).length;
  demand(held - packets <= named || problems.length >= MAX_LISTED, `${held - packets} packets lost, ${named} named`);
}

/** The layout of the content. What was compressed is compared where it can be decompressed at all. */
function content(bytes: Uint8Array): CaptureLayout | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return layoutOf(bytes);
  try {
    return layoutOf(gunzipSync(bytes));
  } catch {
    return undefined;
  }
}

// What a terminal obeys, but for line feeds.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function checkReports(snapshot: Snapshot): void {
  const json = [...jsonReport(snapshot, { tool: TOOL, allFlows: true })].join('');
  demand(!CONTROL.test(json), 'control characters in the JSON report');
  const { capture, flows } = report.parse(JSON.parse(json));
  const counted = flows.reduce((sum, { packets }) => sum + packets.originator + packets.responder, 0);
  demand(counted <= capture.packets, `${counted} packets in flows, ${capture.packets} in the capture`);
  const text = [...textReport(snapshot, PAGE)].join('');
  demand(!CONTROL.test(text), 'control characters in the text report');
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
