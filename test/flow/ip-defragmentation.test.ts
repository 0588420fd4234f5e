import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IpDefragmenter, MAX_DATAGRAMS, MAX_FRAGMENTS } from '../../src/flow/ip-defragmentation.ts';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { type PacketBuilder, packet } from '../support/packet.ts';

const CONTENT = Uint8Array.from({ length: 3000 }, (_, at) => at & 0xff);

interface Piece {
  offset: number;
  /** Undefined: to the end. */
  end?: number;
  id?: number;
  more?: boolean;
}

type Fragmenter = (piece: Piece) => PacketBuilder;

/** The UDP datagram with `CONTENT`, as it is fragmented in each version. */
const transport = {
  v4: packet().ipv4().udp({ destinationPort: 514 }).payload(CONTENT).bytes().subarray(20),
  v6: packet().ipv6().udp({ destinationPort: 514 }).payload(CONTENT).bytes().subarray(40),
};

const fragment: { v4: Fragmenter; v6: Fragmenter } = {
  v4: ({ offset, end, id = 7, more = end !== undefined }) =>
    packet()
      .ipv4({ id, fragmentOffset: offset, moreFragments: more, protocol: 17 })
      .payload(transport.v4.subarray(offset, end)),
  v6: ({ offset, end, id = 7, more = end !== undefined }) =>
    packet().ipv6().fragment({ id, offset, more, nextHeader: 17 }).payload(transport.v6.subarray(offset, end)),
};

const frameAt = (frame: number, time = 0) => ({ input: 0, frame, time });

function setUp() {
  const defragmenter = new IpDefragmenter();
  let frames = 0;
  const view = new PacketView();
  function add(piece: PacketBuilder, { time = 0, captured = -1 } = {}): boolean {
    const bytes = piece.bytes();
    const end = captured < 0 ? bytes.length : captured;
    decodePacket(view, bytes, 0, end, bytes.length, LINK_TYPE.raw);
    expect(view.stop).toBe('fragment');
    const isWhole = defragmenter.add(view, frameAt(++frames, time));
    bytes.fill(0); // views are valid until the call returns
    return isWhole;
  }
  const payload = () => view.bytes.slice(view.payloadOffset, view.payloadOffset + view.payloadLength);
  return { defragmenter, view, add, payload };
}

