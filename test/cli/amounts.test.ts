import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { bytesOf, countFrom, durationOf } from '../../src/cli/amounts.ts';

describe('amounts on the command line', () => {
  it.each([
    ['30s', 30_000],
    ['10m', 600_000],
    ['1.5h', 5_400_000],
    ['2D', 172_800_000],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(durationOf(text)).toBe(milliseconds);
  });

  it('asks for the unit of a time', () => {
    expect(() => durationOf('5')).toThrow('Write its unit too: 5s, 5m, 5h or 5d.');
  });

  it.each([
    ['100M', 100e6],
    ['1.5GB', 1.5e9],
    ['500k', 500e3],
    ['4096', 4096],
  ])('%s is %d bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  it.each(['', '0', '0s', '-1s', 'ten', '10 minutes', '1e3'])('%j is no duration', (text) => {
    expect(() => durationOf(text)).toThrow(InvalidArgumentError);
  });

  it.each(['', '0', '0M', '-5', '10X', '0.1'])('%j is no size', (text) => {
    expect(() => bytesOf(text)).toThrow(InvalidArgumentError);
  });

  it('takes whole numbers that are enough', () => {
    expect(countFrom(2)('10')).toBe(10);
    for (const text of ['1', '2.5', '1e2', '', 'two']) expect(() => countFrom(2)(text)).toThrow(InvalidArgumentError);
  });
});
