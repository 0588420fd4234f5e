import { describe, expect, it } from 'vitest';
import type { ServiceDoubt } from '../../src/detect/detector.ts';
import { asSureAsService } from '../../src/detect/service-doubt.ts';

const doubt: ServiceDoubt = { why: 'no-name' };
const certain = { doubt: undefined };

describe('asSureAsService', () => {
  it('takes one flow that tells for enough', () => {
    expect(asSureAsService('strong', [{ doubt }, certain])).toEqual({ confidence: 'strong' });
  });

  it('makes a finding moderate at most where none does, and says why', () => {
    expect(asSureAsService('conclusive', [{ doubt }, { doubt }])).toEqual({ confidence: 'moderate', doubt });
  });

  it('says so of what is moderate for other reasons as well, and not of what is weak', () => {
    expect(asSureAsService('moderate', [{ doubt }])).toEqual({ confidence: 'moderate', doubt });
    expect(asSureAsService('weak', [{ doubt }])).toEqual({ confidence: 'weak' });
    expect(asSureAsService('moderate', [])).toEqual({ confidence: 'moderate' });
  });
});
