/** The frames of a second reading in, a pcapng of the evidence out: or of all packets, with the evidence marked. */

import { hexText } from '../bytes/text.ts';
import type { ProcessInformation } from '../capture/darwin.ts';
import type { Frame } from '../capture/frame.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import { NANOSECONDS } from '../capture/interface-clock.ts';
import type { InterfaceDescription } from '../capture/interface-description.ts';
import { type PacketPlace, PcapngWriter } from '../capture/pcapng-writer.ts';
import type { TimeBase } from '../capture/time-base.ts';
import { contextComment, evidenceComments, inputLabels, placeText, sectionComment } from './comments.ts';
import { FrameSelection } from './frame-selection.ts';
import { Renumbered } from './renumbered.ts';
import { frameKey, type Wanted } from './wanted.ts';

export interface EvidenceFileOptions {
  /** Paths of the inputs, by index. */
  readonly inputs: readonly string[];
  /** Name and version of the program. */
  readonly application: string;
  /** Every packet is copied, and what proves something has its comments. */
  readonly allPackets: boolean;
  /** Shared with the readers of the inputs. */
  readonly base: TimeBase;
}

export class EvidenceFile {
  /** Evidence frames written. */
  evidenceFrames = 0;
  readonly #wanted: Wanted;
  readonly #options: EvidenceFileOptions;
  readonly #labels: readonly string[];
  readonly #writer: PcapngWriter;
  readonly #selection: FrameSelection;
  readonly #addresses: ReadonlySet<string>;
  readonly #interfaces: Renumbered<InterfaceDescription>;
  readonly #processes: Renumbered<ProcessInformation>;
  /** By link type, for frames of an interface whose description was not kept. */
  readonly #unnamed = new Map<number, number>();

  constructor(wanted: Wanted, options: EvidenceFileOptions) {
    this.#wanted = wanted;
    this.#options = options;
    this.#labels = inputLabels(options.inputs);
    const comment = sectionComment(wanted.findings, this.#labels, options.allPackets);
    const writer = new PcapngWriter({ application: options.application, comment }, options.base);
    this.#writer = writer;
    this.#interfaces = new Renumbered((description) => writer.interface(description));
    this.#processes = new Renumbered((process) => writer.process(process));
    this.#selection = new FrameSelection(wanted, (input, frame, findings) => this.#write(input, frame, findings));
    this.#addresses = new Set(
      wanted.flows.flatMap(({ originator, responder }) => [hexText(originator.bytes), hexText(responder.bytes)]),
    );
  }

  /** Frames written. */
  get frames(): number {
    return this.#writer.packets;
  }

  /** Evidence frames that were not found. */
  get missing(): number {
    return this.#wanted.frames.size - this.evidenceFrames;
  }

  /** The reading may end. */
  get isDone(): boolean {
    return !this.#options.allPackets && this.#selection.isDone;
  }

  /** What the reader of an input tells beside its frames. */
  sink(input: number): Omit<FrameSink, 'frame' | 'records'> {
    const { allPackets } = this.#options;
    const told = {
      interface: (description: InterfaceDescription, index: number, section: number) => {
        this.#interfaces.describe(input, section, index, description);
        if (allPackets) this.#interfaces.number(input, section, index);
      },
      process: (process: ProcessInformation, index: number, section: number) =>
        this.#processes.describe(input, section, index, process),
      name: (address: Uint8Array, names: readonly string[]) => {
        if (allPackets || this.#addresses.has(hexText(address))) this.#writer.name(address, names);
      },
    };
    if (!allPackets) return told;
    // Losses are those of all packets; and keys are not handed on with a selection that is made for others.
    return {
      ...told,
      secrets: (secrets) => this.#writer.secrets(secrets),
      statistics: (statistics, section) => {
        const interfaceId = this.#interfaces.number(input, section, statistics.interfaceId);
        if (interfaceId >= 0) this.#writer.statistics({ ...statistics, interfaceId });
      },
    };
  }

  /** Frames come in the order in which they were analysed. */
  frame(input: number, frame: Frame): void {
    if (this.#options.allPackets) this.#write(input, frame, []);
    else this.#selection.frame(input, frame);
  }

  end(): void {
    this.#selection.end();
  }

  /** Bytes of the file that follow those taken before; valid until the next frame. */
  take(): Uint8Array {
    return this.#writer.take();
  }

  /** `context`: ids of findings. A full copy has comments on its evidence only: one on each packet would be too much for other tools. */
  #write(input: number, frame: Frame, context: readonly string[]): void {
    const proved = this.#wanted.frames.get(frameKey(input, frame.number));
    const place = placeText(frame.number, this.#labels[input]);
    let comments: string[] = [];
    if (proved !== undefined) comments = evidenceComments(proved, place);
    else if (!this.#options.allPackets) comments = [contextComment(context, place)];
    if (proved !== undefined) this.evidenceFrames++;
    this.#writer.packet(frame, this.#placeInFile(input, frame), comments);
  }

  #placeInFile(input: number, frame: Frame): PacketPlace {
    const { section, processIndex, effectiveProcessIndex } = frame;
    const known = this.#interfaces.number(input, section, frame.interfaceId);
    return {
      interfaceId: known < 0 ? this.#unnamedInterface(frame.linkType) : known,
      processIndex: this.#processNumber(input, section, processIndex),
      effectiveProcessIndex: this.#processNumber(input, section, effectiveProcessIndex),
    };
  }

  #processNumber(input: number, section: number, index: number): number {
    return index < 0 ? -1 : this.#processes.number(input, section, index);
  }

  #unnamedInterface(linkType: number): number {
    const known = this.#unnamed.get(linkType);
    if (known !== undefined) return known;
    const number = this.#writer.interface({ linkType, snapLength: 0, unit: NANOSECONDS });
    this.#unnamed.set(linkType, number);
    return number;
  }
}
