/** Waits for what comes in its own time. */
import { vi } from 'vitest';

/** ms: a disk of a busy machine may take seconds for what takes no time elsewhere. */
const PATIENCE = 10_000;

/** Resolves once `holds` does not throw any more; rejects with its last error. */
export function eventually(holds: () => void): Promise<void> {
  return vi.waitFor(holds, { timeout: PATIENCE, interval: 5 });
}
