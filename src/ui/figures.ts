/** Numbers as the screen shows them. Every figure of the capture comes from the snapshot; this only spells it. */
import { grouped } from '../wording/phrases.ts';

/** `12,431`. */
export function countText(count: number): string {
  return grouped(Math.round(count));
}

/** `1 flow`, `12,431 flows`. */
export function countedText(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Decimal multiples of bytes: `812 B`, `1.2 MB`, `212 MB`. */
export function bytesText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

const DAY = 86_400;

/** Seconds: `0.4s`, `12s`, `4m12s`, `3h05m`, `2d04h`. What lasts longer than a year is the work of a wrong clock. */
export function durationText(seconds: number): string {
  if (seconds > 366 * DAY) return 'over a year';
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  if (whole < DAY) return `${Math.floor(whole / 3600)}h${two(Math.floor(whole / 60) % 60)}m`;
  return `${Math.floor(whole / DAY)}d${two(Math.floor(whole / 3600) % 24)}h`;
}

/** Seconds: `83 µs`, `0.4 ms`, `18 ms`, `1.0 s`, from ten seconds on as `durationText`. */
export function delayText(seconds: number): string {
  if (seconds >= 9.95) return durationText(seconds);
  if (seconds >= 0.9995) return `${seconds.toFixed(1)} s`;
  const milliseconds = seconds * 1000;
  if (milliseconds < 0.0995) return `${Math.round(milliseconds * 1000)} µs`;
  return `${milliseconds < 9.95 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

/** From one RFC 3339 timestamp to another, in seconds; to the nanosecond, where a `Date` has milliseconds. */
export function secondsBetween(from: string, to: string): number {
  return wholeSeconds(to) - wholeSeconds(from) + (fractionOf(to) - fractionOf(from));
}

function wholeSeconds(timestamp: string): number {
  return Date.parse(`${timestamp.slice(0, 19)}Z`) / 1000;
}

function fractionOf(timestamp: string): number {
  return Number(`0${timestamp.slice(19, -1)}`);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The time of day of an RFC 3339 timestamp, to the microsecond at most: `13:04:05.123456`. */
export function clockText(timestamp: string, digits = 6): string {
  const [whole, fraction] = timestamp.slice(11, -1).split('.');
  return fraction === undefined || digits === 0 ? whole : `${whole}.${fraction.slice(0, digits)}`;
}

/** `2026-02-14 UTC`, or from the first day to the last: the zone and the date of the clock times beside it. Empty for no packet. */
export function dateText(first: string | null, last: string | null): string {
  if (first === null || last === null) return '';
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return `${from === to ? from : `${from} to ${to}`} UTC`;
}

/** `14 Feb` is local habit; a report and the screen both say `2026-02-14 13:04:05 UTC`. */
export function momentText(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${clockText(timestamp)} UTC`;
}
