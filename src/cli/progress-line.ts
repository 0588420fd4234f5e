/** One line on standard error while many inputs are looked at, then while they are read: share, rate and time to go. */
import { grouped } from '../wording/phrases.ts';
import type { Effects } from './effects.ts';

/** ms between two drawings, and before the first: short runs show nothing. */
const INTERVAL = 100;
const PATIENCE = 400;
const BAR_WIDTH = 24;

export class ProgressLine {
  readonly #effects: Effects;
  readonly #started: number;
  #readSince: number | undefined;
  #drawn = 0;
  #shown = false;

  constructor(effects: Effects) {
    this.#effects = effects;
    this.#started = effects.now();
  }

  /** So many inputs were looked at, of so many. */
  looked(count: number, of: number): void {
    if (this.#isDue(this.#effects.now())) this.#draw(`looking at input ${grouped(count)} of ${grouped(of)}`);
  }

  /** `totalBytes` is undefined for a pipe. */
  update(bytesRead: number, totalBytes: number | undefined): void {
    const now = this.#effects.now();
    this.#readSince ??= now;
    if (!this.#isDue(now)) return;
    const rate = bytesRead / Math.max(0.001, (now - this.#readSince) / 1000);
    this.#draw(progressText(bytesRead, totalBytes, rate));
  }

  clear(): void {
    if (this.#shown) this.#effects.stderr.write('\r\x1b[K');
    this.#shown = false;
  }

  #isDue(now: number): boolean {
    if (now - this.#started < PATIENCE || now - this.#drawn < INTERVAL) return false;
    this.#drawn = now;
    return true;
  }

  #draw(text: string): void {
    this.#shown = true;
    this.#effects.stderr.write(`\r\x1b[K${text}`);
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
