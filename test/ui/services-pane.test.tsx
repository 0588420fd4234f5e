import { expect, test } from 'vitest';
import { AT_TOP, itemsOf } from '../../src/ui/cursor.ts';
import { ServicesPane } from '../../src/ui/services-pane.tsx';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { drawn, PLAIN, widest } from './component.tsx';

const { services } = sampleSnapshot();
const items = itemsOf(services.map(({ id }) => id));

test('glyph, word, title and flows of each; the cursor only in front', () => {
  const pane = (inFront: boolean) =>
    drawn(
      <ServicesPane {...{ services, items, inFront }} area={{ width: 50, height: 9 }} cursor={AT_TOP} theme={PLAIN} />,
    );
  expect(pane(true).slice(0, 4)).toEqual([
    `━ 1 Services  ▾ 1 more ${'━'.repeat(27)}`,
    '▸≠ misconfigured S5 Jamf Pro to APNs (binary…   1',
    ' – not observed  S14 Jamf Pro to LDAP or dom…',
    ' –               S15 Jamf Pro to mail gateway',
  ]);
  expect(pane(false)[1][0]).toBe(' ');
});

test('the reference before the title, but that of a published group', () => {
  const lines = drawn(
    <ServicesPane {...{ services, items }} inFront area={{ width: 54, height: 10 }} cursor={AT_TOP} theme={PLAIN} />,
  );
  expect(lines.join('\n')).toMatch(/degraded {6}S22 Managed devices to APNs +216\n/);
  expect(lines.join('\n')).toMatch(/intercepted {3}S21 Managed devices to Jamf Pro +12\n/);
  expect(lines.join('\n')).toMatch(/healthy {7}Apple software update +38/);
  expect(widest(lines)).toBeLessThanOrEqual(54);
});

test('of those not observed, the first says so, and the one under the cursor', () => {
  const words = (index: number) =>
    drawn(
      <ServicesPane
        {...{ services, items }}
        inFront
        area={{ width: 60, height: 6 }}
        cursor={{ id: services[index].id, index, offset: index }}
        theme={PLAIN}
      />,
    )
      .slice(2, 4)
      .map((line) => line.slice(1, 20));
  expect(words(0)).toEqual(['– not observed  S14', '–               S15']);
  expect(words(2)).toEqual(['– not observed  S14', '– not observed  S15']);
});

test('the window follows the cursor', () => {
  const cursor = { id: 'apple-device-setup', index: 7, offset: 2 };
  const lines = drawn(
    <ServicesPane {...{ services, items, cursor }} inFront area={{ width: 60, height: 4 }} theme={PLAIN} />,
  );
  expect(lines[3]).toMatch(/^▸· resolved only .*Apple device setup$/);
});
