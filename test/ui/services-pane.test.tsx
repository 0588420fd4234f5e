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
  expect(pane(true).slice(0, 4)).toEqual(
    [
      `━ 1 Services  ▾ 1 below ${'━'.repeat(26)}`,
      '▸≠ misconfigured Jamf Pro to APNs (binary proto…     1',
      ' – not observed  Jamf Pro to LDAP or domain con…',
      ' – not observed  Jamf Pro to mail gateway',
    ].map((line) => (line.startsWith('━') ? line : expect.stringContaining(line.slice(0, 40)))),
  );
  expect(pane(false)[1][0]).toBe(' ');
});

test('wide panes have the reference as well', () => {
  const lines = drawn(
    <ServicesPane {...{ services, items }} inFront area={{ width: 70, height: 9 }} cursor={AT_TOP} theme={PLAIN} />,
  );
  expect(lines.join('\n')).toMatch(/degraded {6}S22 {2}Managed devices to APNs +216\n/);
  expect(lines.join('\n')).toMatch(/healthy {12}Apple software update +38/);
  expect(widest(lines)).toBeLessThanOrEqual(70);
});

test('the window follows the cursor', () => {
  const cursor = { id: 'apple-device-setup', index: 7, offset: 2 };
  const lines = drawn(
    <ServicesPane {...{ services, items, cursor }} inFront area={{ width: 60, height: 4 }} theme={PLAIN} />,
  );
  expect(lines[3]).toMatch(/^▸· resolved only .*Apple device setup$/);
});
