import { describe, expect, it } from 'vitest';
import { CONFIDENCES } from '../../src/detect/detector.ts';
import { counted, listed, milliseconds, paragraph, seconds, sureness, those } from '../../src/wording/phrases.ts';

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

  it('rounds times to what matters', () => {
    expect([0.04, 0.96, 9.94, 31.4, 599, 600, 7200].map(seconds)).toEqual([
      '0 s',
      '1 s',
      '9.9 s',
      '31 s',
      '599 s',
      '10 min',
      '120 min',
    ]);
    expect([0.83, 18.2].map(milliseconds)).toEqual(['0.8 ms', '18 ms']);
  });

  it('has a different sentence for each confidence, and only one claims proof', () => {
    const sentences = CONFIDENCES.map(sureness);
    expect(new Set(sentences).size).toBe(CONFIDENCES.length);
    expect(sentences.filter((sentence) => sentence.includes('proves'))).toEqual([sureness('conclusive')]);
  });

  it('leaves out what does not apply', () => {
    expect(paragraph('A.', false, undefined, 'B.')).toBe('A. B.');
    expect(those('a', false, undefined)).toEqual(['a']);
  });
});
