import { expect, test } from 'vitest';
import { BLOCK_PAGE_NAMES } from '../../src/catalogue/block-page-names.ts';

test('the known names of sinkholes and block pages, with their sources', () => {
  expect(BLOCK_PAGE_NAMES.map(({ name }) => name)).toEqual(['sinkhole.paloaltonetworks.com', 'block.jamf.com']);
  for (const { source, checked } of BLOCK_PAGE_NAMES) {
    expect(source.title).toMatch(/./);
    expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});
