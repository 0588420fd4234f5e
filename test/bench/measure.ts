/** Runs a command as a whole process: wall time, and peak memory as the kernel counts it (Linux). */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measurement {
  readonly seconds: number;
  /** Bytes; 0 where the system does not tell. */
  readonly peakMemory: number;
  readonly exitCode: number;
}

/** ms between two looks at the high-water mark. */
const LOOK = 15;

export function measure(command: string, parameters: readonly string[]): Promise<Measurement> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'ignore'] });
    let peakMemory = 0;
    const timer = setInterval(() => {
      peakMemory = Math.max(peakMemory, highWaterMark(child.pid!));
    }, LOOK);
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('exit', (exitCode) => {
      clearInterval(timer);
      resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, peakMemory, exitCode: exitCode ?? -1 });
    });
  });
}

function highWaterMark(pid: number): number {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return line === null ? 0 : Number(line[1]) * 1024;
  } catch {
    return 0;
  }
}

/** The middle measurement by time; its memory is the highest of all. */
export function median(measurements: readonly Measurement[]): Measurement {
  const sorted = measurements.toSorted((one, other) => one.seconds - other.seconds);
  const peakMemory = Math.max(...measurements.map((measurement) => measurement.peakMemory));
  return { ...sorted[sorted.length >> 1], peakMemory };
}
