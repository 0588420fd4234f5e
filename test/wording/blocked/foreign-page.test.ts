import { expect, it } from 'vitest';
import type { ForeignMark } from '../../../src/classify/foreign-answer.ts';
import { markTexts, pageEvidence } from '../../../src/wording/blocked/foreign-page.ts';

const MARKS: readonly ForeignMark[] = [
  ...(['login-required', 'filter-denied', 'server-field', 'filter-host', 'filter-title', 'blocked-title'] as const),
  ...(['forbidden', 'page-for-list', 'sent-away', 'sent-to-private', 'other-page'] as const),
];
const page = { host: 'captive.apple.com', status: 200, marks: MARKS };

it('has a clause for each mark', () => {
  for (const text of markTexts({ ...page, title: 'Welcome' })) expect(text).toMatch(/^[a-z].*[^.]$/);
  expect(markTexts({ ...page, marks: ['other-page'] })).toEqual(['the page is not Apple\'s "Success"']);
  expect(markTexts({ ...page, marks: ['other-page'], title: 'Hello' })).toEqual([
    'the page is "Hello", not Apple\'s "Success"',
  ]);
});

it('lists the facts', () => {
  expect(pageEvidence({ ...page, status: 302, marks: ['sent-away'], leadsTo: 'https://login.guest.example/' })).toEqual(
    [
      'HTTP to captive.apple.com: status 302',
      'Sent to: https://login.guest.example/',
      'The client is sent to another host, which Apple never does here',
    ],
  );
});
