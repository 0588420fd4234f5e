/** What processes use, as Linux counts it in /proc. */
import { readFileSync } from 'node:fs';

export interface Usage {
  readonly name: string;
  /** Bytes in memory. */
  readonly memory: number;
  /** s of processor time since it began. */
  readonly processor: number;
}

/** `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux of today. */
const TICKS = 100;

/** The process and all below it; those that end meanwhile are left out. */
export function usageOf(id: number): Usage[] {
  const own = one(id);
  return own === undefined ? [] : [own, ...children(id).flatMap(usageOf)];
}

function one(id: number): Usage | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    // The name may have blanks and brackets in it.
    const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(stat)!;
    const words = rest.split(' ');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'latin1')) ?? [];
    return { name, memory: Number(kilobytes ?? 0) * 1024, processor: (Number(words[11]) + Number(words[12])) / TICKS };
  } catch {
    return undefined;
  }
}

/** s of processor time of the process and all below it, those included that have ended meanwhile. */
export function treeTime(id: number): number {
  try {
    const [, rest] = /^\d+ \(.*\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'latin1'))!;
    const ticks = rest.split(' ').slice(11, 15).map(Number);
    return children(id).reduce(
      (sum, child) => sum + treeTime(child),
      ticks.reduce((one, other) => one + other) / TICKS,
    );
  } catch {
    return 0;
  }
}

/** Ids of those that it started and that still run. */
export function children(id: number): number[] {
  try {
    return readFileSync(`/proc/${id}/task/${id}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** Parts of a second of all processors that were in use since the kernel began, of all that there were, and of what the kernel did for packets. */
export function machineTime(): { readonly busy: number; readonly all: number; readonly kernel: number } {
  const [line] = readFileSync('/proc/stat', 'latin1').split('\n');
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, value) => sum + value, 0);
  const [, , , idle, waiting, interrupts, soft] = ticks;
  return { busy: (all - idle - waiting) / TICKS, all: all / TICKS, kernel: (interrupts + soft) / TICKS };
}
