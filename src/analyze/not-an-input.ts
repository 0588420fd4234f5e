/** A file to write must be none of those that are read: what a customer sent in is often the only recording there is. */
import { stat } from 'node:fs/promises';
import { OutputError } from '../evidence/output-error.ts';
import type { KnownInput } from './look-at-inputs.ts';

/** Rejects with `OutputError` when `path` is one of the inputs, under whatever name. `what` is written there, in words. */
export async function mustBeNoInput(path: string, inputs: readonly KnownInput[], what: string): Promise<void> {
  const target = await identityOf(path);
  if (target === undefined) return;
  for (const { about } of inputs) {
    if ((await identityOf(about.path)) !== target) continue;
    throw new OutputError(`${path} is one of the inputs`, `Name another file for the ${what}.`);
  }
}

/** The same for all names of a file; undefined where there is none. */
function identityOf(path: string): Promise<string | undefined> {
  return stat(path).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
}
