/** When an input begins: decides when its turn comes among the others. */
import { CaptureReader } from '../capture/capture-reader.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { Source } from '../source/open-source.ts';

/**
 * Reads up to the first frame and closes the source. Its time is in ns since 1970; undefined when there is no frame, or none with
 * a time.
 */
export async function firstFrameTime(source: Pick<Source, 'chunks'>): Promise<bigint | undefined> {
  const base = new TimeBase();
  let seen = false;
  const sink = {
    frame() {
      seen = true;
    },
  };
  const reader = new CaptureReader(sink, base);
  for await (const { bytes, start, end } of source.chunks()) {
    reader.push(bytes, start, end);
    if (seen) break;
  }
  return base.set ? base.epoch : undefined;
}
