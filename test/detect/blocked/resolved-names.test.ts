import { describe, expect, it } from 'vitest';
import { ResolvedNames } from '../../../src/detect/blocked/resolved-names.ts';
import { at } from '../../support/flow-facts.ts';

const CLIENT = '10.20.0.15';
const NAME = 'a.example';

function resolved(...answers: readonly [client: string, seconds: number][]) {
  const names = new ResolvedNames(() => {});
  for (const [client, seconds] of answers) names.note(client, NAME, at(seconds));
  return (client: string, ...seconds: number[]) => {
    const failures = seconds.map((second) => at(second).time);
    return [...names.cleared(client, NAME, failures)].map((time) => time / 1e9);
  };
}

describe('ResolvedNames', () => {
  it('clears what failed at about that time or before, for the same client', () => {
    const cleared = resolved([CLIENT, 100], [CLIENT, 50]);
    expect(cleared(CLIENT, 20, 105, 106)).toEqual([20, 105]);
    expect(cleared('10.20.0.16', 100)).toEqual([]);
  });

  it('knows nothing of other names', () => {
    const names = new ResolvedNames(() => {});
    names.note(CLIENT, 'b.example', at(100));
    expect(names.cleared(CLIENT, NAME, [at(100).time]).size).toBe(0);
  });

  it('clears what the other address of a dual-stack client was told at about that time', () => {
    const cleared = resolved(['2001:db8::15', 100], ['2001:db8::15', 160]);
    expect(cleared(CLIENT, 98, 161)).toEqual([98, 161]);
    expect(cleared(CLIENT, 110)).toEqual([]);
    expect(cleared(CLIENT, 20)).toEqual([]);
  });

  it('clears nothing by what different clients of the other family were told', () => {
    const cleared = resolved(['2001:db8::21', 100], ['2001:db8::22', 160], ['2001:db8::23', 220]);
    expect(cleared(CLIENT, 100, 160, 220)).toEqual([]);
  });
});
