/** A process of the recording Mac in words: its name, and what that is known to be. */
import { processRow } from '../catalogue/processes.ts';

interface NamedProcess {
  readonly name: string;
  readonly pid?: number | undefined;
}

/** `apsd (push client of macOS and iOS)`; the name alone where the table does not know it. */
export function processRole(name: string): string {
  const row = processRow(name);
  return row === undefined ? name : `${name} (${row.role})`;
}

/** `softwareupdated 377 (software updates), by nsurlsessiond 402`: whose flow it is, and who acts for it. */
export function processText({
  name,
  pid,
  delegate,
}: NamedProcess & { readonly delegate?: NamedProcess | undefined }): string {
  const role = processRow(name)?.role;
  const by = delegate === undefined ? '' : `, by ${numbered(delegate)}`;
  return `${numbered({ name, pid })}${role === undefined ? '' : ` (${role})`}${by}`;
}

function numbered({ name, pid }: NamedProcess): string {
  return pid === undefined ? name : `${name} ${pid}`;
}
