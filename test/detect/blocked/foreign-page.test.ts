import { expect, it } from 'vitest';
import { confidenceOfPage, framesOfPage, pageOf } from '../../../src/detect/blocked/foreign-page.ts';
import { at } from '../../support/flow-facts.ts';
import { answered, asked, page, webFlow } from '../../support/web.ts';

const UPDATES = 'swcdn.apple.com';

it('tells what a foreign page is known by', () => {
  const flow = webFlow(UPDATES, [asked(UPDATES), answered(403), page('Web Page Blocked')]);
  expect(confidenceOfPage(flow)).toBe('strong');
  expect(framesOfPage(flow)).toEqual([at(0.03), at(0.05)]);
  expect(pageOf(flow)).toEqual({
    host: UPDATES,
    status: 403,
    marks: ['blocked-title', 'forbidden'],
    title: 'Web Page Blocked',
  });
});

it('leaves out the title of a redirect', () => {
  const answer = answered(302, { location: 'https://block.opendns.com/main' });
  const flow = webFlow(UPDATES, [asked(UPDATES), answer, page('302 Found')]);
  expect(pageOf(flow)).toEqual({
    host: UPDATES,
    status: 302,
    marks: ['filter-host'],
    leadsTo: 'https://block.opendns.com/main',
  });
});