describe.each(['v4', 'v6'] as const)('IpDefragmenter, IP%s', (version) => {
  const piece = fragment[version];
  const length = transport[version].length;

  it('hands back the whole datagram with the last missing fragment', () => {
    const { add, view, payload } = setUp();
    expect(add(piece({ offset: 1480, end: 2960 }))).toBe(false);
    expect(add(piece({ offset: 2960 }))).toBe(false);
    expect(add(piece({ offset: 0, end: 1480 }))).toBe(true);
    expect(view).toMatchObject({ stop: 'ok', protocol: 17, destinationPort: 514, payloadWireLength: CONTENT.length });
    expect(payload()).toEqual(CONTENT);
  });

  it('gives the same for any cuts in any order, each fragment seen twice', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: Math.floor((length - 1) / 8) }), { maxLength: 12 });
    const ordered = cuts.chain((units) => {
      const bounds = [0, ...units.map((unit) => unit * 8).sort((a, b) => a - b)];
      const pieces = bounds.map((offset, index) => ({ offset, ...(bounds[index + 1] && { end: bounds[index + 1] }) }));
      return fc.shuffledSubarray(pieces, { minLength: pieces.length });
    });
    fc.assert(
      fc.property(ordered, (pieces) => {
        fc.pre(pieces.length > 1);
        const { add, payload, defragmenter } = setUp();
        const answers = pieces.flatMap((each) => [add(piece(each)), each === pieces.at(-1) ? false : add(piece(each))]);
        expect(answers.filter(Boolean)).toHaveLength(1);
        expect(answers.at(-2)).toBe(true);
        expect(payload()).toEqual(CONTENT);
        expect(defragmenter).toMatchObject({ overlaps: 0, refused: 0, evicted: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('lets the first of overlapping fragments win, and counts', () => {
    const { add, payload, defragmenter } = setUp();
    add(piece({ offset: 0, end: 1480 }));
    const forged = packet();
    const body = new Uint8Array(1488).fill(0x58);
    add(
      version === 'v4'
        ? forged.ipv4({ id: 7, fragmentOffset: 8, moreFragments: true, protocol: 17 }).payload(body)
        : forged.ipv6().fragment({ id: 7, offset: 8, more: true, nextHeader: 17 }).payload(body),
    );
    expect(add(piece({ offset: 1480 }))).toBe(true);
    const forgedPart = new Uint8Array(16).fill(0x58);
    const expected = CONTENT.slice();
    expected.set(forgedPart, 1480 - 8);
    expect(payload()).toEqual(expected);
    expect(defragmenter.overlaps).toBe(2);
  });

  it('keeps datagrams apart by identification', () => {
    const { add } = setUp();
    add(piece({ offset: 0, end: 1480, id: 1 }));
    expect(add(piece({ offset: 1480, id: 2 }))).toBe(false);
    expect(add(piece({ offset: 1480, id: 1 }))).toBe(true);
  });

  it('cuts the datagram where the snaplen cut a fragment', () => {
    const { add, view } = setUp();
    add(piece({ offset: 1480 }));
    expect(add(piece({ offset: 0, end: 1480 }), { captured: 100 })).toBe(true);
    const header = version === 'v4' ? 20 : 48;
    expect(view).toMatchObject({
      stop: 'ok',
      payloadLength: 100 - header - 8,
      payloadWireLength: CONTENT.length,
    });
  });

  it('gives up after 30 s of packet time', () => {
    const { add, defragmenter } = setUp();
    add(piece({ offset: 0, end: 1480 }), { time: 1e9 });
    defragmenter.expire(31e9);
    expect([defragmenter.expired, defragmenter.incomplete]).toEqual([0, undefined]);
    expect(add(piece({ offset: 1480 }), { time: 31e9 + 1 })).toBe(false);
    expect(defragmenter.expired).toBe(1);
  });

  it('names the first fragment of the datagram that was given up first, not of one that came together', () => {
    const { add, defragmenter } = setUp();
    for (const id of [1, 2, 3]) add(piece({ offset: 0, end: 1480, id }));
    add(piece({ offset: 1480, id: 1 }));
    defragmenter.expire(Number.POSITIVE_INFINITY);
    expect([defragmenter.expired, defragmenter.incomplete]).toEqual([2, frameAt(2)]);
  });

  it(`gives up the oldest of MAX_DATAGRAMS`, () => {
    const { add, defragmenter } = setUp();
    for (let id = 0; id <= MAX_DATAGRAMS; id++) add(piece({ offset: 0, end: 8, id }));
    expect([defragmenter.evicted, defragmenter.incomplete]).toEqual([1, frameAt(1)]);
    expect(add(piece({ offset: 8, id: 0 }))).toBe(false);
    expect(add(piece({ offset: 8, id: MAX_DATAGRAMS }))).toBe(true);
  });

  it.each([
    ['of no whole units', [{ offset: 0, end: 1481 }], 1],
    ['without data', [{ offset: 0, end: 0 }], 1],
    [
      'behind the end',
      [
        { offset: 8, end: 16, more: false },
        { offset: 16, end: 24 },
      ],
      1,
    ],
    ['that move the end', [{ offset: 16 }, { offset: 8, end: 16, more: false }], 1],
    [
      'with an end before what is held',
      [
        { offset: 800, end: 1600 },
        { offset: 8, end: 16, more: false },
      ],
      1,
    ],
    [
      'past MAX_FRAGMENTS',
      Array.from({ length: MAX_FRAGMENTS + 2 }, (_, index) => ({ offset: 8 + index * 8, end: 16 + index * 8 })),
      2,
    ],
  ] as const)('refuses fragments %s', (_, pieces, refused) => {
    const { add, defragmenter } = setUp();
    for (const each of pieces) add(piece(each));
    expect(defragmenter.refused).toBe(refused);
  });

  it('refuses more than a datagram can be', () => {
    const { add, defragmenter } = setUp();
    const body = new Uint8Array(1480);
    add(
      version === 'v4'
        ? packet().ipv4({ fragmentOffset: 65528, moreFragments: true, protocol: 17 }).payload(body)
        : packet().ipv6().fragment({ offset: 65528, more: true, nextHeader: 17 }).payload(body),
    );
    expect(defragmenter.refused).toBe(1);
  });
});

describe('IpDefragmenter', () => {
  it('hands back fragments of a tunnel inside, one level at a time', () => {
    const { add, view, defragmenter } = setUp();
    const inner = [fragment.v4({ offset: 0, end: 1480 }), fragment.v4({ offset: 1480 })];
    for (const [index, builder] of inner.entries()) {
      const outer = builder.bytes();
      const half = { id: 100 + index, protocol: 4 };
      add(
        packet()
          .ipv4({ ...half, moreFragments: true })
          .payload(outer.subarray(0, 800)),
      );
      expect(
        add(
          packet()
            .ipv4({ ...half, fragmentOffset: 800 })
            .payload(outer.subarray(800)),
        ),
      ).toBe(true);
      expect(view.stop).toBe('fragment');
      expect(defragmenter.add(view, frameAt(9))).toBe(index === 1);
    }
    expect(view).toMatchObject({ stop: 'ok', destinationPort: 514, payloadLength: CONTENT.length });
  });
});
