/** Answers in plain HTTP that the asked server cannot have given: the page of a filter, or of a portal that wants a login first. */
import { addressBytes } from '../catalogue/address-bytes.ts';
import { blockPageOf } from '../catalogue/block-pages.ts';
import { rangesAt } from '../catalogue/range-index.ts';
import type { HttpResponseObservation } from '../probe/http-observations.ts';
import type { WebExchange } from './web-exchanges.ts';

/** By what an answer is known. `forbidden` counts beside another mark, and alone where Apple's server has nothing to forbid. */
export type ForeignMark =
  | 'login-required'
  | 'filter-denied'
  | 'server-field'
  | 'filter-host'
  | 'filter-title'
  | 'blocked-title'
  | 'forbidden'
  | 'page-for-list'
  | 'sent-away'
  | 'sent-to-private'
  | 'other-page';

export interface ForeignAnswer {
  readonly kind: 'block-page' | 'captive-portal';
  readonly marks: readonly ForeignMark[];
  /** What answered, where the answer names it. */
  readonly product: string | undefined;
  /** Where the client is sent, as it was written. */
  readonly leadsTo: string | undefined;
}

/** Apple's test for a portal: a page of some 70 bytes with this title, and nothing else (Apple 101555). */
const PORTAL_TEST = 'captive.apple.com';
const EXPECTED_TITLE = 'Success';
/** The bag: a property list, fetched from a content network. */
const BAG: ReadonlySet<string> = new Set(['init-p01st.push.apple.com', 'init.push.apple.com']);
/** Hosts of Apple and Jamf, which lead to no address of a site. */
const HOSTED = /(?:^|\.)(?:apple\.com|cdn-apple\.com|icloud\.com|mzstatic\.com|jamf\.com|jamfcloud\.com)$/;
const OWN: ReadonlySet<string> = new Set(['private', 'shared', 'link-local', 'loopback']);
const FORBIDDEN: ReadonlySet<number> = new Set([403, 451]);
/** What filters send with their page; 503 is of Palo Alto Networks. */
const REFUSALS: ReadonlySet<number> = new Set([403, 451, 503]);
/** RFC 6585 6. */
const NETWORK_AUTHENTICATION = 511;
const AUTHORITY = /^https?:\/\/(?:[^/?#@]*@)?(?:\[([^\]]*)\]|([^:/?#]+))/i;

/** `undefined`: as the server answers, or nothing tells. A tunnel that a proxy refuses is judged elsewhere. */
export function foreignAnswer({ request, response, page }: WebExchange): ForeignAnswer | undefined {
  if (request?.host === undefined || response === undefined || request.form === 'authority') return undefined;
  const { host } = request;
  const { status, server } = response;
  const leadsTo = status >= 300 && status < 400 ? response.location : page?.leadsTo;
  const target = hostOfUrl(leadsTo);
  const answer = (kind: ForeignAnswer['kind'], marks: readonly ForeignMark[], product?: string): ForeignAnswer => ({
    kind,
    marks,
    product,
    leadsTo,
  });
  if (/^ERR_ACCESS_DENIED\b/.test(response.proxyError ?? '')) return answer('block-page', ['filter-denied'], 'Squid');
  const known = blockPageOf({ server, title: page?.title, leadsTo: target });
  if (known !== undefined && known.page.hosts?.includes(host as never) !== true) {
    const generic = known.page.strength === 'generic';
    const refused = generic && REFUSALS.has(status) ? (['forbidden'] as const) : [];
    const mark = known.mark === 'server' ? 'server-field' : known.mark === 'leads-to' ? 'filter-host' : 'filter-title';
    return answer('block-page', generic ? ['blocked-title', ...refused] : [mark], known.page.product);
  }
  if (status === NETWORK_AUTHENTICATION) return answer('captive-portal', ['login-required']);
  const marks = portalMarks(host, status, target, page);
  if (marks.length > 0) return answer('captive-portal', marks);
  if (BAG.has(host) && FORBIDDEN.has(status) && !isOfContentNetwork(response))
    return answer('block-page', ['forbidden']);
  if (BAG.has(host) && status === 200 && page !== undefined) return answer('block-page', ['page-for-list']);
  return undefined;
}

/** Akamai or Apple's own edge says itself that it answers. The address proves nothing: who stands in the way answers in its name. */
function isOfContentNetwork({ server = '', viaHeader = '' }: HttpResponseObservation): boolean {
  return /^AkamaiGHost\b/i.test(server) || /\.(?:ts\.apple\.com|aaplimg\.com)\b/i.test(viaHeader);
}

function portalMarks(
  host: string,
  status: number,
  target: string | undefined,
  page: WebExchange['page'],
): ForeignMark[] {
  const marks: ForeignMark[] = [];
  const isSent = status >= 300 && status < 400 && target !== undefined;
  if (isSent && (host === PORTAL_TEST || BAG.has(host)) && !HOSTED.test(target)) marks.push('sent-away');
  if (target !== undefined && HOSTED.test(host) && isOwnAddress(target)) marks.push('sent-to-private');
  const isRead = page !== undefined && (page.whole || page.title !== undefined);
  if (host === PORTAL_TEST && status === 200 && isRead && page.title !== EXPECTED_TITLE) marks.push('other-page');
  return marks;
}

function hostOfUrl(url: string | undefined): string | undefined {
  const parts = url === undefined ? null : AUTHORITY.exec(url);
  return (parts?.[1] ?? parts?.[2])?.toLowerCase();
}

function isOwnAddress(host: string): boolean {
  const bytes = addressBytes(host);
  return bytes !== undefined && rangesAt(bytes).some(({ range }) => OWN.has(range.name));
}
