/**
 * What time it is in a capture that goes on. Between packets it passes as ours does, counted from the latest of them: the clock of who
 * captures may be another. Says when the watch was broken off: the clock was set, or the machine slept.
 */
export interface Clock {
  /** ms of a clock that only goes forward. */
  now(): number;
  /** ms since 1970: what the calendar says. */
  today(): number;
}

/** ns that a packet may be on its way to us: tcpdump hands packets over once a second. */
const LAG = 1.5e9;
/** ms by which the calendar may move against the other clock between two looks: NTP slews by less. */
const STEP = 2000;
/** ms between two looks after which nobody was watching: they come four times a second. */
const ABSENCE = 30_000;
/** ms between two looks after which we were held up ourselves: what came meanwhile waits in pipes and buffers, and is read first. */
const HELD_UP = 1000;

export class WatchClock {
  readonly #clock: Clock;
  /** ns in the capture of the latest packet, and ms at which it came. */
  #time: number | undefined;
  #arrived = 0;
  #looked: number;
  #drift: number;
  #isBehind = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#looked = clock.now();
    this.#drift = clock.today() - clock.now();
  }

  /** A packet of `time` (ns) came just now. */
  packet(time: number): void {
    this.#time = time;
    this.#arrived = Number.NaN;
  }

  /** ns in the capture up to which all packets should have come; undefined before the first, and while it cannot be known. */
  now(): number | undefined {
    if (this.#time === undefined || this.#isBehind) return undefined;
    // The clock is not asked for every packet: those since the last look came about now.
    if (Number.isNaN(this.#arrived)) this.#arrived = this.#clock.now();
    return this.#time + Math.max(0, (this.#clock.now() - this.#arrived) * 1e6 - LAG);
  }

  /** What has broken off the watch since the last call. */
  interruption(): 'clock-stepped' | 'watch-interrupted' | undefined {
    const now = this.#clock.now();
    const absent = now - this.#looked;
    const drift = this.#clock.today() - now;
    const stepped = Math.abs(drift - this.#drift);
    this.#looked = now;
    this.#drift = drift;
    this.#isBehind = absent >= HELD_UP;
    if (absent < ABSENCE && stepped < STEP) return undefined;
    // Time that passed while nobody watched must not count as silence.
    this.#time = undefined;
    return absent >= ABSENCE ? 'watch-interrupted' : 'clock-stepped';
  }
}
