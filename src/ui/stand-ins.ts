/**
 * Finished lines pass Ink as one character each. Ink takes every cell of a frame apart and puts it together again, which took 14 ms
 * for 160×50 and most of the answer to a key; of one character a line it makes nothing of note, and still composes the screen.
 */

/** Lines that are remembered, as many as Unicode has private characters in its first plane: those of seven of the largest frames. */
const MAX_LINES = 6400;
const FIRST = 0xe000;
const STAND_INS = /[\ue000-\uf8ff]/g;

const lines: string[] = new Array(MAX_LINES).fill('');
let next = 0;

/** A character for the line. Another one each time: Ink writes no frame that equals the one before. */
export function standInFor(line: string): string {
  const place = next;
  next = (next + 1) % MAX_LINES;
  lines[place] = line;
  return String.fromCharCode(FIRST + place);
}

/** What Ink made of the stand-ins with the lines in their places, without blanks at the ends of rows. */
export function withLines(frame: string): string[] {
  return frame.split('\n').map((row) => row.replace(STAND_INS, lineOf).trimEnd());
}

function lineOf(standIn: string): string {
  return lines[standIn.charCodeAt(0) - FIRST];
}
