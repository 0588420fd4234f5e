/** Frames of several inputs and sections as one section of a pcapng file: their interfaces and processes get its numbers. */
import type { ProcessInformation } from './darwin.ts';
import type { Frame } from './frame.ts';
import type { FrameSink } from './frame-sink.ts';
import { NANOSECONDS } from './interface-clock.ts';
import type { InterfaceDescription } from './interface-description.ts';
import { type PacketPlace, PcapngWriter, type SectionDescription } from './pcapng-writer.ts';
import { Renumbered } from './renumbered.ts';
import type { TimeBase } from './time-base.ts';

export class MergedSection {
  /** Of the file that is written now: `restart` makes another. */
  writer: PcapngWriter;
  readonly #base: TimeBase;
  readonly #interfaces = new Renumbered<InterfaceDescription>((description) => this.#addInterface(description));
  readonly #processes = new Renumbered<ProcessInformation>((process) => this.#addProcess(process));
  /** What is in the file, by number. */
  #interfacesWritten: InterfaceDescription[] = [];
  #processesWritten: ProcessInformation[] = [];
  /** By link type, for frames of an interface whose description was not kept. */
  readonly #unnamed = new Map<number, number>();
  /** One for all frames: it is made anew with each. */
  readonly #place = { interfaceId: 0, processIndex: -1, effectiveProcessIndex: -1 };

  /** `base` is that of the frames. */
  constructor(section: SectionDescription, base: TimeBase) {
    this.#base = base;
    this.writer = new PcapngWriter(section, base);
  }

  /** Goes on in a new file; what is pending in the old `writer` must have been taken. What the inputs told is known still. */
  restart(section: SectionDescription): void {
    this.writer = new PcapngWriter(section, this.#base);
    this.#interfaces.forgetNumbers();
    this.#processes.forgetNumbers();
    this.#unnamed.clear();
    this.#interfacesWritten = [];
    this.#processesWritten = [];
  }

  /** Describes the interfaces and processes in another file, under the same numbers: blocks of packets can be copied there. */
  describeIn(writer: PcapngWriter): void {
    for (const description of this.#interfacesWritten) writer.interface(description);
    for (const process of this.#processesWritten) writer.process(process);
  }

  /** What the reader of an input tells of its interfaces and processes. `name` is that of an interface that has none. */
  sink(input: number, name?: string): Required<Pick<FrameSink, 'interface' | 'process'>> {
    return {
      interface: (description, index, section) => {
        const named = description.name === undefined && name !== undefined ? { ...description, name } : description;
        this.#interfaces.describe(input, section, index, named);
      },
      process: (process, index, section) => this.#processes.describe(input, section, index, process),
    };
  }

  /** Number of an interface, which is written if it is not in the file yet; -1 when it was not described. */
  interfaceNumber(input: number, section: number, index: number): number {
    return this.#interfaces.number(input, section, index);
  }

  /** Where the frame belongs, valid until the next call. Interface and processes are written if they are not in the file yet. */
  place(input: number, frame: Frame): PacketPlace {
    const { section, processIndex, effectiveProcessIndex } = frame;
    const known = this.#interfaces.number(input, section, frame.interfaceId);
    const place = this.#place;
    place.interfaceId = known < 0 ? this.#unnamedInterface(frame.linkType) : known;
    place.processIndex = this.#processNumber(input, section, processIndex);
    place.effectiveProcessIndex = this.#processNumber(input, section, effectiveProcessIndex);
    return place;
  }

  #addInterface(description: InterfaceDescription): number {
    this.#interfacesWritten.push(description);
    return this.writer.interface(description);
  }

  #addProcess(process: ProcessInformation): number {
    this.#processesWritten.push(process);
    return this.writer.process(process);
  }

  #processNumber(input: number, section: number, index: number): number {
    return index < 0 ? -1 : this.#processes.number(input, section, index);
  }

  #unnamedInterface(linkType: number): number {
    const known = this.#unnamed.get(linkType);
    if (known !== undefined) return known;
    const number = this.#addInterface({ linkType, snapLength: 0, unit: NANOSECONDS });
    this.#unnamed.set(linkType, number);
    return number;
  }
}
