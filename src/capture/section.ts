/** What a pcapng section has told so far: its interfaces and its processes. */
import { InterfaceClock } from './interface-clock.ts';
import type { InterfaceDescription } from './interface-description.ts';

/** Interfaces of one section that are remembered; packets of further ones are reported as problems. */
export const MAX_INTERFACES = 65_536;

export class CaptureInterface {
  readonly description: InterfaceDescription;
  readonly clock: InterfaceClock;
  /** Losses by the last statistics block; its counters are totals. -1 when there was none. */
  lossesReported = -1;
  /** Losses told packet by packet, summed; -1 when none told. */
  lossesCounted = -1;

  constructor(description: InterfaceDescription) {
    this.description = description;
    this.clock = new InterfaceClock(description.unit);
  }

  countLosses(count: number): void {
    this.lossesCounted = Math.max(this.lossesCounted, 0) + count;
  }

  /** Both count the same losses, so they are never added. -1 when unknown. */
  get dropped(): number {
    return Math.max(this.lossesReported, this.lossesCounted);
  }
}

export class Section {
  readonly index: number;
  readonly interfaces: CaptureInterface[] = [];
  /** Process blocks so far: packets name them by their order. */
  processes = 0;
  /** The local-use options are Apple's. */
  darwin: boolean;

  constructor(index: number, darwin: boolean) {
    this.index = index;
    this.darwin = darwin;
  }

  /** Packets lost on all interfaces; undefined when no interface says. */
  get dropped(): number | undefined {
    let total: number | undefined;
    for (const { dropped } of this.interfaces) if (dropped >= 0) total = (total ?? 0) + dropped;
    return total;
  }
}
