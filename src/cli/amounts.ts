/** Durations and sizes as they are written on the command line: `90s`, `10m`, `100M`. */
import { InvalidArgumentError } from 'commander';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const BYTES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Milliseconds of `30s`, `10m`, `1.5h`, `2d`. A number alone could be any of them. Throws `InvalidArgumentError`. */
export function durationOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([smhd])?$/i.exec(text) ?? [];
  if (number !== undefined && unit === undefined) {
    throw new InvalidArgumentError(`Write its unit too: ${number}s, ${number}m, ${number}h or ${number}d.`);
  }
  const milliseconds = Number(number) * SECONDS[unit?.toLowerCase()] * 1000;
  if (!(milliseconds >= 1)) throw new InvalidArgumentError('Write a number and s, m, h or d, such as 90s, 10m or 2d.');
  return milliseconds;
}

/** Bytes of `500k`, `100M`, `2G`, in powers of ten; a plain number is bytes. Throws `InvalidArgumentError`. */
export function bytesOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmgt])?b?$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (unit === undefined ? 1 : BYTES[unit.toLowerCase()]));
  if (!(bytes >= 1)) throw new InvalidArgumentError('Write a number and k, M, G or T, such as 500k or 100M.');
  return bytes;
}

/** A whole number from `least` on. Throws `InvalidArgumentError`. */
export function countFrom(least: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= least) return count;
    throw new InvalidArgumentError(`Write a whole number from ${least} on.`);
  };
}
