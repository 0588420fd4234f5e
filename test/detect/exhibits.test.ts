import { expect, it } from 'vitest';
import { Exhibits } from '../../src/detect/exhibits.ts';

it('holds a flow until the last cause that shows it lets it go', () => {
  const exhibits = new Exhibits();
  exhibits.add(7);
  exhibits.add(7);
  exhibits.remove(7);
  expect([exhibits.has(7), exhibits.has(8), exhibits.size]).toEqual([true, false, 1]);
  exhibits.remove(7);
  exhibits.remove(7);
  expect([exhibits.has(7), exhibits.size]).toEqual([false, 0]);
});
