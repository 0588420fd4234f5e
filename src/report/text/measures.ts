/** Numbers and times as people read them. The report's figures, none of its own. */
import { grouped } from '../../wording/phrases.ts';

const DAY = 86_400;

/** `0.4 s`, `31 s`, `5 min 12 s`, `3 h 10 min`, `19,059 days`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole >= 2 * DAY) return `${grouped(Math.round(whole / DAY))} days`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Two RFC 3339 UTC timestamps as `2026-11-20 09:00:01 – 09:05:12 UTC`; fractions are left to the JSON. */
export function period(first: string, last: string): string {
  const from = clock(first);
  const to = clock(last);
  if (from === to) return `${from} UTC`;
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  return `${from} – ${sameDay ? to.slice(11) : to} UTC`;
}

function clock(timestamp: string): string {
  return timestamp.slice(0, 19).replace('T', ' ');
}
