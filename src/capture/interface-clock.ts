/** Turns the 64-bit timestamps of one pcapng interface into the capture's time. */
import type { TimeBase } from './time-base.ts';

/** if_tsresol and if_tsoffset: a timestamp counts `base` to the power of `-exponent` seconds, from `offset` seconds after 1970. */
export interface TimestampUnit {
  readonly base: 2 | 10;
  /** 0 to 127. */
  readonly exponent: number;
  readonly offset: bigint;
}

/** What holds when the interface says nothing. */
export const MICROSECONDS: TimestampUnit = { base: 10, exponent: 6, offset: 0n };
export const NANOSECONDS: TimestampUnit = { base: 10, exponent: 9, offset: 0n };

/** Digits after the second that the unit can tell apart; finer than ns is cut to ns. */
export function resolutionOf(unit: TimestampUnit): number {
  return Math.min(9, unit.base === 10 ? unit.exponent : Math.ceil(unit.exponent * Math.LOG10E * Math.LN2));
}

/**
 * An absolute timestamp in ns needs 61 bits, a double has 53: so the first one of the interface is converted with BigInt,
 * and every later one by its distance from it, which is exact up to 2^53 units.
 */
export class InterfaceClock {
  readonly #unit: TimestampUnit;
  readonly #perSecond: number;
  #firstHigh = -1;
  #firstLow = 0;
  #firstTime = 0;

  constructor(unit: TimestampUnit) {
    this.#unit = unit;
    this.#perSecond = unit.base ** unit.exponent;
  }

  /** Whole ns since the base, which the capture's first timestamp sets. */
  time(high: number, low: number, base: TimeBase): number {
    if (this.#firstHigh < 0) this.#start(high, low, base);
    return this.#firstTime + this.#nanoseconds((high - this.#firstHigh) * 2 ** 32 + (low - this.#firstLow));
  }

  #start(high: number, low: number, base: TimeBase): void {
    const perSecond = BigInt(this.#unit.base) ** BigInt(this.#unit.exponent);
    const units = (BigInt(high) << 32n) | BigInt(low);
    const seconds = Number(units / perSecond + this.#unit.offset);
    const nanoseconds = Number(((units % perSecond) * 1_000_000_000n) / perSecond);
    if (!base.set) base.start(seconds, nanoseconds);
    this.#firstHigh = high;
    this.#firstLow = low;
    this.#firstTime = base.since(seconds, nanoseconds);
  }

  #nanoseconds(units: number): number {
    const perSecond = this.#perSecond;
    if (this.#unit.base === 10)
      return perSecond <= 1e9 ? units * (1e9 / perSecond) : Math.floor(units / (perSecond / 1e9));
    const seconds = Math.floor(units / perSecond);
    return seconds * 1e9 + Math.floor(((units - seconds * perSecond) * 1e9) / perSecond);
  }
}
