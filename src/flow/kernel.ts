/** The flow table's memory, and the kernel that works on it (`assembly/kernel.ts`). */
/// <reference path="./webassembly.d.ts" />
import { KERNEL } from '#kernel';
import { PAGES } from './memory-map.ts';

/** What `assembly/kernel.ts` exports; addresses are byte offsets in the memory. */
export interface Kernel {
  setSeed(seed: number): void;
  setMask(mask: number): void;
  tupleHash(source: number, destination: number, ports: number, kind: number): number;
  segmentSignature(
    sequence: number,
    acknowledgement: number,
    identification: number,
    length: number,
    flags: number,
  ): number;
  findIpv4(source: number, destination: number, ports: number, kind: number): number;
  /** 1 when the frame was counted, else 0. */
  predict(at: number, length: number, time: number, place: number): number;
  predictRecords(
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
  framesCounted(): number;
  bytesCounted(): number;
  latestCounted(): number;
}

const program = new WebAssembly.Module(KERNEL);

/** A fresh memory, all zero, and the kernel on it. */
export function createKernel(): { buffer: ArrayBuffer; kernel: Kernel } {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
  const { exports } = new WebAssembly.Instance(program, { env: { memory } });
  return { buffer: memory.buffer, kernel: exports as unknown as Kernel };
}
