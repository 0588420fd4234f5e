import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('capture/mid-stream', () => {
  it('says how to record the start', () => {
    const words = sampleWords('capture/mid-stream');
    expect(words.title).toBe('The start of 9 of 310 flows was not captured');
    expect(words.remedy).toMatch(/^Start the recording first/);
  });
});
