import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/configurable', () => {
  it('names both ports, and that it is no fault', () => {
    const words = sampleWords('ports/configurable');
    expect(words.title).toBe('HL7 interface to the Healthcare Listener: on TCP 3575 instead of TCP 2575');
    expect(words.explanation).toContain('this is no fault');
    expect(words.remedy).toMatch(/name TCP 3575 .* in place of TCP 2575\.$/);
  });
});
