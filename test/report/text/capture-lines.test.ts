import { describe, expect, it } from 'vitest';
import { CAPTURE_LIMITS } from '../../../src/classify/vocabulary.ts';
import type { CaptureReport, InputReport } from '../../../src/engine/contract.ts';
import { captureLines } from '../../../src/report/text/capture-lines.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const { capture } = sampleSnapshot();
const textOf = (changes: Partial<CaptureReport>) =>
  [...captureLines({ ...capture, ...changes }, openPage({ color: false, width: 400, ascii: false }))].join('\n');
const unopened = (path: string, code: string, message: string): InputReport => ({
  ...{ path, format: 'unknown', compression: 'none', linkTypes: [], packets: 0, bytes: 0, complete: false },
  problems: [{ code, message }],
});
const notCapture = (path: string) => unopened(path, 'not-a-capture', `${path} is plain text, not a capture`);

describe('capture', () => {
  it('names the fault with frame and offset', () => {
    expect(textOf({})).toContain(
      '! office/wifi-2.pcapng: the file ends within a packet (frame 812, byte offset 104332)',
    );
  });

  it('calls standard input by a name that one knows', () => {
    const inputs = capture.inputs.slice(1).map((input) => ({ ...input, path: '-' }));
    expect(textOf({ inputs })).toContain('\n  standard input (pcapng, ethernet, 812 packets)');
    expect(textOf({ inputs })).toContain('! standard input: the file ends within a packet');
  });

  it('says what each limit means', () => {
    const text = textOf({ limits: [...CAPTURE_LIMITS] });
    for (const limit of CAPTURE_LIMITS) expect(text).toMatch(new RegExp(`! ${limit}: \\w`));
  });

  it('mentions drops, duplicates and undecoded packets only where there are any', () => {
    const [input] = capture.inputs;
    expect(textOf({ inputs: [{ ...input, dropped: 7 }], duplicatePackets: 5 })).toMatch(
      /5 duplicates\n.*7 packets dropped/,
    );
    expect(textOf({ undecodedPackets: 0 })).not.toMatch(/not decoded|duplicate|dropped/);
  });

  it('bounds a long list of inputs', () => {
    const text = textOf({ inputs: Array.from({ length: 30 }, () => capture.inputs[0]) });
    expect(text.split('\n').filter((line) => line.startsWith('  office/wifi-1'))).toHaveLength(8);
    expect(text).toContain('\n  and 22 more\n');
  });

  it('bounds a long list of problems', () => {
    const { problems } = capture.inputs[1];
    const text = textOf({ inputs: Array.from({ length: 30 }, () => ({ ...capture.inputs[1], problems })) });
    expect(text.match(/the file ends within a packet/g)).toHaveLength(8);
    expect(text).toContain('! and 22 more problems with the inputs');
  });

  it('folds files that are no captures into one line', () => {
    const text = textOf({ inputs: [capture.inputs[0], ...['a', 'b', 'c', 'd', 'e'].map(notCapture)] });
    expect(text).toContain('\n  Left out: 5 files that are no captures: a, b, c and 2 more');
    expect(text.match(/\ba\b/g)).toHaveLength(1);
    expect(textOf({ inputs: [capture.inputs[0], notCapture('a'), notCapture('b')] })).toContain(
      'Left out: 2 files that are no captures: a and b',
    );
  });

  it('says of a single one what it is, its path once', () => {
    expect(textOf({ inputs: [capture.inputs[0], notCapture('a')] })).toMatch(
      /^ {2}Left out: a is plain text, not a capture$/m,
    );
  });

  it('names captures that could not be opened, with the reason, their path once', () => {
    const locked = unopened('a.pcap', 'permission', 'a.pcap may not be read by this user');
    const text = textOf({ inputs: [capture.inputs[0], locked, notCapture('b')] });
    expect(text).toMatch(/^ {2}! a\.pcap may not be read by this user$/m);
    expect(text.match(/a\.pcap/g)).toHaveLength(1);
  });

  it('tells anomalies in words, with their first frame', () => {
    expect(textOf({})).toContain(
      'Anomalies: 3 packets with headers that contradict themselves (first in frame 77 of office/wifi-1.pcapng)',
    );
    expect(textOf({ inputs: [capture.inputs[0]] })).toContain('(first in frame 77)');
  });

  it('leaves link types that are not supported to the first lines of the report', () => {
    const anomalies = [{ code: 'unsupported-link-type-107', count: 1, first: { input: 0, frame: 1 } }];
    expect(textOf({ anomalies })).not.toMatch(/Anomalies|link type/i);
  });

  it('says that a clock jumped, of one input only: several may lie years apart', () => {
    const durationSeconds = 19_060 * 86_400;
    expect(textOf({ durationSeconds, inputs: [capture.inputs[0]] })).toContain(
      '! the timestamps lie 19,060 days apart: a clock was set while recording',
    );
    expect(textOf({ durationSeconds })).not.toContain('a clock was set');
  });

  it('has no time to tell of an empty capture', () => {
    expect(textOf({ packets: 0, durationSeconds: 0, firstTime: null, lastTime: null, undecodedPackets: 0 })).toContain(
      '0 packets · 0 s\n',
    );
  });
});
