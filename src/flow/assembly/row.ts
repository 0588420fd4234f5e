/** Access to the rows of the flow table in its memory: numbers, events and history of a flow. */
import { EVENTS, HISTORY, WORDS } from '../memory-map.ts';
import { HISTORY_LENGTH, NOTED, ROW_EVENTS, ROW_WORDS } from '../row-layout.ts';

@inline
export function rowAt(index: i32): usize {
  return <usize>(WORDS + index * ROW_WORDS * 4);
}

@inline
export function word(row: usize, index: i32): i32 {
  return load<i32>(row + (<usize>index << 2));
}

@inline
export function setWord(row: usize, index: i32, value: i32): void {
  store<i32>(row + (<usize>index << 2), value);
}

@inline
export function number(row: usize, index: i32): f64 {
  return load<f64>(row + (<usize>index << 3));
}

@inline
export function setNumber(row: usize, index: i32, value: f64): void {
  store<f64>(row + (<usize>index << 3), value);
}

/** One of the two halves of a word, unsigned: the originator's is the low one. */
@inline
export function setHalf(row: usize, index: i32, direction: i32, value: i32): void {
  store<u16>(row + (<usize>index << 2) + (<usize>direction << 1), <u16>value);
}

/** Dates an event once, with the packet at hand. */
export function markOnce(index: i32, event: i32, time: f64, place: f64): void {
  const at = <usize>(EVENTS + (index * ROW_EVENTS + event) * 8);
  if (load<f64>(at, 8) !== 0) return;
  store<f64>(at, time);
  store<f64>(at, place, 8);
}

/** The letters of `NOTE`, lower case, the first in the lowest byte. */
const LETTERS: u64 = 0x7467726664616873;
const LAST_LETTER: u8 = 0x77;

/** Notes what a side did for the first time. */
@inline
export function noteOnce(index: i32, direction: i32, note: i32): void {
  const row = rowAt(index);
  const noted = word(row, NOTED);
  const bit = 1 << (note + 16 * direction);
  if (noted & bit) return;
  setWord(row, NOTED, noted | bit);
  appendHistory(index, direction, note);
}

/** Appends a history letter; those past `HISTORY_LENGTH` are dropped. */
export function appendHistory(index: i32, direction: i32, note: i32): void {
  const start = <usize>(HISTORY + index * HISTORY_LENGTH);
  for (let at = start; at < start + HISTORY_LENGTH; at++) {
    if (load<u8>(at) !== 0) continue;
    const letter = note < 8 ? <u8>(LETTERS >> (<u64>note << 3)) : LAST_LETTER;
    // The originator's are upper case.
    store<u8>(at, letter - (direction === 0 ? 32 : 0));
    return;
  }
}
