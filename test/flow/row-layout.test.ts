import { expect, it } from 'vitest';
import * as layout from '../../src/flow/row-layout.ts';

const { FLAG, ...numbers } = layout;
type Name = keyof typeof numbers;

/** Fields by how many places they take: those of one, of two, and so on. */
type Fields = readonly (readonly Name[])[];

const WORDS: Fields = [
  [
    'PORTS',
    'FLAGS',
    'NOTED',
    'HASH',
    'ID',
    'PROTOCOL',
    'SERVER_NAME',
    'SERVICE_SET',
    'HOP_LIMIT',
    'STRANGE',
    'WINDOWS',
    'IDENTIFICATIONS',
    'FIRST_DATA_BYTES',
  ],
  [
    'NEXT_SEQUENCE',
    'PACKETS',
    'SIGNATURE',
    'FIRST_SEQUENCE',
    'HOLE_START',
    'HOLE_END',
    'RETRANSMISSIONS',
    'PASSED',
    'OPTIONS',
  ],
  [],
  ['ORIGINATOR_ADDRESS', 'RESPONDER_ADDRESS'],
];
const NUMBERS: Fields = [['LAST_TIME', 'LAST_PLACE'], ['BYTES']];
const EVENTS: Fields = [[], ['FIRST', 'SYN', 'SYN_ACK', 'HANDSHAKE_DONE'], [], ['DATA', 'FIN']];
/** Words that nothing uses. */
const FREE: readonly number[] = [47];
const SIZES: readonly Name[] = ['ROW_WORDS', 'ROW_NUMBERS', 'ROW_EVENTS', 'HISTORY_LENGTH'];
const OTHERS: readonly Name[] = ['IPV4', 'KIND', 'UDP_IDLE', 'PLACES', 'SILENCE', 'OPTIONS_SEEN'];

function placesOf(fields: Fields): number[] {
  return fields.flatMap((names, more) =>
    names.flatMap((name) => Array.from({ length: more + 1 }, (_, index) => numbers[name] + index)),
  );
}

const sorted = (places: readonly number[]) => places.toSorted((one, other) => one - other);
const upTo = (end: number) => Array.from({ length: end }, (_, place) => place);

it('has no two fields in one word, and no word that is forgotten', () => {
  const shared = placesOf(NUMBERS).flatMap((double) => [2 * double, 2 * double + 1]);
  expect(sorted(shared)).toEqual([16, 17, 18, 19, 20, 21, 22, 23]);
  expect(sorted([...placesOf(WORDS), ...shared, ...FREE])).toEqual(upTo(layout.ROW_WORDS));
  expect(layout.ROW_NUMBERS * 2).toBe(layout.ROW_WORDS);
});

it('has no two events in one place', () => {
  expect(sorted(placesOf(EVENTS))).toEqual(upTo(layout.ROW_EVENTS));
});

it('has a bit for each flag, beside those of the endpoint states', () => {
  const flags = Object.values(FLAG);
  expect(flags.length).toBeGreaterThan(20);
  expect(new Set(flags).size).toBe(flags.length);
  for (const flag of flags) expect([flag & (flag - 1), flag & 0x3f00]).toEqual([0, 0]);
});

it('has the flags of the two sides one behind the other', () => {
  for (const [originator, responder] of [
    [FLAG.originatorDataAcked, FLAG.responderDataAcked],
    [FLAG.originatorData, FLAG.responderData],
    [FLAG.passedOriginator, FLAG.passedResponder],
    [FLAG.originatorWaits, FLAG.responderWaits],
  ])
    expect(responder).toBe(originator << 1);
  expect(layout.KIND).toBe(FLAG.udp | FLAG.ipv6);
});

it('is all in these tables', () => {
  const known = [...WORDS, ...NUMBERS, ...EVENTS, SIZES, OTHERS].flat();
  expect([...known, 'FLAG'].toSorted()).toEqual(Object.keys(layout).toSorted());
});
