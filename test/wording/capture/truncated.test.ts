import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('capture/truncated', () => {
  it('names every input that could not be read to its end', () => {
    const words = sampleWords('capture/truncated', { inputs: ['a.pcap', 'b.pcap'] });
    expect(words.title).toBe('Cut short or corrupt: a.pcap and b.pcap');
    expect(words.evidence).toEqual(['Not read to its end: a.pcap, b.pcap']);
  });
});
