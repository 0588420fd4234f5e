/** The zero of a capture's time: its first packet. Shared by all inputs of one capture, so that their times compare. */
export class TimeBase {
  /** False until the first packet with a timestamp was read. */
  set = false;
  /** Whole seconds since 1970-01-01T00:00:00Z. */
  seconds = 0;
  /** The rest, 0 to 999 999 999. */
  nanoseconds = 0;

  start(seconds: number, nanoseconds: number): void {
    this.set = true;
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }

  /** Nanoseconds since the base: exact within 104 days of it (2^53 ns), and no BigInt on the way. */
  since(seconds: number, nanoseconds: number): number {
    return (seconds - this.seconds) * 1e9 + (nanoseconds - this.nanoseconds);
  }

  /** The base in ns since 1970; add a frame's time to it for `timestampText`. */
  get epoch(): bigint {
    return BigInt(this.seconds) * 1_000_000_000n + BigInt(this.nanoseconds);
  }
}
