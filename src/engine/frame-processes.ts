/** Whose packet a frame is, as macOS tells: by a PKTAP header, or by the process blocks of Apple's pcapng. */
import { RecentMap } from '../bytes/recent-map.ts';
import type { Frame } from '../capture/frame.ts';
import type { FlowProcess, NamedProcess } from '../classify/flow-facts.ts';
import { decodePktapProcesses } from '../wire/pktap.ts';

/** Process blocks remembered, of all inputs; frames of further ones count as those of an unknown process. */
export const MAX_PROCESSES = 65_536;

export class FrameProcesses {
  readonly #described = new RecentMap<string, NamedProcess>(MAX_PROCESSES);
  readonly #unknown: () => void;

  /** `unknown`: told of a frame that names a process of which there is no block. */
  constructor(unknown: () => void) {
    this.#unknown = unknown;
  }

  /** The process block `index` of an input's section; it may have a UUID and no name. */
  add(input: number, section: number, index: number, { name, pid }: NamedProcess): void {
    this.#described.set(keyOf(input, section, index), { name, pid });
  }

  /** `pktapOffset`: of the PKTAP header in the frame's bytes, -1 without one. `undefined` where no name is told. */
  of(input: number, frame: Frame, pktapOffset: number): FlowProcess | undefined {
    if (pktapOffset >= 0) {
      const { version, owner, effective } = decodePktapProcesses(frame.bytes, pktapOffset);
      return flowProcess(owner, effective, `pktap-${version}`);
    }
    const { section, processIndex, effectiveProcessIndex } = frame;
    const owner = this.#at(input, section, processIndex);
    return flowProcess(owner, this.#at(input, section, effectiveProcessIndex), 'pcapng');
  }

  #at(input: number, section: number, index: number): NamedProcess | undefined {
    if (index < 0) return undefined;
    const process = this.#described.note(keyOf(input, section, index));
    if (process === undefined) this.#unknown();
    return process?.name ? process : undefined;
  }
}

function keyOf(input: number, section: number, index: number): string {
  return `${input} ${section} ${index}`;
}

function flowProcess(
  owner: NamedProcess | undefined,
  effective: NamedProcess | undefined,
  toldBy: FlowProcess['toldBy'],
): FlowProcess | undefined {
  const process = effective ?? owner;
  if (process === undefined) return undefined;
  const { name, pid } = process;
  // Most packets name one process twice.
  const delegated = owner !== undefined && (owner.name !== name || owner.pid !== pid);
  return { name, pid, delegate: delegated ? owner : undefined, toldBy };
}
