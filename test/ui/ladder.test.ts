/** Ladders of recorded flows as files, at the four widths; and what no recording has. */
import { openCapture } from 'jamscope';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { layoutDocument } from '../../src/ui/document.ts';
import { flowDocument } from '../../src/ui/flow-detail.ts';
import { ladderLines } from '../../src/ui/ladder.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const theme = createTheme({ ascii: false, color: false });
const fixture = (name: string) => new URL(`../../fixtures/${name}`, import.meta.url).pathname;

async function read(path: string): Promise<Snapshot> {
  const capture = await openCapture(path, { rethrow: true });
  for await (const _ of capture);
  return capture.snapshot();
}

test.each([
  ['blocked', 'client-hello-reset/input.pcap', 4],
  ['healthy', 'apns-5223-tls12/input.pcap', 2],
  ['dns', 'dns-nxdomain/input.pcap', 1],
  ['proxy', 'proxy-refused-tenant/input.pcapng', 2],
  ['quiet', 'idle-killed-silence/input.pcapng', 2],
  ['ldap', 'ldap-simple-bind/input.pcapng', 2],
])('%s', async (name, path, id) => {
  const snapshot = await read(fixture(path));
  const entries = flowDocument(snapshot.flow(id)!, snapshot, theme);
  for (const width of [50, 80, 120, 160]) {
    const lines = layoutDocument(entries, width, theme);
    for (const line of lines) expect(stringWidth(line)).toBe(width);
    const text = lines.map((line) => `${line.trimEnd()}\n`).join('');
    await expect(text).toMatchFileSnapshot(`frames/ladder-${name}-${width}.txt`);
  }
});

const snapshot = snapshotOfFlows(40);
const flow = snapshot.flow(1)!;
const style = { theme, frameText: ({ frame }: { frame: number }) => String(frame) };

test('what was left out, in ASCII, with colour or without, in lines of the width', () => {
  const cut = { ...flow, omitted: { steps: 12 } };
  expect(ladderLines(cut, 90, style).at(-1)).toMatch(/^12 steps more +$/);
  for (const ascii of [true, false]) {
    for (const width of [48, 71, 72, 78, 300]) {
      const painted = ladderLines(flow, width, { ...style, theme: createTheme({ ascii, color: true }) });
      for (const line of painted) expect(stringWidth(line)).toBe(width);
      if (ascii) expect(painted.join('')).toMatch(/^[\x20-\x7e\x1b]*$/);
    }
  }
});

test('ends are shown harmlessly, whatever their length', () => {
  const hostile = { ...flow, responder: { ...flow.responder, name: `\x1b[2J\u202e${'長い名前'.repeat(60)}` } };
  for (const width of [48, 78, 118]) {
    const lines = ladderLines(hostile, width, style);
    for (const line of lines) expect(stringWidth(line)).toBe(width);
    expect(lines.join('')).not.toMatch(/[\x1b\u202e]/);
  }
});
