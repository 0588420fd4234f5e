import { describe, expect, it } from 'vitest';
import { endsHtmlPage, MAX_ADDRESS, MAX_PAGE, MAX_TITLE, readHtmlPage } from '../../src/wire/html-page.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const SUCCESS = '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>';
const REFRESH = '<meta http-equiv="refresh" content="0; url=https://login.guest.example/a?b=c">';

describe('readHtmlPage', () => {
  it.each([
    ["Apple's test page", SUCCESS, { title: 'Success', leadsTo: undefined }],
    ['attributes and line ends', '<title id="a">\n Web  Page\r\n Blocked </title>', { title: 'Web Page Blocked' }],
    ['no title', '<html><body>no</body></html>', { title: undefined, leadsTo: undefined }],
    ['a title that is cut', '<html><head><title>Succ', { title: undefined }],
    ['a refresh', `<head>${REFRESH}</head>`, { leadsTo: 'https://login.guest.example/a?b=c' }],
    [
      'a script',
      '<script>window.location="http://10.0.0.1:1000/fgtauth?1";</script>',
      { leadsTo: 'http://10.0.0.1:1000/fgtauth?1' },
    ],
    ['control characters', '<title>a\u001b[2Jb</title>', { title: 'a\\x1b[2Jb' }],
  ])('reads %s', (_, page, expected) => {
    expect(readHtmlPage(concat(page))).toMatchObject(expected);
  });

  it('reads no further than its bounds', () => {
    expect(readHtmlPage(concat(`${' '.repeat(MAX_PAGE)}${SUCCESS}`)).title).toBeUndefined();
    expect(readHtmlPage(concat(`<title>${'a'.repeat(500)}</title>`)).title).toHaveLength(MAX_TITLE);
    expect(readHtmlPage(concat(`<script>location="http://${'a'.repeat(900)}"`)).leadsTo).toHaveLength(MAX_ADDRESS);
  });

  it.each([
    ['the URL in front', `<meta content="5; URL='http://10.0.0.1/'" http-equiv=refresh>`, 'http://10.0.0.1/'],
    [
      'the first refresh that has one',
      `<meta name="a"><meta http-equiv="refresh" content="5">${REFRESH}`,
      'https://login',
    ],
  ])('reads a refresh with %s', (_, page, url) => expect(readHtmlPage(concat(page)).leadsTo).toMatch(url));

  it('reads what repeats itself in no time', () => {
    const begun = performance.now();
    for (const part of ['<meta http-equiv=refresh ', '<meta ', '<title ', `<meta http-equiv=refresh url="' `])
      readHtmlPage(concat(part.repeat(MAX_PAGE / part.length)));
    expect(performance.now() - begun).toBeLessThan(100);
  });

  it('survives any damage', () => {
    for (const bytes of mutations(concat(SUCCESS + REFRESH))) expect(() => readHtmlPage(bytes)).not.toThrow();
  });
});

it('endsHtmlPage knows the end of a page', () => {
  expect([endsHtmlPage(concat(SUCCESS)), endsHtmlPage(concat(SUCCESS.slice(0, -1)))]).toEqual([true, false]);
});
