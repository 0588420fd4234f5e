import { expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { FrameRing } from '../../src/recording/frame-ring.ts';
import { recordingTap } from '../../src/recording/recording-tap.ts';

it('gives all that an input tells to whoever is there', () => {
  const base = new TimeBase();
  base.start(1, 0);
  const ring = new FrameRing({ base, time: 1e9 });
  for (const tap of [recordingTap({}, 0), recordingTap({ ring }, 0, 'en0')]) {
    tap.interface!({ linkType: 1, snapLength: 0, unit: { base: 10, exponent: 6, offset: 0n } }, 0, 0);
    tap.process!({ pid: 1, name: 'x' }, 0, 0);
    tap.statistics!({ interfaceId: 0, dropped: 1 }, 0);
    tap.frame(Object.assign(new Frame(), { bytes: new Uint8Array(4), end: 4, wireLength: 4, linkType: 1 }));
  }
  expect(ring.frames).toBe(1);
});
