import { describe, expect, it } from 'vitest';
import { MAX_MOMENTS, Moments } from '../../../src/detect/survey/moments.ts';
import { at } from '../../support/flow-facts.ts';

const HOST = 'acme.jamfcloud.com';

function moments(...visits: readonly [client: string, seconds: number][]) {
  const noted = new Moments(() => {});
  for (const [client, seconds] of visits) noted.note(HOST, client, at(seconds));
  return noted;
}

describe('Moments', () => {
  it('know the latest visit of a client, in whatever order they hear of it', () => {
    const noted = moments(['10.0.0.1', 9], ['10.0.0.1', 3]);
    expect(noted.latest(HOST, '10.0.0.1')).toBe(9e9);
    expect(noted.latest(HOST, '10.0.0.2')).toBeUndefined();
    expect(noted.latest('other.jamfcloud.com', '10.0.0.1')).toBeUndefined();
  });

  it('know when a client was there, to half a second', () => {
    const noted = moments(['10.0.0.1', 3]);
    const between = (from: number, to: number) => noted.between(HOST, '10.0.0.1', from * 1e9, to * 1e9);
    expect([between(2, 4), between(3.4, 9), between(0, 2.9), between(3.6, 9), between(4, 2)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('know who of the other family was there', () => {
    const noted = moments(['10.0.0.1', 3], ['10.0.0.2', 3.2], ['10.0.0.3', 8], ['2001:db8::1', 3]);
    expect([...noted.othersBetween(HOST, '2001:db8::9', 2e9, 4e9)]).toEqual(['10.0.0.1', '10.0.0.2']);
    expect([...noted.othersBetween(HOST, '10.0.0.9', 2e9, 4e9)]).toEqual(['2001:db8::1']);
  });

  it('forget the oldest within bounds, and say so', () => {
    const lost: number[] = [];
    const noted = new Moments((entries) => lost.push(entries));
    for (let client = 0; client < MAX_MOMENTS; client++) noted.note(HOST, `c${client}`, at(1));
    noted.note(HOST, 'c7', at(3));
    noted.note(HOST, 'c8', at(1));
    expect([lost, noted.latest(HOST, 'c0'), noted.latest(HOST, 'c7')]).toEqual([[], 1e9, 3e9]);
    for (let client = 2; client <= MAX_MOMENTS; client++) noted.note(HOST, `d${client}`, at(4));
    expect(lost).toEqual([MAX_MOMENTS]);
    const latest = ['c0', 'c7', 'c8', 'd2', `d${MAX_MOMENTS}`].map((client) => noted.latest(HOST, client));
    expect(latest).toEqual([undefined, 3e9, 1e9, 4e9, 4e9]);
    expect(noted.between(HOST, 'c7', 0.9e9, 1.1e9)).toBe(false);
    expect(noted.between(HOST, 'c7', 2.9e9, 3.1e9)).toBe(true);
  });
});
