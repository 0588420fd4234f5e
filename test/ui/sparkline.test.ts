import { expect, test } from 'vitest';
import { sparkline } from '../../src/ui/sparkline.ts';
import { createTheme } from '../../src/ui/theme.ts';

const unicode = createTheme({ ascii: false, color: false });
const ascii = createTheme({ ascii: true, color: false });

test.each([
  [[0, 1, 2, 3, 4, 5, 6, 7, 8], 9, ' ▁▂▃▄▅▆▇█', 8],
  [[1, 1000], 2, '▁█', 1000], // whatever is not nothing is seen
  [[1, 0], 4, '██  ', 1], // fewer steps than cells share them out
  [[0, 9, 0, 0], 2, '█ ', 9], // no peak is lost among many
  [[], 3, '   ', 0],
  [[0, 0], 2, '  ', 0],
] as const)('%j in %i cells', (values, cells, line, peak) => {
  expect(sparkline(values, cells, unicode)).toEqual({ line, peak });
});

test('in ASCII', () => expect(sparkline([0, 1, 2, 3, 4], 5, ascii).line).toBe(' .:|#'));
