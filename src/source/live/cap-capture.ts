/** What the child that captures through the package `cap` does: opens the interface and makes a pcap stream of its frames. */
import { CAP_SNAPLEN, CapRecords, linkTypeOf, type WriteAll } from './cap-records.ts';

/** The part of the package `cap` 0.2 that is used. */
export interface CapPackage {
  readonly Cap: new () => CapHandle;
}

interface CapHandle {
  /** Returns the name of the link type, throws what libpcap says. It writes every frame into `buffer`, and keeps no reference to it. */
  open(device: string, filter: string, kernelBuffer: number, buffer: Buffer): string;
  on(event: 'packet', listener: (length: number, truncated: boolean) => void): void;
  close(): void;
}

export interface CapOrder {
  readonly interface: string;
  readonly filter?: string | undefined;
  readonly snaplen?: number | undefined;
}

/**
 * Bytes of the kernel's buffer. In immediate mode, which `cap` chooses on Linux, each frame takes 64 KiB of it, however short, and as libpcap rounds
 * up 128 KiB of memory: 512 MiB in all. With
 * 64 MiB, as the other engines have, 13 % of 100 000 packets/s were lost, with this none.
 */
const KERNEL_BUFFER = 256 << 20;
const FRAME_BUFFER = 1 << 17;

export interface CapCapture {
  readonly records: CapRecords;
  /** Ends the capture; resolves when all of it is written. */
  close(): Promise<void>;
}

/** Throws what the package or libpcap says. */
export function captureWithCap({ Cap }: CapPackage, order: CapOrder, now: () => number, write: WriteAll): CapCapture {
  const handle = new Cap();
  // As long as the capture is open: were it collected, frames would be written over whatever came to lie there.
  const buffer = Buffer.allocUnsafeSlow(FRAME_BUFFER);
  const linkType = linkTypeOf(handle.open(order.interface, order.filter ?? '', KERNEL_BUFFER, buffer));
  if (linkType === undefined) {
    handle.close();
    throw new Error('unknown link type');
  }
  const records = new CapRecords(linkType, order.snaplen ?? CAP_SNAPLEN, now, write);
  handle.on('packet', (length) => records.add(buffer.subarray(0, length)));
  return {
    records,
    async close() {
      handle.close();
      await records.drain();
    },
  };
}
