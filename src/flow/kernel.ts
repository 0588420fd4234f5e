/** The flow table's memory, and the kernel that works on it (`assembly/kernel.ts`). */
/// <reference path="./webassembly.d.ts" />
import { KERNEL } from '#kernel';
import { AddressSpaceError } from './address-space-error.ts';
import { PAGES } from './memory-map.ts';

/** What `assembly/kernel.ts` exports; addresses are byte offsets in the memory. */
export interface Kernel {
  setSeed(seed: number): void;
  setMask(mask: number): void;
  foldAddress(first: number, second: number, third: number, fourth: number): number;
  tupleHash(source: number, destination: number, ports: number, kind: number): number;
  /** The row << 1 | direction, or -1. */
  findIpv4(source: number, destination: number, ports: number, kind: number): number;
  /** `EVENT` bits. */
  trackTcp(
    row: number,
    direction: number,
    flags: number,
    sequence: number,
    acknowledgement: number,
    window: number,
    length: number,
    identification: number,
    time: number,
    place: number,
    opened: number,
  ): number;
  /** The row's FLAGS before the packet. */
  count(row: number, direction: number, payload: number, hopLimit: number, time: number, place: number): number;
  /** What became of the frame (`outcome.ts`). */
  take(at: number, length: number, time: number, place: number): number;
  /** Where it stands; more at `RESULTS`. */
  takeRecords(
    at: number,
    end: number,
    seconds: number,
    nanoseconds: number,
    scale: number,
    from: number,
    to: number,
    due: number,
    limit: number,
    place: number,
  ): number;
}

const program = new WebAssembly.Module(KERNEL);

/** A memory that is all zero, and the kernel on it. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  readonly kernel: Kernel;
}

/**
 * Memories that were given back. V8 counts a memory by its size and not by what is in it: each new one makes it collect all garbage of
 * the process, which a program with many captures to read, or much of its own, would feel.
 */
const spare: KernelMemory[] = [];
const MAX_SPARE = 2;

/** Throws `AddressSpaceError` where a limit (`ulimit -v`) does not leave the room. */
export function createKernel(): KernelMemory {
  const used = spare.pop();
  if (used !== undefined) return used;
  const memory = createMemory();
  const { exports } = new WebAssembly.Instance(program, { env: { memory } });
  return { buffer: memory.buffer, kernel: exports as unknown as Kernel };
}

/** Takes back a memory that is all zero again, and that nobody reads any more. */
export function recycleKernel(memory: KernelMemory): void {
  if (spare.length < MAX_SPARE) spare.push(memory);
}

/** An engine reserves far more than it is told, so that no address needs a check. */
function createMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
  } catch {
    throw new AddressSpaceError();
  }
}
