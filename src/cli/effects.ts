/** Everything real that a command touches, as one record: tests pass their own. */
export interface Effects {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms of a clock that only goes forward. */
  now(): number;
  /** ms since 1970: what the calendar says. */
  today(): number;
  /** Calls back on SIGINT, SIGTERM and SIGHUP; returns what undoes it. */
  onSignal(listener: (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void): () => void;
}

export function realEffects(): Effects {
  return {
    // Opened when somebody reads keys: Node takes 2 ms to do so.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    now: () => performance.now(),
    today: () => Date.now(),
    onSignal(listener) {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
