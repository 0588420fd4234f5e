/** The frames of a second reading in, a pcapng of the evidence out: or of all packets, with the evidence marked. */

import { hexText } from '../bytes/text.ts';
import type { Frame } from '../capture/frame.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import type { InterfaceDescription } from '../capture/interface-description.ts';
import { MergedSection } from '../capture/merged-section.ts';
import type { TimeBase } from '../capture/time-base.ts';
import { contextComment, evidenceComments, inputLabels, placeText, sectionComment } from './comments.ts';
import { FrameSelection } from './frame-selection.ts';
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
  readonly #section: MergedSection;
  readonly #selection: FrameSelection;
  readonly #addresses: ReadonlySet<string>;

  constructor(wanted: Wanted, options: EvidenceFileOptions) {
    this.#wanted = wanted;
    this.#options = options;
    this.#labels = inputLabels(options.inputs);
    const comment = sectionComment(wanted.findings, this.#labels, options.allPackets ? 'all' : 'evidence');
    this.#section = new MergedSection({ application: options.application, comment }, options.base);
    this.#selection = new FrameSelection(wanted, (input, frame, findings) => this.#write(input, frame, findings));
    this.#addresses = new Set(
      wanted.flows.flatMap(({ originator, responder }) => [hexText(originator.bytes), hexText(responder.bytes)]),
    );
  }

  /** Frames written. */
  get frames(): number {
    return this.#section.writer.packets;
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
    const described = this.#section.sink(input);
    const told = {
      interface: (description: InterfaceDescription, index: number, section: number) => {
        described.interface(description, index, section);
        if (allPackets) this.#section.interfaceNumber(input, section, index);
      },
      process: described.process,
      name: (address: Uint8Array, names: readonly string[]) => {
        if (allPackets || this.#addresses.has(hexText(address))) this.#section.writer.name(address, names);
      },
    };
    if (!allPackets) return told;
    // Losses are those of all packets; and keys are not handed on with a selection that is made for others.
    return {
      ...told,
      secrets: (secrets) => this.#section.writer.secrets(secrets),
      statistics: (statistics, section) => {
        const interfaceId = this.#section.interfaceNumber(input, section, statistics.interfaceId);
        if (interfaceId >= 0) this.#section.writer.statistics({ ...statistics, interfaceId });
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
    return this.#section.writer.take();
  }

  /** `context`: ids of findings. A full copy has comments on its evidence only: one on each packet would be too much for other tools. */
  #write(input: number, frame: Frame, context: readonly string[]): void {
    const proved = this.#wanted.frames.get(frameKey(input, frame.number));
    const place = placeText(frame.number, this.#labels[input]);
    let comments: string[] = [];
    if (proved !== undefined) comments = evidenceComments(proved, place);
    else if (!this.#options.allPackets) comments = [contextComment(context, place)];
    if (proved !== undefined) this.evidenceFrames++;
    this.#section.writer.packet(frame, this.#section.place(input, frame), comments);
  }
}
