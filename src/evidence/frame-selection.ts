/** Decides of each frame of a second reading whether it is written: evidence, or the context of some. */
import type { Frame } from '../capture/frame.ts';
import { decodeIcmpError } from '../wire/icmp-error.ts';
import { decodePacket } from '../wire/packet.ts';
import { IP_PROTOCOL, PacketView } from '../wire/packet-view.ts';
import { FlowContext } from './flow-context.ts';
import { ERRORS_TAKE, FlowSet } from './flow-set.ts';
import { NameContext } from './name-context.ts';
import { WaitingFrames, type WriteFrame } from './waiting-frames.ts';
import { frameKey, type Wanted, type WantedFlow } from './wanted.ts';

export class FrameSelection {
  readonly #wanted: Wanted;
  readonly #flows: FlowSet;
  readonly #frames: WaitingFrames;
  readonly #names: NameContext;
  readonly #contexts = new Map<WantedFlow, FlowContext>();
  readonly #view = new PacketView();
  readonly #quoted = new PacketView();
  /** ns at which nothing of the wanted flows can come any more. */
  readonly #lastTime: number;
  /** Evidence frames that have not come yet. */
  #missing: number;
  #time = Number.NEGATIVE_INFINITY;

  constructor(wanted: Wanted, write: WriteFrame) {
    this.#wanted = wanted;
    this.#flows = new FlowSet(wanted.flows);
    this.#frames = new WaitingFrames(write);
    this.#names = new NameContext(wanted.flows, this.#frames);
    const ends = wanted.flows.map(({ lastTime }) => lastTime + ERRORS_TAKE);
    this.#lastTime = ends.reduce((last, end) => Math.max(last, end), Number.NEGATIVE_INFINITY);
    this.#missing = wanted.frames.size;
  }

  /** What follows is of no interest. */
  get isDone(): boolean {
    return this.#missing === 0 && this.#time > this.#lastTime;
  }

  frame(input: number, frame: Frame): void {
    this.#time = frame.time;
    const isEvidence = this.#wanted.frames.has(frameKey(input, frame.number));
    if (isEvidence) this.#missing--;
    const view = this.#view;
    decodePacket(view, frame.bytes, frame.start, frame.end, frame.wireLength, frame.linkType);
    const flow = this.#flows.of(view, frame.time) ?? this.#quotedFlow(frame.time);
    if (flow !== undefined) this.#context(flow).take(input, frame, isEvidence);
    else if (isEvidence) this.#frames.keep(input, frame, []);
    else this.#names.take(input, frame, view);
  }

  end(): void {
    this.#frames.end();
  }

  /** That of which an ICMP error tells. */
  #quotedFlow(time: number): WantedFlow | undefined {
    const { protocol, stop } = this.#view;
    if (stop !== 'ok' || (protocol !== IP_PROTOCOL.icmp && protocol !== IP_PROTOCOL.icmpv6)) return undefined;
    return decodeIcmpError(this.#view, this.#quoted) && this.#flows.of(this.#quoted, time, ERRORS_TAKE);
  }

  #context(flow: WantedFlow): FlowContext {
    const known = this.#contexts.get(flow);
    if (known !== undefined) return known;
    this.#names.begin(flow);
    const context = new FlowContext(flow, this.#frames);
    this.#contexts.set(flow, context);
    return context;
  }
}
