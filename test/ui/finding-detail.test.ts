import { expect, test } from 'vitest';
import type { Entry } from '../../src/ui/document.ts';
import { findingDocument } from '../../src/ui/finding-detail.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { SAMPLE_RULES, sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

const theme = createTheme({ ascii: false, color: false });
const texts = (entries: readonly Entry[]) => entries.map((entry) => entry.text);
const field = (entries: readonly Entry[], label: string) =>
  entries.flatMap((entry) => (entry.kind === 'field' && entry.label === label ? [entry.text] : []));

test.each(SAMPLE_RULES)('%s: all of its words are there', (rule) => {
  const snapshot = sampleSnapshot([sampleFinding(rule)]);
  const words = findingReport(snapshot.findings[0], snapshot);
  const shown = texts(findingDocument(snapshot.findings[0], snapshot, theme)).join('\n');
  for (const part of [
    words.title,
    words.explanation,
    words.remedy,
    words.source,
    words.confidence,
    ...words.rivals,
    ...words.evidence,
  ]) {
    expect(shown).toContain(part);
  }
  if (words.displayFilter !== '') expect(shown).toContain(words.displayFilter);
});

test('frames are named by input where there are several', () => {
  const snapshot = sampleSnapshot([
    { ...sampleFinding('blocked/syn-reset'), frames: [frame(0, 812), frame(1, 7), frame(0, 913)] },
  ]);
  const [finding] = snapshot.findings;
  expect(field(findingDocument(finding, snapshot, theme), 'Frames')).toEqual([
    'office/wifi-1.pcapng: 812 913; office/wifi-2.pcapng: 7',
  ]);
  const one = { ...snapshot, capture: { ...snapshot.capture, inputs: snapshot.capture.inputs.slice(0, 1) } };
  expect(field(findingDocument(finding, one, theme), 'Frames')).toEqual(['812 7 913']);
});

test('it says who reached for what, and through which proxy', () => {
  const proxied = { proxies: ['10.20.0.8:3128'], asked: ['acme.jamfcloud.com:443'], servers: [], ports: [443] };
  const snapshot = sampleSnapshot([sampleFinding('blocked/proxy-refused', {}, { proxied })]);
  expect(field(findingDocument(snapshot.findings[0], snapshot, theme), 'Where')).toEqual([
    '10.20.0.15 → acme.jamfcloud.com:443 through proxy 10.20.0.8:3128',
  ]);
});

test('a live finding says that it is not final', () => {
  const snapshot = sampleSnapshot([{ ...sampleFinding('blocked/syn-reset'), state: 'provisional' }]);
  expect(texts(findingDocument(snapshot.findings[0], snapshot, theme))[1]).toContain('provisional');
});

test('a finding of the capture has no flows to name', () => {
  const snapshot = sampleSnapshot([sampleFinding('capture/truncated')]);
  const entries = findingDocument(snapshot.findings[0], snapshot, theme);
  expect([field(entries, 'Frames'), field(entries, 'Wireshark')]).toEqual([
    ['none'],
    ['no filter is narrower than the capture'],
  ]);
});

function frame(input: number, number: number) {
  return { input, frame: number, time: 0 };
}

test('a finding that the site accepts says how long and why', () => {
  const finding = { ...sampleFinding('blocked/dns'), exception: { reason: 'ticket 17', until: '2026-12-31' } };
  const shown = texts(findingDocument(finding, sampleSnapshot([finding]), theme));
  expect(shown[1]).toMatch(/ · excepted until 2026-12-31: ticket 17$/);
});
