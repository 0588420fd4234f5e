import { describe, expect, it } from 'vitest';
import { CONFIDENCES } from '../../src/detect/detector.ts';
import {
  alternatives,
  counted,
  grouped,
  listed,
  milliseconds,
  paragraph,
  percent,
  seconds,
  shareOf,
  sureness,
  those,
} from '../../src/wording/phrases.ts';

describe('phrases', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b, c and others'],
    [[443, 5223], '443 and 5223'],
  ])('lists %j as "%s"', (items, text) => {
    expect(listed(items)).toBe(text);
  });

  it('counts', () => {
    expect([counted(0, 'flow'), counted(1, 'flow'), counted(2, 'flow')]).toEqual(['0 flows', '1 flow', '2 flows']);
  });

  it('groups thousands', () => {
    expect([0, 999, 1000, 98_338_443].map(grouped)).toEqual(['0', '999', '1,000', '98,338,443']);
    expect(counted(1200, 'flow')).toBe('1,200 flows');
    expect([shareOf(1200, 3100, 'flow'), shareOf(3, 3, 'flow'), shareOf(1, 1, 'flow')]).toEqual([
      '1,200 of 3,100 flows',
      'all 3 flows',
      'the only flow',
    ]);
  });

  it('never says that something took no time', () => {
    expect([0, 0.04, 0.1].map(milliseconds)).toEqual(['less than 0.1 ms', 'less than 0.1 ms', '0.1 ms']);
  });

  it('offers all alternatives', () => {
    expect(alternatives(['a'])).toBe('a');
    expect(alternatives(['a', 'b', 'c', 'd'])).toBe('a, b, c or d');
  });

  it('rounds times to what matters', () => {
    expect([0.04, 0.96, 9.94, 31.4, 599, 600, 7200].map(seconds)).toEqual([
      '0 s',
      '1 s',
      '9.9 s',
      '31 s',
      '599 s',
      '10 min',
      '2 h',
    ]);
    expect([7199, 172_799, 172_800, 1_646_781_120].map(seconds)).toEqual(['120 min', '48 h', '2 days', '19,060 days']);
    expect([0.83, 18.2].map(milliseconds)).toEqual(['0.8 ms', '18 ms']);
    expect([0.0001, 0.004, 0.124, 1].map(percent)).toEqual(['less than 0.1 %', '0.4 %', '12 %', '100 %']);
  });

  it('has a different sentence for each confidence that stands alone, and only one claims proof', () => {
    const sentences = CONFIDENCES.map(sureness);
    for (const sentence of sentences) expect(sentence).toContain('verdict');
    expect(new Set(sentences).size).toBe(CONFIDENCES.length);
    expect(sentences.filter((sentence) => sentence.includes('proves'))).toEqual([sureness('conclusive')]);
  });

  it('leaves out what does not apply', () => {
    expect(paragraph('A.', false, undefined, 'B.')).toBe('A. B.');
    expect(those('a', false, undefined)).toEqual(['a']);
  });
});
