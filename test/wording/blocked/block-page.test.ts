import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/block-page', () => {
  it('names the filter, and by what it is known', () => {
    const words = sampleWords('blocked/block-page');
    expect(words.title).toBe('Fortinet FortiGate answers for swcdn.apple.com with a page of its own');
    expect(words.explanation).toContain('the title of the page, "Web Filter Violation", is that of the filter');
    expect(words.remedy).toContain('In Fortinet FortiGate: exempt swcdn.apple.com on TCP 80');
  });

  it('does without a product', () => {
    const words = sampleWords('blocked/block-page', { product: 'a web filter', marks: ['page-for-list'] });
    expect(words.title).toContain('A web filter answers');
  });

  it('says where the client is sent', () => {
    const words = sampleWords('blocked/block-page', {
      marks: ['filter-host'],
      leadsTo: 'https://block.opendns.com/main',
    });
    expect(words.explanation).toContain('It leads to https://block.opendns.com/main.');
  });
});
