/** Keeps all that a capture reader gives, copied, so that a test can compare it. */
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import type { CustomBlock } from '../../src/capture/custom.ts';
import type { ProcessInformation } from '../../src/capture/darwin.ts';
import type { DecryptionSecrets } from '../../src/capture/decryption-secrets.ts';
import type { Frame } from '../../src/capture/frame.ts';
import type { FrameSink } from '../../src/capture/frame-sink.ts';
import type { InterfaceDescription } from '../../src/capture/interface-description.ts';
import { TimeBase } from '../../src/capture/time-base.ts';

export interface RecordedFrame {
  readonly bytes: number[];
  readonly wireLength: number;
  readonly time: number;
  readonly linkType: number;
  readonly interfaceId: number;
  readonly number: number;
  readonly section: number;
  readonly direction: number;
  readonly dropCount: number;
  readonly comment: string | undefined;
  readonly processIndex: number;
  readonly effectiveProcessIndex: number;
  readonly dropReason: number;
  readonly dropLine: number;
  readonly dropFunction: string | undefined;
}

export class RecordingSink implements FrameSink {
  readonly frames: RecordedFrame[] = [];
  readonly interfaces: InterfaceDescription[] = [];
  readonly names: [address: string, names: readonly string[]][] = [];
  readonly processes: [index: number, process: ProcessInformation][] = [];
  /** Secrets and custom blocks. */
  readonly others: unknown[] = [];

  frame({ bytes, start, end, namesProcess: _, ...rest }: Frame): void {
    this.frames.push({ bytes: [...bytes.subarray(start, end)], ...rest });
  }
  interface(description: InterfaceDescription): void {
    this.interfaces.push(description);
  }
  name(address: Uint8Array, names: readonly string[]): void {
    this.names.push([address.join('.'), names]);
  }
  process(process: ProcessInformation, index: number): void {
    this.processes.push([index, process]);
  }
  secrets({ kind, bytes }: DecryptionSecrets): void {
    this.others.push({ kind, bytes: [...bytes] });
  }
  custom({ enterprise, copyable, bytes }: CustomBlock): void {
    this.others.push({ enterprise, copyable, bytes: [...bytes] });
  }
}

/** Reads a whole input in chunks of the given sizes, the last of which repeats. Each chunk is wiped after its call: views do not last. */
export function readCapture(input: Uint8Array, chunkSizes: readonly number[] = [input.length || 1]) {
  const sink = new RecordingSink();
  const base = new TimeBase();
  const reader = new CaptureReader(sink, base);
  for (let at = 0, turn = 0; at < input.length; turn++) {
    const size = chunkSizes[Math.min(turn, chunkSizes.length - 1)];
    const chunk = input.slice(at, at + size);
    reader.push(chunk);
    chunk.fill(0xee);
    at += size;
  }
  reader.end();
  return { sink, base, reader, frames: sink.frames };
}
