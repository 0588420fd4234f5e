/** How far the reading is: figures of the program, not of the capture. */

export interface Progress {
  readonly bytesRead: number;
  /** Not known of a pipe or a live capture. */
  readonly totalBytes?: number;
  readonly bytesPerSecond: number;
  readonly finished: boolean;
  /** The user ended it early. */
  readonly stopped?: boolean;
  /** Why the reading ended early, in words. */
  readonly error?: string;
}

/** Share read, 0 to 1, where the total is known. */
export function shareRead({ bytesRead, totalBytes }: Progress): number | undefined {
  return totalBytes === undefined || totalBytes <= 0 ? undefined : Math.min(1, bytesRead / totalBytes);
}

/** Seconds to go at the present rate, where both are known. */
export function secondsLeft({ bytesRead, totalBytes, bytesPerSecond }: Progress): number | undefined {
  if (totalBytes === undefined || bytesPerSecond <= 0) return undefined;
  return Math.max(0, totalBytes - bytesRead) / bytesPerSecond;
}
