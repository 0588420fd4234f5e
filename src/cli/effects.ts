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
  /** Calls back on these signals, by default those that end a program; returns what undoes it. */
  onSignal(listener: (signal: Signal) => void, signals?: readonly Signal[]): () => void;
  /** Ends the process, with the exit code that the command gives, though output waits for a reader. */
  leave(): void;
}

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGUSR1';

export const ENDING: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** ms in which a command that leaves must have given its exit code. */
const LEAVING = 500;

export function realEffects(): Effects {
  return {
    // Opened when somebody reads keys: Node takes 2 ms to do so.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    leave: () => void setTimeout(() => process.exit(), LEAVING).unref(),
    now: () => performance.now(),
    today: () => Date.now(),
    onSignal(listener, signals = ENDING) {
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
