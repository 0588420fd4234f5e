/** A turn of the event loop for others: an immediate alone may come before the loop has looked for what arrived meanwhile, such as keys. */
export function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}
