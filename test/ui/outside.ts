/** A world outside that takes nothing. */
import type { Surface } from '../../src/ui/controller.ts';

export const OUTSIDE: Surface = { title: 'office.pcapng', run: () => {}, copy: () => {} };
