import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { mostTries, synCount } from '../../../src/detect/failure/tries.ts';
import { rst, unanswered } from '../../support/flow-facts.ts';

const syns = ({ tcp }: FlowFacts) => tcp!.syns;

describe('tries in vain', () => {
  it('tell the time of trying from that of watching', () => {
    expect(mostTries([unanswered([0, 1, 3, 7, 15], { until: 64 })], syns)).toMatchObject({
      tries: 5,
      triedSeconds: 15,
      waitedSeconds: 49,
    });
  });

  it('end when somebody gives up behind the last', () => {
    const gaveUp = unanswered([0, 1], { until: 60, tcp: { resets: [rst(5, { from: 0 })] } });
    expect(mostTries([gaveUp], syns)).toMatchObject({ triedSeconds: 1, waitedSeconds: 4 });
  });

  it('are those of one flow: the one that was tried most, and watched longest', () => {
    const few = unanswered([0, 1], { until: 600 });
    const many = unanswered([0, 1, 3], { until: 20 });
    const longer = unanswered([0, 1, 3], { until: 30 });
    expect(mostTries([few, many, longer], syns)).toEqual({
      flow: longer,
      tries: 3,
      triedSeconds: 3,
      waitedSeconds: 27,
    });
  });

  it('are counted beyond the SYNs that are kept', () => {
    expect(synCount(unanswered([0, 1, 3], { packets: [12, 0] }))).toBe(3);
    expect(synCount(unanswered([0, 1, 2, 3, 4, 5, 6, 7, 75], { packets: [12, 0] }))).toBe(12);
  });
});
