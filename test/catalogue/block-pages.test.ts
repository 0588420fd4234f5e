import { describe, expect, it } from 'vitest';
import { BLOCK_PAGES, blockPageOf } from '../../src/catalogue/block-pages.ts';

describe('block pages', () => {
  it.each(BLOCK_PAGES)('$id matches its examples, and no other row does first', ({ id, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(blockPageOf(example)?.page.id).toBe(id);
  });

  it('have ids of their own, and a source', () => {
    expect(new Set(BLOCK_PAGES.map(({ id }) => id)).size).toBe(BLOCK_PAGES.length);
    for (const { source, checked } of BLOCK_PAGES) expect([source.title, checked]).not.toContain('');
  });

  it.each([
    ["Apple's test page", { title: 'Success', server: 'AkamaiGHost' }],
    ["a content network's refusal", { title: 'Access Denied', server: 'AkamaiGHost' }],
    ['a server', { server: 'nginx', title: '403 Forbidden' }],
    ['a page about blocking', { title: 'How we blocked spam' }],
    ['a host that only ends alike', { leadsTo: 'notblock.opendns.com' }],
    ['nothing', {}],
  ])('do not match %s', (_, answer) => {
    expect(blockPageOf(answer)).toBeUndefined();
  });

  it('says by what', () => {
    expect(blockPageOf({ server: 'Zscaler/6.2', title: 'Web Page Blocked' })?.mark).toBe('server');
    expect(blockPageOf({ leadsTo: 'malware.block.opendns.com' })?.mark).toBe('leads-to');
    expect(blockPageOf({ title: 'Web Page Blocked!' })).toMatchObject({ mark: 'title', page: { strength: 'generic' } });
  });
});
