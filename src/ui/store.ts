/** A value that React reads through `useSyncExternalStore` and that the rest of the program writes: a snapshot never waits for React. */

export interface Store<T> {
  get(): T;
  /** Replaces the value; subscribers are told only when it is another one. */
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
