import { describe, expect, test } from 'vitest';
import { layoutOf, MIN_COLUMNS, MIN_ROWS } from '../../src/ui/layout.ts';

test.each([
  [160, 50, 'split'],
  [110, 30, 'split'],
  [109, 30, 'stacked'],
  [80, 24, 'stacked'],
  [60, 24, 'stacked'],
  [80, 23, 'single'],
  [59, 40, 'single'],
  [50, 15, 'single'],
  [49, 50, 'too-small'],
  [200, 14, 'too-small'],
])('%i×%i is %s', (columns, rows, kind) => expect(layoutOf({ columns, rows }, 0).kind).toBe(kind));

test('what to do next has the room that it needs, as long as some flows are in sight', () => {
  const heights = (wanted: number) => {
    const { services, findings, flows } = layoutOf({ columns: 80, rows: 24 }, 0, 0, wanted);
    return [services.height, findings.height, flows.height];
  };
  expect(heights(3)).toEqual(heights(0));
  expect(heights(10)).toEqual([5, 10, 7]);
  expect(heights(40)).toEqual([5, 13, 4]);
});

describe('areas', () => {
  test('make room for a hint, the lowest ones only', () => {
    for (const size of [
      { columns: 120, rows: 40 },
      { columns: 80, rows: 24 },
      { columns: 50, rows: 20 },
    ]) {
      const [plain, hinted] = [layoutOf(size, 0), layoutOf(size, 0, 1)];
      for (const lower of ['body', 'flows', 'hosts', 'timeline'] as const)
        expect(hinted[lower].height).toBe(plain[lower].height - 1);
      const upper = hinted.kind === 'single' ? 1 : 0;
      expect(hinted.findings.height).toBe(plain.findings.height - upper);
      expect(hinted.services.height).toBe(plain.services.height - upper);
    }
  });

  test('fill the screen exactly at every size, banner or not', () => {
    for (let columns = MIN_COLUMNS; columns < 220; columns++) {
      for (let rows = MIN_ROWS; rows < 90; rows += 3) {
        for (const banner of [0, 3]) {
          const { kind, body, services, findings, flows } = layoutOf({ columns, rows }, banner);
          expect(body).toEqual({ width: columns, height: rows - 2 - banner });
          if (kind === 'split') {
            expect(services.width + 1 + findings.width).toBe(columns);
            expect(services.height).toBe(findings.height);
            expect(services.height + flows.height).toBe(body.height);
          }
          if (kind === 'stacked') expect(services.height + findings.height + flows.height).toBe(body.height);
          if (kind === 'single') expect(flows).toEqual({ width: columns, height: body.height - 1 });
          for (const area of [services, findings, flows])
            expect(Math.min(area.height, area.width)).toBeGreaterThanOrEqual(4);
        }
      }
    }
  });
});
