import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameAt } from '../../src/flow/direction.ts';
import {
  MAX_PENDING_BYTES,
  MAX_PENDING_SEGMENTS,
  PendingBudget,
  type StreamSink,
  TcpStream,
} from '../../src/flow/tcp-reassembly.ts';

/** Notes what it gets: text as it is, gaps as `<12>`, each with its frame. */
class Notes implements StreamSink {
  text = '';
  readonly frames: number[] = [];
  onData: (text: string) => boolean = () => true;

  data(bytes: Uint8Array, at: FrameAt): boolean {
    const text = String.fromCharCode(...bytes);
    this.text += text;
    this.frames.push(at.frame);
    return this.onData(text);
  }

  gap(missing: number, at: FrameAt): boolean {
    this.text += `<${missing}>`;
    this.frames.push(at.frame);
    return true;
  }
}

function setUp({ origin = 1000, budget = new PendingBudget() } = {}) {
  const stream = new TcpStream(budget);
  const notes = new Notes();
  let frame = 0;
  /** A segment at `position` of the stream, which begins with 0 behind the SYN. */
  function segment(position: number, content: string, wireLength = content.length): string {
    const bytes = Buffer.from(`##${content}##`, 'latin1');
    const at = { input: 0, frame: ++frame, time: frame };
    stream.segment((origin + 1 + position) >>> 0, bytes, 2, content.length, wireLength, at, notes);
    bytes.fill(0x21); // views are valid until the call returns
    return notes.text;
  }
  return { stream, notes, budget, segment, started: () => stream.start(origin) };
}

