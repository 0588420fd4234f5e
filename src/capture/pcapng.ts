/** The pcapng file: sections of blocks (draft-ietf-opsawg-pcapng 3). Framing here, one file for each family of blocks. */
import { BLOCK, Block } from './block.ts';
import { decodeCustomBlock } from './custom.ts';
import { decodeProcessInformation } from './darwin.ts';
import { decodeDecryptionSecrets } from './decryption-secrets.ts';
import { type PacketFault, readEnhancedPacket, readObsoletePacket, readSimplePacket } from './enhanced-packet.ts';
import type { FormatReader } from './format-reader.ts';
import { Frame } from './frame.ts';
import type { FrameSink } from './frame-sink.ts';
import { resolutionOf } from './interface-clock.ts';
import { decodeInterfaceDescription } from './interface-description.ts';
import { decodeInterfaceStatistics } from './interface-statistics.ts';
import { KernelDrops } from './kernel-drops.ts';
import { readNameResolution } from './name-resolution.ts';
import { OptionWalk, padded } from './options.ts';
import type { CaptureProblem, ProblemCode, ProblemLog } from './problem.ts';
import { CaptureInterface, MAX_INTERFACES, Section } from './section.ts';
import { decodeSectionHeader, isSupportedVersion, sectionByteOrder } from './section-header.ts';
import type { TimeBase } from './time-base.ts';

/** Type, length, and the length again. */
const BLOCK_FRAME = 12;

/** The longest block that is believed, as in libpcap (MAX_BLOCKSIZE). */
export const MAX_BLOCK_LENGTH = 16 * 1024 * 1024;

/** Distinct link types that are listed. */
export const MAX_LINK_TYPES = 64;

export class PcapngReader implements FormatReader {
  readonly format = 'pcapng';
  readonly linkTypes: number[] = [];
  packets = 0;
  bytes = 0;
  resolution = 0;
  wanted = BLOCK_FRAME;
  readonly kernelDrops = new KernelDrops();

  readonly #sink: FrameSink;
  readonly #base: TimeBase;
  readonly #problems: ProblemLog;
  readonly #frame = new Frame();
  readonly #block = new Block();
  readonly #options = new OptionWalk();
  #section = new Section(0, false);
  #sections = 0;
  #droppedEarlier: number | undefined;
  /** Records so far as Wireshark numbers them: packets, and the blocks that it lists like packets. */
  #records = 0;
  /** Offset in the input of the next block. */
  #position = 0;
  #pendingType = 0;
  #stopped = false;

  constructor(sink: FrameSink, base: TimeBase, problems: ProblemLog) {
    this.#sink = sink;
    this.#base = base;
    this.#problems = problems;
  }

