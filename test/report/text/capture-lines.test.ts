import { describe, expect, it } from 'vitest';
import { CAPTURE_LIMITS } from '../../../src/classify/vocabulary.ts';
import type { CaptureReport } from '../../../src/engine/contract.ts';
import { captureLines } from '../../../src/report/text/capture-lines.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const { capture } = sampleSnapshot();
const textOf = (changes: Partial<CaptureReport>) =>
  [...captureLines({ ...capture, ...changes }, openPage({ color: false, width: 400, ascii: false }))].join('\n');

describe('capture', () => {
  it('names the fault with frame and offset', () => {
    expect(textOf({})).toContain(
      '! office/wifi-2.pcapng: the file ends within a packet (frame 812, byte offset 104332)',
    );
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
    expect(text.split('\n').filter((line) => line.includes('wifi-1'))).toHaveLength(8);
    expect(text).toContain('30 in all');
  });

  it('has no time to tell of an empty capture', () => {
    expect(textOf({ packets: 0, durationSeconds: 0, firstTime: null, lastTime: null, undecodedPackets: 0 })).toContain(
      '0 packets · 0 s\n',
    );
  });
});
