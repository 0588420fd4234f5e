import { describe, expect, it } from 'vitest';
import type { Confidence } from '../../src/detect/detector.ts';
import { atMost, type Signal, signalNames, weigh, weighedNames } from '../../src/detect/evidence.ts';

const signals = (...strengths: Confidence[]): Signal[] =>
  strengths.map((strength, index) => ({ name: `signal ${index}`, strength }));

describe('weigh', () => {
  it.each<[Confidence[], Confidence | undefined]>([
    [[], undefined],
    [['weak'], undefined],
    [['weak', 'weak'], 'moderate'],
    [['weak', 'weak', 'weak', 'weak'], 'moderate'],
    [['moderate'], 'moderate'],
    [['weak', 'moderate'], 'moderate'],
    [['moderate', 'moderate'], 'strong'],
    [['strong'], 'strong'],
    [['strong', 'strong', 'strong'], 'strong'],
    [['weak', 'conclusive'], 'conclusive'],
  ])('%j makes %s', (strengths, confidence) => {
    expect(weigh(signals(...strengths))).toBe(confidence);
  });

  it('counts what is seen twice once', () => {
    const twice: Signal[] = [
      { name: 'late', strength: 'moderate' },
      { name: 'late', strength: 'moderate' },
    ];
    expect(weigh(twice)).toBe('moderate');
  });
});

describe('atMost', () => {
  it.each<[Confidence, Confidence, Confidence]>([
    ['conclusive', 'moderate', 'moderate'],
    ['weak', 'moderate', 'weak'],
    ['strong', 'strong', 'strong'],
  ])('%s, at most %s, is %s', (confidence, cap, expected) => {
    expect(atMost(confidence, cap)).toBe(expected);
  });
});

describe('signalNames', () => {
  it('names each once, strongest first', () => {
    const seen: Signal[] = [
      { name: 'b', strength: 'weak' },
      { name: 'a', strength: 'strong' },
      { name: 'b', strength: 'weak' },
    ];
    expect(signalNames(seen)).toEqual(['a', 'b']);
  });
});

it('names signals behind their strength, each once', () => {
  expect(
    weighedNames([
      { name: 'late', strength: 'weak' },
      { name: 'again', strength: 'strong' },
      { name: 'late', strength: 'weak' },
    ]),
  ).toEqual(['strong again', 'weak late']);
});