describe('TcpStream', () => {
  it('delivers segments in order as they come, with their frames', () => {
    const { notes, segment, started } = setUp();
    started();
    expect(segment(0, 'abc')).toBe('abc');
    expect(segment(3, 'def')).toBe('abcdef');
    expect(notes.frames).toEqual([1, 2]);
  });

  it('waits for a missing segment, whatever comes behind it', () => {
    const { notes, budget, segment, started } = setUp();
    started();
    expect(segment(6, 'ghi')).toBe('');
    expect(segment(3, 'def')).toBe('');
    expect(budget.bytes).toBeGreaterThan(6);
    expect(segment(0, 'abc')).toBe('abcdefghi');
    expect(notes.frames).toEqual([3, 2, 1]);
    expect(budget.bytes).toBe(0);
  });

  it.each([
    [
      'resent',
      [
        [0, 'abc'],
        [0, 'XXX'],
        [3, 'd'],
      ],
      'abcd',
    ],
    [
      'resent in part',
      [
        [0, 'abc'],
        [1, 'XXdef'],
      ],
      'abcdef',
    ],
    [
      'resent with more in front and behind',
      [
        [3, 'def'],
        [1, 'bcXXXg'],
        [0, 'a'],
      ],
      'abcdefg',
    ],
    [
      'one that fills two holes',
      [
        [1, 'b'],
        [3, 'd'],
        [0, 'aXcXe'],
      ],
      'abcde',
    ],
    [
      'held segments that overlap',
      [
        [1, 'bcd'],
        [2, 'XXef'],
        [0, 'a'],
      ],
      'abcdef',
    ],
    [
      'a keep-alive',
      [
        [0, 'abc'],
        [2, 'X'],
        [3, 'd'],
      ],
      'abcd',
    ],
  ] as const)('the first copy wins: %s', (_, segments, expected) => {
    const { notes, segment, started } = setUp();
    started();
    for (const [position, content] of segments) segment(position, content);
    expect(notes.text).toBe(expected);
  });

  it('takes the first segment for the origin in mid-stream', () => {
    const { stream, notes, segment } = setUp();
    segment(500, 'abc');
    segment(400, 'old');
    segment(503, 'def');
    stream.start(1000);
    segment(506, 'g');
    expect(notes.text).toBe('abcdefg');
  });

  it('goes on behind the wrap of sequence numbers', () => {
    const { notes, segment, started } = setUp({ origin: 0xffff_fffd });
    started();
    segment(4, 'efgh');
    segment(0, 'abcd');
    expect(notes.text).toBe('abcdefgh');
  });

  it('follows a stream longer than the sequence space', () => {
    const { stream, notes, segment, started } = setUp();
    started();
    segment(0, 'head');
    stream.skip(5e9);
    for (let position = 4; position < 5e9; position += 2 ** 29) segment(position, 'body');
    segment(5e9 + 4, 'tail');
    segment(5e9, '....');
    expect(notes.text).toBe('headtail');
  });

  it('ignores what lies further ahead than any window', () => {
    const { stream, notes, segment, started } = setUp();
    started();
    segment(2 ** 30 + 1, 'X');
    segment(0, 'abc');
    stream.flush(notes);
    expect(notes.text).toBe('abc');
  });

  it('declares gaps on flush, and delivers what waits behind them', () => {
    const { stream, notes, budget, segment, started } = setUp();
    started();
    segment(2, 'cd');
    segment(7, 'h');
    stream.flush(notes);
    expect(notes.text).toBe('<2>cd<3>h');
    expect(notes.frames).toEqual([1, 1, 2, 2]);
    expect(budget.bytes).toBe(0);
    expect(segment(8, 'i')).toBe('<2>cd<3>hi');
  });

  describe('snaplen', () => {
    it('declares the bytes that were cut', () => {
      const { segment, started } = setUp();
      started();
      expect(segment(0, 'abc', 10)).toBe('abc<7>');
      expect(segment(10, 'k')).toBe('abc<7>k');
    });

    it('does so for held segments and resent ones', () => {
      const { segment, started } = setUp();
      started();
      segment(2, 'c', 4);
      segment(4, 'XXg');
      expect(segment(0, 'ab')).toBe('abc<3>g');
      expect(segment(5, '', 3)).toBe('abc<3>g<1>');
    });
  });

  describe('skip', () => {
    it('counts from the end of the bytes just given', () => {
      const { stream, notes, segment, started } = setUp();
      started();
      notes.onData = (text) => {
        if (text === 'head') stream.skip(6);
        return true;
      };
      segment(0, 'head');
      segment(4, 'body');
      segment(8, '..tail');
      expect(notes.text).toBe('headtail');
    });

    it('needs no captured bytes, and declares no gap', () => {
      const { stream, notes, segment, started } = setUp();
      started();
      segment(0, 'head');
      segment(6, 'held');
      stream.skip(8);
      expect(segment(12, 'tail')).toBe('headtail');
      expect(notes.frames).toEqual([1, 3]);
    });

    it('reaches into held segments', () => {
      const { stream, notes, budget, segment, started } = setUp();
      started();
      segment(4, 'body');
      segment(8, 'tail');
      notes.onData = (text) => {
        if (text === 'head') stream.skip(6);
        return true;
      };
      expect(segment(0, 'head')).toBe('headil');
      expect(budget.bytes).toBe(0);
    });
  });

  it('stops for good when the sink has enough', () => {
    const { stream, notes, budget, segment, started } = setUp();
    started();
    segment(6, 'held');
    notes.onData = () => false;
    segment(0, 'abcdef');
    segment(10, 'more');
    stream.flush(notes);
    expect(notes.text).toBe('abcdef');
    expect(stream.isStopped).toBe(true);
    expect(budget.bytes).toBe(0);
  });

  describe('bounds', () => {
    const BLOCK = 'x'.repeat(1024);

    it(`gives up the first gap behind MAX_PENDING_BYTES`, () => {
      const { stream, notes, budget, segment, started } = setUp();
      started();
      for (let at = 0; at < 2 * MAX_PENDING_BYTES; at += 1024) {
        segment(1 + at, BLOCK);
        expect(budget.bytes).toBeLessThanOrEqual(MAX_PENDING_BYTES);
      }
      expect(budget.forcedGaps).toBe(1);
      stream.flush(notes);
      expect(notes.text).toBe(`<1>${'x'.repeat(2 * MAX_PENDING_BYTES)}`);
    });

    it('gives up the first gap behind MAX_PENDING_SEGMENTS', () => {
      const { notes, segment, started } = setUp();
      started();
      for (let at = 1; at <= 2 * MAX_PENDING_SEGMENTS; at += 2) segment(at, 'x');
      expect(notes.text).toBe('');
      segment(2 * MAX_PENDING_SEGMENTS + 1, 'x');
      expect(notes.text).toBe('<1>x');
    });

    it('delivers at once what a spent budget cannot hold', () => {
      const budget = new PendingBudget(2000);
      const first = setUp({ budget });
      const second = setUp({ budget });
      first.started();
      second.started();
      expect(first.segment(5, BLOCK)).toBe('');
      expect(second.segment(5, BLOCK)).toBe(`<5>${BLOCK}`);
      expect(budget.forcedGaps).toBe(1);
      first.stream.close();
      expect(budget.bytes).toBe(0);
    });
  });

  describe('any reordering, duplication or overlapping re-segmentation gives the same bytes', () => {
    const stream = fc.tuple(
      fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz') }),
      fc.array(fc.nat(300), { maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(300), fc.nat(80)), { maxLength: 12 }),
      fc.oneof(fc.constantFrom(0, 0xffff_ffff, 0x7fff_fffe, 0xffff_ff80), fc.nat(0xffff_ffff)),
    );

    it('from the SYN', () => {
      fc.assert(
        fc.property(
          stream.chain(([text, cuts, extra, origin]) =>
            fc.tuple(
              fc.constant(text),
              fc.shuffledSubarray([...pieces(text, cuts), ...overlaps(text, extra)]),
              fc.constant(cuts),
              fc.constant(origin),
            ),
          ),
          ([text, disorder, cuts, origin]) => {
            const { notes, budget, segment, started } = setUp({ origin });
            started();
            for (const [position, content] of [...disorder, ...pieces(text, cuts).reverse()])
              segment(position, content);
            expect(notes.text).toBe(text);
            expect(budget.bytes).toBe(0);
          },
        ),
      );
    });
  });
});

function pieces(text: string, cuts: readonly number[]): [number, string][] {
  const bounds = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].sort((a, b) => a - b);
  return bounds.slice(1).map((end, index) => [bounds[index], text.slice(bounds[index], end)]);
}

function overlaps(text: string, extra: readonly (readonly [number, number])[]): [number, string][] {
  return extra.filter(([at]) => at < text.length).map(([at, length]) => [at, text.slice(at, at + length)]);
}
