/** What an HTML page tells of who answered: its title, and where it sends the reader on (HTML Standard 4.2.2, 4.2.5.3). */
import { printable } from '../bytes/text.ts';

/** Bytes of a page that are looked at: the pages of filters begin with kilobytes of style sheets. */
export const MAX_PAGE = 8192;
/** Characters kept of a title, and of an address. */
export const MAX_TITLE = 128;
export const MAX_ADDRESS = 512;

export interface HtmlPage {
  readonly title: string | undefined;
  /** Target of a refresh, or of a script that sets the location. */
  readonly leadsTo: string | undefined;
}

/** Whole, as a part of it says something else. */
const TITLE = /<title(?:\s[^<>]*)?>([^<]*)<\//i;
/** No tag reaches into the next one, so that whatever a page repeats is read once: one expression for both took half a second. */
const META = /<meta\s([^<>]*)/gi;
const REFRESH = /\bhttp-equiv=["']?refresh\b/i;
const REFRESH_URL = /\burl=\s*["']?([^"'\s]+)/i;
const SCRIPT = /\blocation(?:\.href)?\s*=\s*["'](https?:\/\/[^"']+)["']/i;
const END = /<\/html\s*>/i;

/** Reads `bytes` as far as `MAX_PAGE`. */
export function readHtmlPage(bytes: Uint8Array): HtmlPage {
  const text = textOf(bytes);
  const title = TITLE.exec(text)?.[1].replace(/\s+/g, ' ').trim();
  const leadsTo = refreshOf(text) ?? SCRIPT.exec(text)?.[1];
  return {
    title: title && printable(title.slice(0, MAX_TITLE)),
    leadsTo: leadsTo && printable(leadsTo.slice(0, MAX_ADDRESS)),
  };
}

function refreshOf(text: string): string | undefined {
  for (const [, attributes] of text.matchAll(META)) {
    const url = REFRESH.test(attributes) ? REFRESH_URL.exec(attributes)?.[1] : undefined;
    if (url !== undefined) return url;
  }
  return undefined;
}

/** Whether the page ends within these bytes. */
export function endsHtmlPage(bytes: Uint8Array): boolean {
  return END.test(textOf(bytes));
}

function textOf(bytes: Uint8Array): string {
  return utf8.decode(bytes.subarray(0, MAX_PAGE));
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
