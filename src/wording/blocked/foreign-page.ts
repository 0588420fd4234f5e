/** What block pages and portals have in common in words: by what an answer is known not to be the server's. */
import type { RuleParameters } from '../../detect/parameters.ts';
import { those } from '../phrases.ts';

type Page = RuleParameters['blocked/captive-portal'];
type ForeignMark = Page['marks'][number];

const MARKS: Readonly<Record<ForeignMark, (page: Page) => string>> = {
  'login-required': () => 'the status says that the network wants a login (RFC 6585)',
  'filter-denied': () => 'the answer says itself that a rule of Squid denies it',
  'server-field': () => 'the Server field of the answer is that of the filter',
  'filter-host': () => 'the client is sent to the host of the filter',
  'filter-title': ({ title }) => `the title of the page, "${title ?? ''}", is that of the filter`,
  'blocked-title': ({ title }) => `the title of the page is "${title ?? ''}"`,
  forbidden: ({ status }) => `the status is ${status}`,
  'page-for-list': () => 'a web page came where Apple sends a property list',
  'sent-away': () => 'the client is sent to another host, which Apple never does here',
  'sent-to-private': () => "the client is sent to an address of the site's own network",
  'other-page': ({ title }) =>
    title === undefined ? 'the page is not Apple\'s "Success"' : `the page is "${title}", not Apple's "Success"`,
};

/** Each mark as a clause. */
export function markTexts(page: Page): string[] {
  return page.marks.map((mark) => MARKS[mark](page));
}

/** Single facts. */
export function pageEvidence(page: Page): string[] {
  const { host, status, title, leadsTo } = page;
  return those(
    `HTTP to ${host}: status ${status}`,
    title !== undefined && `Title of the page: ${title}`,
    leadsTo !== undefined && `Sent to: ${leadsTo}`,
    ...markTexts(page).map((text) => text.charAt(0).toUpperCase() + text.slice(1)),
  );
}
