/** The capture's time as the 64-bit count of an interface that a writer describes: what `InterfaceClock` reads, the other way round. */
import type { TimestampUnit } from './interface-clock.ts';
import type { TimeBase } from './time-base.ts';

const NANOSECONDS_EXPONENT = 9;

/** The exponent of ten that is written for a unit: its own, or nanoseconds where time is told in binary fractions or finer. */
export function writtenExponent({ base, exponent }: TimestampUnit): number {
  return base === 10 ? Math.min(exponent, NANOSECONDS_EXPONENT) : NANOSECONDS_EXPONENT;
}

export class TimestampUnits {
  high = 0;
  low = 0;
  readonly #perSecond: number;
  readonly #nanoseconds: number;

  /** Counts 10 to the power of `-exponent` seconds since 1970; 0 to 9. */
  constructor(exponent: number) {
    this.#perSecond = 10 ** exponent;
    this.#nanoseconds = 10 ** (NANOSECONDS_EXPONENT - exponent);
  }

  /**
   * Sets `high` and `low` for `time`, ns since the base. The count needs up to 61 bits, a double has 53: so the seconds are
   * multiplied in two halves. Times before 1970 become its beginning.
   */
  set(time: number, base: TimeBase): void {
    const total = base.nanoseconds + time;
    const carried = Math.floor(total / 1e9);
    const seconds = Math.max(0, base.seconds + carried);
    const upper = Math.floor(seconds / 0x1_0000) * this.#perSecond;
    const lower = (seconds % 0x1_0000) * this.#perSecond + Math.floor((total - carried * 1e9) / this.#nanoseconds);
    const rest = (upper % 0x1_0000) * 0x1_0000 + lower;
    this.high = Math.floor(upper / 0x1_0000) + Math.floor(rest / 2 ** 32);
    this.low = rest % 2 ** 32;
  }
}
