/** One line on standard error while a long capture is read: share, rate and time to go. */
import type { Effects } from './effects.ts';

/** ms between two drawings, and before the first: short runs show nothing. */
const INTERVAL = 100;
const PATIENCE = 400;
const BAR_WIDTH = 24;

export class ProgressLine {
  readonly #effects: Effects;
  readonly #started: number;
  #drawn = 0;
  #shown = false;

  constructor(effects: Effects) {
    this.#effects = effects;
    this.#started = effects.now();
  }

  /** `totalBytes` is undefined for a pipe. */
  update(bytesRead: number, totalBytes: number | undefined): void {
    const now = this.#effects.now();
    if (now - this.#started < PATIENCE || now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    this.#shown = true;
    const rate = bytesRead / ((now - this.#started) / 1000);
    this.#effects.stderr.write(`\r\x1b[K${progressText(bytesRead, totalBytes, rate)}`);
  }

  clear(): void {
    if (this.#shown) this.#effects.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}

/** `rate` in bytes per second. */
export function progressText(bytesRead: number, totalBytes: number | undefined, rate: number): string {
  const speed = `${(rate / 1e6).toFixed(0)} MB/s`;
  if (totalBytes === undefined || totalBytes === 0) return `reading ${(bytesRead / 1e6).toFixed(0)} MB  ${speed}`;
  const share = Math.min(1, bytesRead / totalBytes);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  const seconds = rate > 0 ? Math.ceil((totalBytes - bytesRead) / rate) : 0;
  return `reading [${bar}] ${Math.floor(share * 100)}%  ${speed}  ${seconds} s to go`;
}
