/** Every malformed capture of the corpus through the command, as a process: its exit code, its time, and what it says. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Report } from '../../src/engine/contract.ts';
import { filesIn } from '../support/corpus.ts';
import { layoutOf } from './capture-layout.ts';
import type { Score } from './samples.ts';

const TIME_LIMIT = 2000;
const MAX_OUTPUT = 256 * 1024 * 1024;

interface Run {
  readonly code: number;
  readonly output: string;
  readonly error: string;
  /** ms */
  readonly time: number;
}

export async function runMalformed(corpus: string, command: string): Promise<Score> {
  const score = { passed: 0, failed: 0 };
  const { time: startUp } = await run(command, ['--version']);
  for (const file of filesIn(corpus, 'malformed')) {
    const path = join(corpus, file);
    const done = await run(command, ['--no-tui', '--strict', '--all-flows', '--format', 'json', path]);
    const fault = faultOf(done, content(path)) ?? (done.time > startUp + TIME_LIMIT ? `${done.time} ms` : undefined);
    if (fault === undefined) score.passed++;
    else {
      score.failed++;
      console.log(`${file}: ${fault}`);
    }
  }
  return score;
}

function run(command: string, parameters: readonly string[]): Promise<Run> {
  const begun = performance.now();
  const options = { maxBuffer: MAX_OUTPUT, timeout: 10 * TIME_LIMIT };
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...parameters], options, (failure, output, error) => {
      const code = failure === null ? 0 : typeof failure.code === 'number' ? failure.code : -1;
      resolve({ code, output, error, time: Math.round(performance.now() - begun) });
    });
  });
}

/** What is wrong with the run: 3 for what is no capture, 1 with errors found, 4 for what is cut or corrupt, else 0. */
function faultOf({ code, output, error }: Run, bytes: Uint8Array): string | undefined {
  const layout = layoutOf(bytes);
  if (code === 3) return layout === undefined && error !== '' ? undefined : `exit code 3: ${error}`;
  if (![0, 1, 4].includes(code) || output === '') return `exit code ${code}: ${error}`;
  const { capture, summary } = JSON.parse(output) as Report;
  const [{ complete, problems, packets }] = capture.inputs;
  const expected = summary.findings.error > 0 ? 1 : complete ? 0 : 4;
  if (code !== expected) return `exit code ${code} where ${expected} is right`;
  if (problems.some(({ offset }) => offset === undefined)) return 'a problem without an offset';
  if (layout === undefined) return undefined;
  if (complete && !layout.complete) return 'complete, yet the file is cut';
  const held = layout.pieces.filter(({ packet }) => packet).length;
  const named = problems.filter(({ frame }) => frame !== undefined).length;
  return held - packets > named ? `${held - packets} packets lost, ${named} named` : undefined;
}

function content(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
