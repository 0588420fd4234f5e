/** HTTP/1 (RFC 9112): requests and responses by their heads, titles of pages, other bodies passed over, `CONNECT` tunnels handed over. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { endsHtmlPage, MAX_PAGE, readHtmlPage } from '../wire/html-page.ts';
import {
  decodeHttpHead,
  type HttpHead,
  type HttpRequestHead,
  type HttpResponseHead,
  httpHeadEnd,
  httpHeader,
} from '../wire/http.ts';
import { type HttpBodyLength, httpBodyLength, httpChunkSize } from '../wire/http-body.ts';
import { matchHttpStart, skipLineEnds } from '../wire/http-start.ts';
import { HeldBytes } from './held-bytes.ts';
import { describeRequest, describeResponse, type HttpObservation } from './http-observations.ts';
import type { Probe, ProbeAnswer, ProbeFlow, ProbeSession } from './probe.ts';

/** Responses read of one kept-alive flow, and requests ahead of their responses. */
export const MAX_MESSAGES = 64;
/** Bytes of one head: twice what common servers accept. A longer one is reported as far as that. */
export const MAX_HEAD = 16_384;
/** Chunks passed over in one flow. */
export const MAX_CHUNKS = 4096;
/** Pages read of one flow: the first tell who answers. */
export const MAX_PAGES = 8;
/** Bytes read past without finding a message, after a gap say. */
export const MAX_LOST = 65_536;
/** Bytes of the line that gives a chunk's size, or of one of the trailer section. */
export const MAX_LINE = 1024;

export const http: Probe<HttpObservation> = {
  name: 'http',
  transports: ['tcp'],
  usualPorts: [80, 8080, 3128, 8000, 8888, 9006],
  recognise: (head) => matchHttpStart(head),
  open: (flow, emit) => new HttpSession(flow, emit),
};

/**
 * What the next bytes of a direction are. `page`: the body of a response that is looked at before it is passed over. `parked`: behind a CONNECT, whose answer decides whether they belong to a
 * tunnel. `lost`: unknown; a message is looked for where a segment begins.
 */
type Phase = 'head' | 'page' | 'chunk' | 'trailers' | 'parked' | 'lost';

/** A page, and the request that it answers. */
interface OpenPage {
  readonly length: HttpBodyLength;
  readonly requestIndex: number | undefined;
}

class Side {
  readonly direction: Direction;
  readonly held = new HeldBytes();
  phase: Phase = 'head';
  /** How much of the unfinished head is known not to hold its end: else a head in many segments costs their square. */
  searched = 0;
  /** In phase `page`. */
  page: OpenPage | undefined;

  constructor(direction: Direction) {
    this.direction = direction;
  }
}

/** A request that waits for its response. */
interface OpenRequest {
  readonly at: FrameAt;
  readonly index: number;
  readonly method: string;
}

/** Where reading goes on (behind the bytes at hand where a body is passed over), `WAIT` for more, or the probe's answer. */
type Next = number | ProbeAnswer;
const WAIT = -1;
const NOTHING = new Uint8Array(0);

type Emit = (observation: HttpObservation) => void;

/**
 * Either side may send either kind of head: in a flow that is seen from its middle they may be mixed up.
 *
 * A CONNECT that is answered with 2xx is handed over in the call that brings the end of that answer, at the offset
 * behind it. What the client has sent behind its CONNECT by then is held here: its next request if the proxy refuses,
 * lost to the tunnel's probe if not. No common client sends any that early.
 */
class HttpSession implements ProbeSession {
  readonly #flow: ProbeFlow;
  readonly #emit: Emit;
  readonly #sides = [new Side(0), new Side(1)] as const;
  /** In the order of asking; bounded by `MAX_MESSAGES`. */
  readonly #waiting: OpenRequest[] = [];
  /** Bytes of either side are missing, and with them perhaps messages. */
  #isBroken = false;
  #requests = 0;
  #responses = 0;
  #chunks = 0;
  #pages = 0;
  #lost = 0;

  constructor(flow: ProbeFlow, emit: Emit) {
    this.#flow = flow;
    this.#emit = emit;
  }

  data(direction: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const other = this.#otherOf(direction);
    const wasParked = other.phase === 'parked';
    const answer = this.#read(this.#sides[direction], bytes, at);
    if (answer !== 'continue' || !wasParked || other.phase === 'parked') return answer;
    return this.#read(other, NOTHING, at) === 'continue' ? 'continue' : 'done';
  }

