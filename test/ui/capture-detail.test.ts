import { expect, test } from 'vitest';
import { captureDocument } from '../../src/ui/capture-detail.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const text = (snapshot = sampleSnapshot()) =>
  captureDocument(snapshot)
    .map((entry) => ('label' in entry ? `${entry.label}: ${entry.text}` : entry.text))
    .join('\n');

test('what was read, and what is odd about it', () => {
  expect(text()).toContain('office/wifi-1.pcapng: pcapng, gzip, ethernet, 120,400 packets, 98 MB');
  expect(text()).toContain('the file ends within a packet');
  expect(text()).toContain('What limits the conclusions\ntruncated');
  expect(text()).toContain('3 packets with headers that contradict themselves, first in frame 77');
});

test('says when nothing is odd, and when there is no packet', () => {
  const { capture } = sampleSnapshot();
  const quiet = { ...capture, limits: [], anomalies: [], firstTime: null, lastTime: null };
  const words = text(sampleSnapshot([], { capture: quiet }));
  expect(words).toContain('What limits the conclusions\nNothing.\nAnomalies\nNone.');
  expect(words).not.toContain('First packet');
});
