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
  expect(text()).toContain('What limits the conclusions\ntruncated: an input ends early or is corrupt');
  expect(text()).toContain(
    '3 packets with headers that contradict themselves, first in frame 77 of office/wifi-1.pcapng',
  );
});

test('says when nothing is odd, and when there is no packet', () => {
  const { capture } = sampleSnapshot();
  const quiet = { ...capture, limits: [], anomalies: [], firstTime: null, lastTime: null };
  const words = text(sampleSnapshot([], { capture: quiet }));
  expect(words).toContain(
    'What limits the conclusions\nNothing.\nAnomalies\nNone.\nSite configuration\nNone was in force.',
  );
  expect(words).not.toContain('First packet');
});

test('the configuration, and what of it no longer holds', () => {
  const { capture } = sampleSnapshot();
  const exception = { rule: 'blocked/dns', reason: 'ticket 17', until: '2026-10-31', findings: ['F1'] };
  const exceptions = [
    { ...exception, state: 'expired' as const },
    { ...exception, state: 'applied' as const, until: '2027-01-01' },
  ];
  const configuration = { path: 'jamscope.config.json', hosts: 2, packs: [], exceptions };
  const kernelDrops = { packets: 3, frames: [4], places: ['tcp_input:1412'] };
  const inputs = [{ ...capture.inputs[0], kernelDrops }];
  const words = text(sampleSnapshot([], { capture: { ...capture, inputs, configuration } }));
  expect(words).toContain('Configuration: jamscope.config.json (2 declared hosts · 2 exceptions)\nthe exception for');
  expect(words).toContain('exception for blocked/dns until 2027-01-01, applied: ticket 17');
  expect(words).toContain('3 packets thrown away by the kernel');
});