  gap(direction: Direction): ProbeAnswer {
    const side = this.#sides[direction];
    this.#reportUnfinished(side);
    side.held.clear();
    if (side.phase !== 'parked') this.#lose(side);
    // Whether the proxy agreed is lost, and with it what the client's next bytes are.
    return this.#otherOf(direction).phase === 'parked' ? 'done' : 'continue';
  }

  close(): void {
    for (const side of this.#sides) this.#reportUnfinished(side);
  }

  #read(side: Side, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const before = side.held.length;
    const input = side.held.followedBy(bytes);
    let begun = side.held.at ?? at;
    let offset = 0;
    side.held.clear();
    while (offset < input.length) {
      const next = this.#step(side, input, offset, begun);
      if (next === WAIT) break;
      if (typeof next === 'object') return { ...next, handOver: next.handOver - before };
      if (typeof next === 'string') return next;
      if (next > offset) begun = at;
      offset = next;
    }
    if (offset > input.length) this.#flow.skip(side.direction, offset - input.length);
    side.held.hold(input.subarray(offset), begun);
    return 'continue';
  }

  #step(side: Side, input: Uint8Array, offset: number, at: FrameAt): Next {
    switch (side.phase) {
      case 'head':
        return this.#head(side, input, offset, at);
      case 'page':
        return this.#page(side, input, offset, at);
      case 'chunk':
      case 'trailers':
        return this.#chunkLine(side, input, offset);
      case 'parked':
        return input.length - offset < MAX_HEAD ? WAIT : 'done';
      case 'lost':
        return this.#find(side, input, offset);
    }
  }

  #head(side: Side, input: Uint8Array, offset: number, at: FrameAt): Next {
    const start = skipLineEnds(input, offset);
    if (start > offset) return start;
    if (matchHttpStart(input, offset) === 'reject') return this.#pass(side, input, offset);
    const limit = offset + MAX_HEAD;
    const end = httpHeadEnd(input, offset + side.searched);
    if (end < 0 && input.length < limit) {
      side.searched = Math.max(0, input.length - offset - LONGEST_HEAD_END + 1);
      return WAIT;
    }
    side.searched = 0;
    const head = decodeHttpHead(input, offset, end < 0 ? limit : Math.min(end, limit));
    if (!head) return this.#pass(side, input, offset);
    const next = this.#message(side, head, offset, end, at);
    return head.complete ? next : this.#pass(side, input, offset);
  }

  #message(side: Side, head: HttpHead, start: number, end: number, at: FrameAt): Next {
    if (head.kind === 'request') return this.#request(side, head, end, at);
    return this.#response(side, head, start, end, at);
  }

  #request(side: Side, head: HttpRequestHead, end: number, at: FrameAt): Next {
    if (this.#requests >= MAX_MESSAGES) return 'done';
    const from = side.direction;
    const index = this.#requests++;
    this.#waiting.push({ at, index, method: head.method });
    this.#emit({ kind: 'http-request', at, from, index, ...describeRequest(head) });
    if (head.method !== 'CONNECT') return this.#pastBody(side, httpBodyLength(head), end);
    side.phase = 'parked';
    return end;
  }

  #response(side: Side, head: HttpResponseHead, start: number, end: number, at: FrameAt): Next {
    const isInterim = head.status < 200 && head.status !== SWITCHING_PROTOCOLS;
    const request = this.#answeredAt(at);
    if (request && !isInterim) this.#waiting.shift();
    const requestIndex = request?.index;
    const headBytes = Math.max(0, end - start);
    this.#emit({ kind: 'http-response', at, from: side.direction, requestIndex, headBytes, ...describeResponse(head) });
    if (opensTunnel(head, request)) return { handOver: end, via: 'connect' };
    if (++this.#responses >= MAX_MESSAGES || head.status === SWITCHING_PROTOCOLS) return 'done';
    if (request?.method === 'CONNECT' && !isInterim) this.#otherOf(side.direction).phase = 'head';
    const length = httpBodyLength(head, request?.method);
    if (length === 0 || !isPage(head) || this.#pages >= MAX_PAGES) return this.#pastBody(side, length, end);
    this.#pages++;
    side.phase = 'page';
    side.page = { length, requestIndex };
    return end;
  }

  /** Waits for the page, or for as much of it as is looked at. */
  #page(side: Side, input: Uint8Array, offset: number, at: FrameAt): Next {
    const { length } = side.page!;
    const body = input.subarray(offset);
    const wanted = Math.min(MAX_PAGE, typeof length === 'number' ? length : MAX_PAGE);
    if (body.length < wanted && (typeof length === 'number' || !endsHtmlPage(body))) return WAIT;
    this.#tellPage(side, body, at, true);
    return this.#pastBody(side, length, offset);
  }

  #tellPage(side: Side, body: Uint8Array, at: FrameAt, whole: boolean): void {
    const { length, requestIndex } = side.page!;
    const page = readHtmlPage(typeof length === 'number' ? body.subarray(0, length) : body);
    this.#emit({ kind: 'http-page', at, from: side.direction, requestIndex, whole, ...page });
  }

  /**
   * The first request that waits. Where messages may be missing, the last one asked before `at`: hardly any client
   * asks again before it is answered, and the streams of the two sides are not told in the order of time.
   */
  #answeredAt(at: FrameAt): OpenRequest | undefined {
    if (this.#isBroken) {
      const last = this.#waiting.findLastIndex((request) => request.at.time <= at.time);
      if (last < 0) return undefined;
      this.#waiting.splice(0, last);
    }
    return this.#waiting[0];
  }

  /** `start`: where the body begins. */
  #pastBody(side: Side, length: HttpBodyLength, start: number): Next {
    if (length === 'until-close') return 'done';
    side.phase = length === 'chunked' ? 'chunk' : 'head';
    return length === 'chunked' ? start : start + length;
  }

  /** The line that gives a chunk's size, or one of the trailer section, which an empty line ends (RFC 9112 7.1). */
  #chunkLine(side: Side, input: Uint8Array, offset: number): Next {
    const feed = input.indexOf(LF, offset);
    if ((feed < 0 ? input.length : feed) - offset > MAX_LINE) return this.#pass(side, input, offset);
    if (feed < 0) return WAIT;
    if (side.phase === 'trailers') {
      if (skipLineEnds(input, offset) > feed) side.phase = 'head';
      return feed + 1;
    }
    const size = httpChunkSize(input, offset, feed);
    if (size < 0) return this.#pass(side, input, offset);
    if (++this.#chunks > MAX_CHUNKS) return 'done';
    if (size > 0) return feed + 1 + size + CHUNK_END;
    side.phase = 'trailers';
    return feed + 1;
  }

  #find(side: Side, input: Uint8Array, offset: number): Next {
    if (matchHttpStart(input, offset) === 'reject') return this.#pass(side, input, offset);
    side.phase = 'head';
    return offset;
  }

  /** Gives up on the bytes at hand. */
  #pass(side: Side, input: Uint8Array, offset: number): Next {
    this.#lose(side);
    this.#lost += input.length - offset;
    return this.#lost > MAX_LOST ? 'done' : input.length;
  }

  #lose(side: Side): void {
    side.phase = 'lost';
    side.searched = 0;
    this.#isBroken = true;
  }

  #reportUnfinished(side: Side): void {
    if (side.phase === 'page' && side.held.at) this.#tellPage(side, side.held.followedBy(NOTHING), side.held.at, false);
    const head = side.phase === 'head' ? decodeHttpHead(side.held.followedBy(NOTHING)) : undefined;
    if (head && side.held.at) this.#message(side, head, 0, 0, side.held.at);
  }

  #otherOf(direction: Direction): Side {
    return this.#sides[direction === 0 ? 1 : 0];
  }
}

/** A line feed, then an empty line. */
const LONGEST_HEAD_END = 3;
const LF = 0x0a;
const SWITCHING_PROTOCOLS = 101;
/** The line end behind a chunk's data. */
const CHUNK_END = 2;

/** HTML as it is: the pages of portals and filters are hardly ever compressed. */
function isPage(head: HttpResponseHead): boolean {
  const type = httpHeader(head, 'content-type');
  return type !== undefined && /^text\/html\b/i.test(type) && httpHeader(head, 'content-encoding') === undefined;
}

/** Without its request, the reason phrase that all proxies use tells. */
function opensTunnel(head: HttpResponseHead, request: OpenRequest | undefined): boolean {
  if (head.status < 200 || head.status > 299) return false;
  return request ? request.method === 'CONNECT' : /^connection established$/i.test(head.reason);
}
