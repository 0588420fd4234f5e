import { describe, expect, it } from 'vitest';
import { ResolvedNames } from '../../../src/detect/blocked/resolved-names.ts';

const CLIENT = '10.20.0.15';

describe('ResolvedNames', () => {
  it('clears what failed at about that time or before, for the same client', () => {
    const names = new ResolvedNames();
    names.note(CLIENT, 'a.example', 100e9);
    names.note(CLIENT, 'a.example', 50e9);
    expect(names.clears(CLIENT, 'a.example', 20e9)).toBe(true);
    expect(names.clears(CLIENT, 'a.example', 105e9)).toBe(true);
    expect(names.clears(CLIENT, 'a.example', 106e9)).toBe(false);
    expect(names.clears(CLIENT, 'b.example', 100e9)).toBe(false);
    expect(names.clears('10.20.0.16', 'a.example', 100e9)).toBe(false);
  });

  it('clears for everybody of the other family', () => {
    const names = new ResolvedNames();
    names.note(CLIENT, 'a.example', 100e9);
    expect(names.clears('2001:db8::1', 'a.example', 100e9)).toBe(true);
    expect(names.clears('2001:db8::1', 'a.example', 200e9)).toBe(false);
  });
});