  /** Counters have 64 bits, and a corrupt one may use them all. */
  get dropped(): number | undefined {
    const now = this.#section.dropped;
    if (now === undefined) return this.#droppedEarlier;
    return Math.min(now + (this.#droppedEarlier ?? 0), Number.MAX_SAFE_INTEGER);
  }

  /** Measured like the pcap loop, on bytes not yet in the CPU's cache: 18 million packets a second, 14 with a flags option. */
  read(bytes: Uint8Array, start: number, end: number): number {
    const block = this.#block;
    block.attach(bytes, end);
    this.#frame.bytes = bytes;
    this.wanted = BLOCK_FRAME;
    let at = start;
    while (!this.#stopped && end - at >= BLOCK_FRAME) {
      const length = this.#open(at);
      if (length > end - at) {
        this.#pendingType = block.type;
        this.wanted = length;
        break;
      }
      if (length > 0 && this.#close(at, length)) this.#dispatch();
      at += length;
      this.#position += length;
    }
    return this.#stopped ? end : at;
  }

  cut(held: number): CaptureProblem {
    const offset = this.#position;
    const whole = this.wanted > BLOCK_FRAME;
    if (!whole) return { code: 'cut', message: `the input ends inside a block header: ${held} bytes`, offset };
    const amount = `${held} of ${this.wanted} bytes`;
    if (!isPacket(this.#pendingType))
      return { code: 'cut', message: `the input ends inside a block: ${amount}`, offset };
    const frame = this.#records + 1;
    return { code: 'cut', message: `the input ends inside frame ${frame}: ${amount}`, frame, offset };
  }

  /**
   * Reads a block's type and how many bytes it takes; 0 when that cannot be and reading stops. Lengths that are no multiple
   * of four come from old writers (ntar), which padded but did not count the padding.
   */
  #open(at: number): number {
    const block = this.#block;
    block.type = block.u32(at);
    if (block.type === BLOCK.sectionHeader) {
      const little = sectionByteOrder(block.view, at);
      if (little === undefined) return this.#stop('byte-order', 'a section header has no byte-order mark');
      block.little = little;
    }
    const length = block.u32(at + 4);
    if (length >= BLOCK_FRAME && length <= MAX_BLOCK_LENGTH) return padded(length);
    return this.#stop('block-length', `a block claims ${length} bytes`);
  }

  /** The length stands at both ends: where they differ nobody knows where the next block begins. */
  #close(at: number, taken: number): boolean {
    const block = this.#block;
    block.start = at + 8;
    block.end = at + taken - 4;
    const length = block.u32(at + 4);
    const trailer = block.u32(block.end);
    if (trailer === length) return true;
    this.#stop('block-length', `a block claims ${length} bytes at its start and ${trailer} at its end`);
    return false;
  }

  #dispatch(): void {
    const { type } = this.#block;
    this.#options.malformed = false;
    if (LISTED_BY_WIRESHARK.has(type)) this.#records++;
    if (isPacket(type)) this.#packet(type);
    else if (!this.#describe(type)) this.#problem('block', `a block of type ${type} is shorter than what it must hold`);
    if (this.#options.malformed) this.#problem('options', 'an option reaches beyond its block');
  }

  #packet(type: number): void {
    const frame = this.#frame;
    const fault = this.#readPacket(type);
    if (fault !== undefined) {
      this.#problem(fault, PACKET_FAULT[fault], this.#records + 1);
      return;
    }
    frame.number = ++this.#records;
    this.packets++;
    this.bytes += frame.wireLength;
    if (frame.dropReason >= 0) this.kernelDrops.add(frame);
    this.#sink.frame(frame);
  }

  #readPacket(type: number): PacketFault | undefined {
    const section = this.#section;
    if (type === BLOCK.enhancedPacket) {
      return readEnhancedPacket(this.#block, this.#options, section, this.#base, this.#frame);
    }
    if (type === BLOCK.simplePacket) return readSimplePacket(this.#block, section, this.#frame);
    return readObsoletePacket(this.#block, this.#options, section, this.#base, this.#frame);
  }

  /** False when the block is shorter than its kind must be. */
  #describe(type: number): boolean {
    if (type === BLOCK.sectionHeader) return this.#startSection();
    if (type === BLOCK.interfaceDescription) return this.#addInterface();
    if (type === BLOCK.interfaceStatistics) return this.#addStatistics();
    if (type === BLOCK.nameResolution) return this.#addNames();
    if (type === BLOCK.decryptionSecrets) return this.#addSecrets();
    if (type === BLOCK.darwinProcess) return this.#addProcess();
    if (type === BLOCK.custom || type === BLOCK.customNotCopied) return this.#addCustom();
    return true;
  }

  #startSection(): boolean {
    const header = decodeSectionHeader(this.#block, this.#options);
    if (header === undefined) return false;
    if (!isSupportedVersion(header)) {
      this.#stop('version', `pcapng version ${header.major}.${header.minor} is not supported`);
      return true;
    }
    this.#droppedEarlier = this.dropped;
    this.#section = new Section(this.#sections++, header.darwin);
    this.#frame.section = this.#section.index;
    return true;
  }

  #addInterface(): boolean {
    const { interfaces, index } = this.#section;
    const description = decodeInterfaceDescription(this.#block, this.#options);
    if (description === undefined) return false;
    if (interfaces.length >= MAX_INTERFACES) {
      this.#problem('too-many-interfaces', `a section describes more than ${MAX_INTERFACES} interfaces`);
      return true;
    }
    this.resolution = Math.max(this.resolution, resolutionOf(description.unit));
    const { linkType } = description;
    if (!this.linkTypes.includes(linkType) && this.linkTypes.length < MAX_LINK_TYPES) this.linkTypes.push(linkType);
    this.#sink.interface?.(description, interfaces.length, index);
    interfaces.push(new CaptureInterface(description));
    return true;
  }

  #addStatistics(): boolean {
    const statistics = decodeInterfaceStatistics(this.#block, this.#options);
    if (statistics === undefined) return false;
    const described = this.#section.interfaces[statistics.interfaceId];
    if (described === undefined) {
      this.#problem('interface', 'statistics are of an interface that was not described');
      return true;
    }
    if (statistics.dropped !== undefined) described.lossesReported = statistics.dropped;
    this.#sink.statistics?.(statistics, this.#section.index);
    return true;
  }

  #addNames(): boolean {
    return readNameResolution(this.#block, (address, names) => this.#sink.name?.(address, names));
  }

  #addSecrets(): boolean {
    const secrets = decodeDecryptionSecrets(this.#block);
    if (secrets !== undefined) this.#sink.secrets?.(secrets);
    return secrets !== undefined;
  }

  /** A block of the right shape is proof enough that the section is Apple's; of another shape it is somebody else's. */
  #addProcess(): boolean {
    const process = decodeProcessInformation(this.#block, this.#options, this.#section.darwin);
    this.#options.malformed = false;
    if (process === undefined) return true;
    this.#section.darwin = true;
    this.#sink.process?.(process, this.#section.processes++, this.#section.index);
    return true;
  }

  #addCustom(): boolean {
    const custom = decodeCustomBlock(this.#block);
    if (custom !== undefined) this.#sink.custom?.(custom);
    return custom !== undefined;
  }

  #problem(code: ProblemCode, message: string, frame?: number): void {
    const offset = this.#position;
    this.#problems.add(frame === undefined ? { code, message, offset } : { code, message, frame, offset });
  }

  #stop(code: ProblemCode, message: string): number {
    this.#stopped = true;
    this.#problem(code, message, isPacket(this.#block.type) ? this.#records + 1 : undefined);
    return 0;
  }
}

/** No packets, yet Wireshark gives each a frame number (tried with 4.0): the packets behind them must be numbered alike. */
const LISTED_BY_WIRESHARK: ReadonlySet<number> = new Set([BLOCK.custom, BLOCK.customNotCopied, BLOCK.journal]);

function isPacket(type: number): boolean {
  return type === BLOCK.enhancedPacket || type === BLOCK.simplePacket || type === BLOCK.obsoletePacket;
}

const PACKET_FAULT: Readonly<Record<PacketFault, string>> = {
  block: 'the block of a packet is too short',
  interface: 'a packet is of an interface that was not described',
  'packet-length': 'a packet claims more bytes than its block holds',
};
