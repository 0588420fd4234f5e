import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Direction } from '../../src/flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { frameAt, placeOf } from '../../src/flow/flow-row.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import {
  FIRST,
  HISTORY_LENGTH,
  ID,
  ORIGINATOR_ADDRESS,
  PORTS,
  RESPONDER_ADDRESS,
  ROW_EVENTS,
  ROW_WORDS,
} from '../../src/flow/row-layout.ts';
import { IP_PROTOCOL, PacketView } from '../../src/wire/packet-view.ts';
import { decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

interface Tuple {
  readonly version: 4 | 6;
  readonly protocol: 'tcp' | 'udp';
  /** The last 4 or all 16 bytes. */
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** A view as the packet walk leaves it, without a frame around. */
function viewOf(tuple: Tuple): PacketView {
  const view = new PacketView();
  view.bytes = Uint8Array.from([...tuple.source, ...tuple.destination]);
  view.ipVersion = tuple.version;
  view.sourceOffset = 0;
  view.destinationOffset = tuple.source.length;
  view.protocol = tuple.protocol === 'tcp' ? IP_PROTOCOL.tcp : IP_PROTOCOL.udp;
  view.sourcePort = tuple.sourcePort;
  view.destinationPort = tuple.destinationPort;
  return view;
}

function turned(tuple: Tuple): Tuple {
  const { source, destination, sourcePort, destinationPort } = tuple;
  return {
    ...tuple,
    source: destination,
    destination: source,
    sourcePort: destinationPort,
    destinationPort: sourcePort,
  };
}

const V4: Tuple = {
  version: 4,
  protocol: 'tcp',
  source: [10, 0, 0, 1],
  destination: [17, 57, 144, 20],
  sourcePort: 50_000,
  destinationPort: 5223,
};
const V6: Tuple = {
  ...V4,
  version: 6,
  source: [0x20, 1, 0xd, 0xb8, ...new Array(11).fill(0), 1],
  destination: [0x26, 0x20, 1, 0x49, ...new Array(11).fill(0), 2],
};

describe.each([
  ['IPv4', V4],
  ['IPv6', V6],
])('%s', (_, tuple) => {
  it('finds a flow in both directions, and says which', () => {
    const table = new FlowTable();
    const row = table.lookup(viewOf(tuple));
    expect([table.opened, table.direction]).toEqual([true, ORIGINATOR]);
    expect([table.lookup(viewOf(turned(tuple))), table.opened, table.direction]).toEqual([row, false, RESPONDER]);
    expect([table.lookup(viewOf(tuple)), table.opened, table.direction]).toEqual([row, false, ORIGINATOR]);
    expect(table.words[row * ROW_WORDS + ID]).toBe(1);
  });

  it.each<[string, Tuple]>([
    ['source port', { ...tuple, sourcePort: 50_001 }],
    ['destination port', { ...tuple, destinationPort: 443 }],
    ['transport', { ...tuple, protocol: 'udp' }],
    ['address', { ...tuple, source: tuple.source.with(0, 99) }],
    ['other address', { ...tuple, destination: tuple.destination.with(1, 99) }],
    ['ports swapped', { ...tuple, sourcePort: tuple.destinationPort, destinationPort: tuple.sourcePort }],
    ['addresses swapped', { ...tuple, source: tuple.destination, destination: tuple.source }],
  ])('tells flows apart by %s', (_, other) => {
    const table = new FlowTable();
    const row = table.lookup(viewOf(tuple));
    expect(table.lookup(viewOf(other), false)).toBe(-1);
    expect(table.lookup(viewOf(other))).not.toBe(row);
    expect(table.lookup(viewOf(tuple))).toBe(row);
  });

  it('keeps the ends as the first packet had them', () => {
    const table = new FlowTable();
    const row = table.lookup(viewOf(tuple));
    table.lookup(viewOf(turned(tuple)));
    expect([...table.address(row, ORIGINATOR_ADDRESS).slice(-tuple.source.length)]).toEqual(tuple.source);
    expect([...table.address(row, RESPONDER_ADDRESS).slice(-tuple.source.length)]).toEqual(tuple.destination);
    table.flip(row);
    expect([...table.address(row, ORIGINATOR_ADDRESS).slice(-tuple.source.length)]).toEqual(tuple.destination);
    expect(table.words[row * ROW_WORDS + PORTS]).toBe((5223 << 16) | 50_000);
    table.lookup(viewOf(tuple));
    expect(table.direction).toBe(RESPONDER);
  });
});

it('a mapped IPv6 address is not the IPv4 address', () => {
  const table = new FlowTable();
  const mapped = (address: readonly number[]) => [...new Array(10).fill(0), 0xff, 0xff, ...address];
  const row = table.lookup(viewOf(V4));
  const other = { ...V4, version: 6, source: mapped(V4.source), destination: mapped(V4.destination) } as const;
  expect(table.lookup(viewOf(other))).not.toBe(row);
});

it('reads the tuple from a decoded frame', () => {
  const table = new FlowTable();
  const view = decodedView(packet().ethernet().vlan(7).ipv6({ from: 'fe80::1', to: 'fe80::2' }).udp());
  const row = table.lookup(view);
  expect(Buffer.from(table.address(row, RESPONDER_ADDRESS)).toString('hex')).toBe(`fe80${'0'.repeat(27)}2`);
});

it('gives a tuple to a new flow and keeps the row of the old', () => {
  const table = new FlowTable();
  const row = table.lookup(viewOf(V4));
  table.note(row, 83);
  table.lookup(viewOf(turned(V4)));
  const fresh = table.reopen(row, table.direction);
  expect([fresh === row, table.opened, table.direction, table.lastId]).toEqual([false, true, ORIGINATOR, 2]);
  expect(table.historyText(row) + table.historyText(fresh)).toBe('S');
  expect([...table.address(fresh, ORIGINATOR_ADDRESS).slice(-4)]).toEqual(V4.destination);
  expect([table.lookup(viewOf(turned(V4))), table.direction]).toEqual([fresh, ORIGINATOR]);
  expect(table.words[row * ROW_WORDS + ID]).toBe(1);
});

it('hands out the rows of evicted flows again, clean, under new ids', () => {
  const table = new FlowTable();
  const row = table.lookup(viewOf(V4));
  table.note(row, 83);
  [table.time, table.place] = [5, placeOf(0, 1)];
  table.mark(row, FIRST);
  table.evict(row);
  expect(table.lookup(viewOf(V4), false)).toBe(-1);
  expect(table.lookup(viewOf(V6))).toBe(row);
  expect([table.count, table.lastId, table.historyText(row), table.event(row, FIRST)]).toEqual([1, 2, '', undefined]);
});

it('keeps the row of an expired flow, and opens another for its tuple', () => {
  const table = new FlowTable();
  const row = table.lookup(viewOf(V4));
  table.expire(row);
  expect(table.lookup(viewOf(V4))).toBe(row + 1);
  table.expire(row);
  expect([table.lookup(viewOf(V4)), table.words[row * ROW_WORDS + ID]]).toEqual([row + 1, 1]);
});

it('drops history letters past the bound', () => {
  const table = new FlowTable();
  const row = table.lookup(viewOf(V4));
  for (let at = 0; at < HISTORY_LENGTH + 10; at++) table.note(row, 65 + (at % 26));
  table.note(table.lookup(viewOf(V6)), 33);
  expect(table.historyText(row)).toHaveLength(HISTORY_LENGTH);
  expect(table.historyText(row + 1)).toBe('!');
});

it('holds input and frame in one number', () => {
  for (const [input, frame] of [
    [0, 1],
    [65_535, 1],
    [1_048_575, 2 ** 33 - 1],
  ])
    expect(frameAt(7, placeOf(input, frame))).toEqual({ input, frame, time: 7 });
});

describe('against a model', () => {
  // Few values, so that tuples share words and ports; many tuples, so that runs of slots grow and are closed again.
  const tuple = fc.record<Tuple>({
    version: fc.constantFrom(4),
    protocol: fc.constantFrom('tcp', 'udp'),
    source: fc.tuple(fc.constant(10), fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
    destination: fc.tuple(fc.constant(10), fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 255)),
    sourcePort: fc.constantFrom(1, 443, 65_535),
    destinationPort: fc.integer({ min: 440, max: 445 }),
  });
  const tuples = fc.tuple(tuple, fc.boolean()).map(
    ([four, six]): Tuple =>
      six
        ? {
            ...four,
            version: 6,
            source: [...four.source, ...new Array(11).fill(0), 1],
            destination: [...new Array(12).fill(9), ...four.destination],
          }
        : four,
  );
  const actions = fc.constantFrom('packet', 'packet', 'packet', 'packet', 'evict', 'expire', 'reopen');

  it('keeps finding every flow, and only those, whatever is evicted, expired and reopened', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.tuple(actions, tuples), { minLength: 50, maxLength: 600 }),
        (seed, steps) => {
          const table = new FlowTable(seed);
          const model = new Model();
          for (const [action, at] of steps) {
            if (action === 'packet') model.packet(table, at);
            else model.end(table, at, action);
          }
          for (const [, at] of steps) model.check(table, at);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps finding every flow past the growth of its tables', () => {
    const table = new FlowTable(7);
    const model = new Model();
    const tupleOf = (index: number): Tuple => ({
      ...V4,
      source: [10, index & 0xff, (index >> 8) & 0xff, 1],
      sourcePort: 1024 + (index % 7),
    });
    for (let index = 0; index < 9000; index++) model.packet(table, tupleOf(index));
    for (let index = 0; index < 9000; index += 3) model.end(table, tupleOf(index), index % 2 ? 'evict' : 'expire');
    for (let index = 0; index < 9000; index++) model.check(table, tupleOf(index));
    for (let index = 0; index < 9000; index++) model.packet(table, turned(tupleOf(index)));
    for (let index = 0; index < 9000; index++) model.check(table, tupleOf(index));
  });
});

/** What the table must know, in the plainest way. */
class Model {
  readonly #flows = new Map<string, { row: number; id: number; originator: string }>();
  #lastId = 0;

  packet(table: FlowTable, tuple: Tuple): void {
    const known = this.#flows.get(keyOf(tuple));
    const row = table.lookup(viewOf(tuple));
    same(table.opened, known === undefined);
    if (known !== undefined) {
      same(row, known.row);
      same(table.direction, this.#direction(known.originator, tuple));
      return;
    }
    same(table.direction, ORIGINATOR);
    this.#flows.set(keyOf(tuple), { row, id: ++this.#lastId, originator: endOf(tuple) });
    same(table.words[row * ROW_WORDS + ID], this.#lastId);
  }

  end(table: FlowTable, tuple: Tuple, how: 'evict' | 'expire' | 'reopen'): void {
    const known = this.#flows.get(keyOf(tuple));
    if (known === undefined) return;
    if (how === 'reopen') {
      table.lookup(viewOf(tuple));
      const row = table.reopen(known.row, table.direction);
      this.#flows.set(keyOf(tuple), { row, id: ++this.#lastId, originator: endOf(tuple) });
      return;
    }
    table[how](known.row);
    this.#flows.delete(keyOf(tuple));
  }

  check(table: FlowTable, tuple: Tuple): void {
    const known = this.#flows.get(keyOf(tuple));
    same(table.lookup(viewOf(tuple), false), known?.row ?? -1);
    if (known === undefined) return;
    same(table.words[known.row * ROW_WORDS + ID], known.id);
    same(table.direction, this.#direction(known.originator, tuple));
    expect(table.lookup(viewOf(turned(tuple)), false)).toBe(known.row);
  }

  #direction(originator: string, tuple: Tuple): Direction {
    return originator === endOf(tuple) ? ORIGINATOR : RESPONDER;
  }
}

function endOf({ source, sourcePort }: Tuple): string {
  return `${source.join('.')}:${sourcePort}`;
}

function keyOf(tuple: Tuple): string {
  return [tuple.version, tuple.protocol, ...[endOf(tuple), endOf(turned(tuple))].sort()].join(' ');
}

/** `expect` for a hundred thousand comparisons. */
function same(actual: unknown, expected: unknown): void {
  if (actual !== expected) expect(actual).toBe(expected);
}

test('IPv6 flows that differ in the prefix alone do not meet in one slot', () => {
  const table = new FlowTable();
  const view = new PacketView();
  view.bytes = new Uint8Array(32);
  view.ipVersion = 6;
  view.destinationOffset = 16;
  view.protocol = IP_PROTOCOL.tcp;
  const started = performance.now();
  for (let index = 0; index < 40_000; index++) {
    new DataView(view.bytes.buffer).setUint32(2, index);
    table.lookup(view);
  }
  expect(table.count).toBe(40_000);
  // Some 50 ms; in one run of slots it was quadratic, 15 s.
  expect(performance.now() - started).toBeLessThan(4000);
});

test('a table that was given back leaves its memory empty for the next', () => {
  // Those that others gave back are taken.
  for (let count = 0; count < 5; count++) new FlowTable();
  const first = new FlowTable(7);
  for (let port = 1; port <= 5000; port++) {
    const row = first.lookup(viewOf({ ...V4, sourcePort: port }));
    first.time = 5;
    first.place = 1048576;
    first.mark(row, FIRST);
    first.note(row, 0x5e);
  }
  const { buffer } = first;
  first.release();
  const second = new FlowTable(9);
  expect(second.buffer).toBe(buffer);
  expect(second.lookup(viewOf({ ...V4, sourcePort: 77 }), false)).toBe(-1);
  const rows = 6000;
  const parts = [
    second.words.subarray(0, rows * ROW_WORDS),
    second.events.subarray(0, rows * ROW_EVENTS),
    second.history.subarray(0, rows * HISTORY_LENGTH),
  ];
  expect(parts.map((part) => part.some((value) => value !== 0))).toEqual([false, false, false]);
  // Nobody has given back this one.
  expect(new FlowTable().buffer).not.toBe(buffer);
});
